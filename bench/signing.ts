import { Type } from "typebox";
import { Value } from "typebox/value";
import { inTotoPayloadType, StatementView } from "../src/attestations/attestations.contract.ts";
import { KeyChanged, keyRequestType } from "../src/attestations/keys.contract.ts";
import { encodeBase64 } from "../src/kit/base64.ts";
import { payloadOf, preAuthenticationEncoding, signEnvelope } from "../src/kit/dsse.ts";
import { type KeyPair, keyPairOf } from "../src/kit/ed25519.ts";
import { newSeed } from "../src/kit/sealed-key.ts";
import { AccountMade } from "../src/platform/identity/identity.contract.ts";
import { type Api, openApi } from "../src/platform/terminal/api.ts";
import { readTrustFile } from "../src/verify/trust-file.ts";
import { verifyAttestation } from "../src/verify/verify-attestation.ts";
import type { ScoredReview } from "./scores-fixture.ts";
import { percentile, type Served } from "./stage.ts";
import type { Row } from "./table.ts";

const turns = 40;
/** Turns that are not measured, as everywhere on a server that was just started. */
const warmUp = 10;
const Anything = Type.Unknown();

interface Person {
  readonly account: string;
  readonly api: Api;
}

const Secret = Type.Object({ secret: Type.String() });

/** Somebody who joined by their link and asks with a token of their own. */
async function personOn(
  served: Served,
  name: string,
  role: string,
  organisation: string | null,
): Promise<Person> {
  const body = { name, grants: [{ role, organisation }] };
  const made = await served.api.send(AccountMade, "POST", "/api/accounts", body);
  const link = made.link.path.split("#").at(-1);
  const joined = await post(served, "/api/set-up", { link, password: "measured, not guessed" });
  const [cookie = ""] = (joined.headers.get("set-cookie") ?? "").split(";");
  const answer: unknown = await (await post(served, "/api/tokens", { name }, cookie)).json();
  const { secret: token } = Value.Parse(Secret, answer);
  return { account: made.account.account, api: openApi(() => ({ url: served.url, token })) };
}

function post(served: Served, path: string, body: object, cookie?: string): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json" });
  // As a browser says it of a page of this server.
  headers.set("sec-fetch-site", "same-origin");
  if (cookie !== undefined) headers.set("cookie", cookie);
  return fetch(new URL(path, served.url), { method: "POST", headers, body: JSON.stringify(body) });
}

/** The head of an organisation, seated in its office, with a key that two officers approved. */
async function headOf(served: Served, organisation: string): Promise<Person & { key: KeyPair }> {
  const head = await personOn(served, "Head for the bench", "head", organisation);
  const officer = await personOn(served, "Officer for the bench", "reviewing-officer", null);
  const seat = { from: "2020-01-01", title: "Head for the bench", account: head.account };
  await served.api.send(Anything, "POST", "/api/offices/bench-head/assign", seat);
  const office = { office: "bench-head", from: "2020-01-01" };
  const path = `/api/organisations/${organisation}/head-office`;
  await served.api.send(Anything, "POST", path, office);
  const key = await keyPairOf(newSeed());
  const public_key = encodeBase64(key.publicKey);
  const text = { format: "muster/key-request/1", account: head.account, public_key };
  const proof = await key.sign(preAuthenticationEncoding(keyRequestType, payloadOf(text)));
  const asked = await head.api.send(KeyChanged, "POST", "/api/keys", {
    public_key,
    proof: encodeBase64(proof),
  });
  const { fingerprint } = asked.key;
  for (const { api } of [served, officer]) {
    const reason = { reason: "for the bench" };
    await api.send(KeyChanged, "POST", `/api/keys/${fingerprint}/approve`, reason);
  }
  await head.api.send(KeyChanged, "POST", `/api/keys/${fingerprint}/confirm`, { fingerprint });
  return { ...head, key };
}

/**
 * Signing of everything that a head is shown, over HTTP: what is shown comes, it is signed, and the
 * server composes it anew, compares, keeps and logs it. Before each one answer becomes another one.
 */
export async function signingRows(served: Served, scored: ScoredReview): Promise<Row[]> {
  const { review, items, day } = scored;
  const organisation = scored.organisations[0] ?? "";
  const head = await headOf(served, organisation);
  const path = `/api/reviews/${review}/organisations/${organisation}`;
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const value = turn % 2 === 0 ? { level: 2 } : { level: 4 };
    const score = { organisation, item: items[turn], kind: "self", day, value };
    await served.api.send(Anything, "POST", `/api/reviews/${review}/scores`, score);
    const begun = performance.now();
    const { statement } = await head.api.get(StatementView, `${path}/statement`);
    const envelope = await signEnvelope(inTotoPayloadType, statement, head.key);
    await head.api.send(Anything, "POST", `${path}/attestations`, { envelope });
    if (turn >= warmUp) times.push(performance.now() - begun);
  }
  const signing = percentile(times, 0.95);
  const count = items.length.toLocaleString("en");
  return [
    {
      job: `A head signs a statement of ${count} items over HTTP: shown, signed, composed anew, compared, kept and logged`,
      measured: both(times),
      aim: "p95 under 200 ms",
      beside: "",
      met: signing < 200,
    },
    await verifyingRow(head.api, path, count),
  ];
}

async function verifyingRow(api: Api, path: string, items: string): Promise<Row> {
  // Its leaves have their places in the log within a second.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const bytes = await api.download(`${path}/attestation.json`);
  const key = new TextDecoder().decode(await api.download("/log/vkey"));
  const trust = await readTrustFile(key, "key");
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const begun = performance.now();
    const { verdict } = await verifyAttestation(bytes, { file: "bench", trust });
    times.push(performance.now() - begun);
    if (verdict !== "verified") throw new Error("the signed statement did not verify");
  }
  return {
    job: `Verification of a signed statement of ${items} items (${Math.round(bytes.length / 1000)} kB), offline`,
    measured: both(times),
    aim: "p95 under 200 ms",
    beside: "",
    met: percentile(times, 0.95) < 200,
  };
}

const both = (times: readonly number[]): string =>
  `p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`;
