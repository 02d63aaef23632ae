import { afterAll, beforeAll, expect, test } from "vitest";
import { storyStyle } from "../../tests/support/bundle-story.ts";
import { testWork } from "../../tests/support/database.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { enrolledKey, signedIn } from "../../tests/support/key-holders.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName as review,
} from "../../tests/support/scored-review.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { giveScore } from "../assessments/scores.actions.ts";
import { confirm, showConfirmation } from "../confirmations/confirm.actions.ts";
import { sendDraft } from "../confirmations/drafts.actions.ts";
import { giveFinalWord, reply, showVerdict } from "../confirmations/verdicts.actions.ts";
import { Determination } from "../determination/determination.contract.ts";
import { recordDetermination } from "../determination/record-determination.actions.ts";
import { checkShape } from "../kit/check-shape.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { fingerprintOf, type KeyPair } from "../kit/ed25519.ts";
import { readZip } from "../kit/zip.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { checkVerdicts } from "../verify/check-verdicts.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import { verifyBundle } from "../verify/verify-bundle.ts";
import { VerdictsFile } from "./verdicts-file.contract.ts";

const on = "2026-03-31";
const [finance = ""] = ministries;
const pair = { review, organisation: finance };
let instance: TestInstance;
let officers: readonly [Actor, Actor];
let keys: readonly [KeyPair, KeyPair];
let as_of: string;
let bundle: Uint8Array;
let trusted: string;

const act = <T>(actor: Actor, action: Parameters<typeof testWork<T>>[1]): Promise<T> =>
  testWork(instance.database, action, { actor });

async function publish(): Promise<Uint8Array> {
  const answer = await instance.fetch(`/api/reviews/${review}/publications`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ on, as_of }),
  });
  const said: unknown = await answer.json();
  expect(answer.status, JSON.stringify(said)).toBe(200);
  const path = String(Reflect.get(Object(said), "bundle"));
  return new Uint8Array(await (await fetch(new URL(path, instance.url))).arrayBuffer());
}

beforeAll(async () => {
  instance = await testInstance();
  const { database } = instance;
  await makeScoredReview(database);
  const determining = { role: "determining-officer", organisation: null } as const;
  const signIn = (name: string) => signedIn(database, name, [determining]);
  officers = [await signIn("First officer"), await signIn("Second officer")];
  const others = [await signIn("Third officer"), await signIn("Fourth officer")] as const;
  keys = [
    await enrolledKey(database, officers[0], others),
    await enrolledKey(database, officers[1], others),
  ];
  const auditor = await signedIn(database, "Auditor", [{ role: "auditor", organisation: null }]);
  const head = await signedIn(database, "Head", [{ role: "head", organisation: finance }]);
  await act(auditor, (work) =>
    giveScore(work, review, {
      organisation: finance,
      item: "GV.OC",
      kind: "independent",
      day: "2026-03-10",
      value: { level: 4 },
    }),
  );
  as_of = await act(officers[0], ({ transaction }) => lastKnownAt(transaction));
  await act(officers[0], (work) => recordDetermination(work, { review, on, as_of }));
  await act(officers[0], (work) =>
    sendDraft(work, review, { on, as_of, reply_by: "2999-12-31", organisations: [finance] }),
  );
  const draft = (await act(head, (work) => showVerdict(work, pair))).draft ?? "";
  await act(head, (work) => reply(work, pair, { draft, text: "We see it so too.", points: [] }));
  await act(officers[0], (work) =>
    giveFinalWord(work, pair, { draft, text: "Nothing is changed.", points: [] }),
  );
  for (const [at, officer] of officers.entries()) {
    const key = keys[at];
    const { statement } = await act(officer, (work) => showConfirmation(work, review, finance));
    if (statement === null || key === undefined) throw new Error("nothing to sign");
    const envelope = await signEnvelope(inTotoPayloadType, statement, key);
    await act(officer, (work) => confirm(work, review, envelope));
  }
  trusted = await (await fetch(new URL("/log/vkey", instance.url))).text();
  bundle = await publish();
}, 60_000);
afterAll(() => instance?.stop());

const verified = async (trust: string) =>
  verifyBundle(bundle, {
    file: "b.zip",
    trust: await readTrustFile(trust, "keys"),
    style: storyStyle,
  });

test("a bundle carries reply, final word and both signatures, and a stranger checks them offline", async () => {
  const plain = await verified(trusted);
  expect(plain.checks.filter((check) => !check.holds)).toEqual([]);
  expect(plain.verdict).toBe("verified");
  expect(plain.checks.find(({ what }) => what === "verdicts")?.words).toBe(
    "1 verdict, 1 by two officers, 2 signatures, whose keys are vouched for by the bundle only",
  );
  const prints = await Promise.all(keys.map(({ publicKey }) => fingerprintOf(publicKey)));
  const known = await verified(`${trusted}\n${prints.join("\n")}\n`);
  expect(known.checks.find(({ what }) => what === "verdicts")?.words).toContain(
    "by keys that you gave",
  );
});

test("what two officers did not sign, or signed of something else, is told", async () => {
  const files = new Map(readZip(bundle, "b.zip").map(({ name, content }) => [name, content]));
  const text = (name: string): string => new TextDecoder().decode(files.get(name));
  const place = () => ({ file: "verdicts.json" });
  const file = checkShape(VerdictsFile, JSON.parse(text("verdicts.json")), place);
  const determination = checkShape(Determination, JSON.parse(text("determination.json")), place);
  const digest = sha256(text("determination.json"));
  const said = async (other: VerdictsFile, of: string = digest): Promise<string> => {
    try {
      const { holds, words } = await checkVerdicts(other, determination, of, []);
      return holds ? "holds" : words;
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
  };
  expect(await said(file)).toBe("holds");
  const [verdict] = file.verdicts;
  const [first, second] = file.confirmations;
  if (!verdict || !first || !second) throw new Error("the story was not told");
  const changed = (patch: Partial<typeof verdict>) => ({
    ...file,
    verdicts: [{ ...verdict, ...patch }],
  });
  expect(await said(changed({ confirmed: "managing-risk" }))).toContain("not what two officers");
  expect(await said(changed({ reply: null }))).toContain("not what two officers");
  expect(await said(changed({ computed: "managing-risk" }))).toContain("other ratings");
  const once = { ...file, confirmations: [first, first] };
  expect(await said(once)).toContain("not what two officers");
  expect(await said(file, "0".repeat(64))).toContain("signature of other ratings");
  const swapped = [{ ...first, public_key: second.public_key }, second];
  expect(await said({ ...file, confirmations: swapped })).toContain("another key");
});
