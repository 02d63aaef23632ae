import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, sha256 } from "../../src/kit/canonical-json.ts";
import { checkpointText } from "../../src/kit/checkpoint.ts";
import { inclusionRanges } from "../../src/kit/merkle-ranges.ts";
import { leafHash, treeRoot } from "../../src/kit/merkle.ts";
import { makeSigner, signNote, verifierKey } from "../../src/kit/signed-note.ts";
import type { LogEntryProof } from "../../src/platform/log/log.contract.ts";
import { checkEntry } from "./check-entry.ts";

const event = {
  kind: "order.signed",
  actor: "test-officer",
  at: "2026-11-22T10:00:00.000000Z",
  subject: "order/eo-13800",
  data: { title: "Größe “zwölf” 🗝", number: 1.5 },
};
const signer = await makeSigner("test.example/log", new Uint8Array(32).fill(3));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** A proof as a true server answers it, for one entry of a log of a size. */
async function trueProof(index: number, size: number): Promise<LogEntryProof> {
  const salt = randomBytes(32);
  const digest = sha256(Buffer.concat([salt, Buffer.from(canonicalJson(event))]));
  const leaves = Array.from({ length: size }, (_, at) =>
    leafHash(at === index ? Buffer.from(digest, "hex") : Buffer.from(`leaf ${at}`)),
  );
  const hashes = inclusionRanges(index, size).map(({ from, to }) =>
    hex(treeRoot(leaves.slice(from, to))),
  );
  const text = checkpointText({ origin: signer.name, size, root: treeRoot(leaves) });
  const { kind, subject, actor, at } = event;
  const names = { actor_name: "Test Officer", subject_name: null };
  const entry = { digest, kind, subject, actor, ...names, at, index, event };
  return {
    entry: { ...entry, salt: hex(salt) },
    inclusion: { index, size, hashes },
    checkpoint: await signNote(text, signer),
    verifier_key: verifierKey(signer),
  };
}

const sizes = fc.integer({ min: 1, max: 200 });

describe("an entry of the log, checked in the browser", () => {
  test("holds in every step when the server is true", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, some) => {
        const proof = await trueProof(some % size, size);
        const checked = await checkEntry(proof);
        expect(checked.steps.map(({ verdict }) => verdict)).not.toContain("fails");
        expect(checked.verdict).toBe("holds");
        expect(checked.steps.length).toBe(4 + (proof.inclusion?.hashes.length ?? 0));
      }),
      { numRuns: 30 },
    );
  });

  test("fails in the step that is false", async () => {
    const proof = await trueProof(5, 9);
    const failing = async (changed: LogEntryProof): Promise<string[]> =>
      (await checkEntry(changed)).steps
        .filter(({ verdict }) => verdict === "fails")
        .map(({ kind }) => kind);
    const { entry, inclusion } = proof;
    expect(
      await failing({ ...proof, entry: { ...entry, event: { ...event, actor: "x" } } }),
    ).toEqual(["digest"]);
    expect(await failing({ ...proof, entry: { ...entry, digest: "0".repeat(64) } })).toEqual([
      "digest",
      "root",
    ]);
    if (!inclusion) throw new Error("a proof was expected");
    const moved = { ...inclusion, index: 4 };
    expect(await failing({ ...proof, inclusion: moved })).toEqual(["root"]);
    const short = { ...inclusion, hashes: inclusion.hashes.slice(1) };
    expect(await failing({ ...proof, inclusion: short })).toEqual(["root"]);
    const grown = (proof.checkpoint ?? "").replace("\n9\n", "\n10\n");
    expect(await failing({ ...proof, checkpoint: grown })).toEqual(["root", "signature"]);
    const other = verifierKey(await makeSigner("other.example/log", new Uint8Array(32).fill(4)));
    expect(await failing({ ...proof, verifier_key: other })).toEqual(["signature"]);
  });

  test("says nothing of content that has expired, and still finds the leaf", async () => {
    const proof = await trueProof(0, 3);
    const checked = await checkEntry({
      ...proof,
      entry: { ...proof.entry, salt: null, event: null },
    });
    expect(checked.verdict).toBe("untold");
    expect(checked.steps.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual([
      "digest untold",
      "leaf holds",
      "join holds",
      "join holds",
      "root holds",
      "signature holds",
    ]);
  });

  test("without a number yet is checked as far as it goes", async () => {
    const proof = await trueProof(0, 1);
    const checked = await checkEntry({ ...proof, inclusion: null });
    expect(checked).toMatchObject({ verdict: "holds", steps: [{ kind: "digest" }] });
  });
});
