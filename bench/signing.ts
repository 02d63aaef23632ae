import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Type } from "typebox";
import { inTotoPayloadType, StatementView } from "../src/attestations/attestations.contract.ts";
import { signEnvelope } from "../src/kit/dsse.ts";
import type { KeyPair } from "../src/kit/ed25519.ts";
import { type Api, openApi } from "../src/platform/terminal/api.ts";
import { readTrustFile } from "../src/verify/trust-file.ts";
import { verifyAttestation } from "../src/verify/verify-attestation.ts";
import {
  enrolledOverHttp,
  fetchingFrom,
  seatedHead,
  type SendAs,
} from "../tests/support/key-over-http.ts";
import { personWith } from "../tests/support/people.ts";
import type { ScoredReview } from "./scores-fixture.ts";
import { house, percentile, type Served, workshop } from "./stage.ts";
import type { Row } from "./table.ts";

const turns = 40;
/** Turns that are not measured, as everywhere on a server that was just started. */
const warmUp = 10;
const Anything = Type.Unknown();

/** The head of an organisation, seated in its office, with a key that two officers approved. */
async function headOf(
  served: Served,
  organisation: string,
): Promise<{ readonly api: Api; readonly key: KeyPair }> {
  const as = (token: string): Api => openApi(() => ({ url: served.url, token }));
  const send: SendAs = (token, path, body) => as(token).send(Anything, "POST", path, body);
  const from = fetchingFrom(served);
  const head = await personWith(from, "Head for the bench", [{ role: "head", organisation }]);
  const officer = await personWith(from, "Officer for the bench", [
    { role: "reviewing-officer", organisation: null },
  ]);
  await seatedHead(send, served.token, { account: head.account, organisation });
  const key = await enrolledOverHttp(send, head, [served.token, officer.token]);
  return { api: as(head.token), key };
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
  const { path: directory, remove } = workshop();
  try {
    const [file, key] = [join(directory, "attestation.json"), join(directory, "key.txt")];
    const bytes = await api.download(`${path}/attestation.json`);
    writeFileSync(file, bytes);
    writeFileSync(key, await api.download("/log/vkey"));
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const begun = performance.now();
      const trust = await readTrustFile(readFileSync(key, "utf8"), "key");
      const read = new Uint8Array(readFileSync(file));
      const { verdict } = await verifyAttestation(read, { file: "bench", trust });
      times.push(performance.now() - begun);
      if (verdict !== "verified") throw new Error("the signed statement did not verify");
    }
    const whole = await wholeProcess(["verify", file, "--trust", key]);
    return {
      job: `Verification of a signed statement of ${items} items (${Math.round(bytes.length / 1000)} kB) from its file, offline`,
      measured: both(times),
      aim: "p95 under 200 ms",
      beside: `\`muster verify\` as a process of its own, with the start of Node: ${whole.toFixed(0)} ms (median of 5)`,
      met: percentile(times, 0.95) < 200,
    };
  } finally {
    remove();
  }
}

/** Milliseconds that the command line takes for something, from its start to its end. */
async function wholeProcess(words: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const begun = performance.now();
    await promisify(execFile)(process.execPath, [house("src/main/cli.ts"), ...words]);
    times.push(performance.now() - begun);
  }
  return percentile(times, 0.5);
}

const both = (times: readonly number[]): string =>
  `p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`;
