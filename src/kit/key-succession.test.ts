import { expect, test } from "vitest";
import {
  followSuccessions,
  openSuccession,
  readSuccessionNotes,
  signSuccession,
} from "./key-succession.ts";
import { makeSigner, type Signer, verifierKey } from "./signed-note.ts";

const origin = "review.example/log";
const keyOf = (seed: number, name = origin): Promise<Signer> =>
  makeSigner(name, new Uint8Array(32).fill(seed));
const chain = async (...seeds: number[]): Promise<string[]> => {
  const keys = await Promise.all(seeds.map((seed) => keyOf(seed)));
  return Promise.all(
    keys.slice(1).map((to, at) => signSuccession(keys[at] ?? to, { to, size: at })),
  );
};
const ids = async (trusted: Signer, notes: readonly string[]): Promise<string[]> =>
  (await followSuccessions([trusted], notes)).map(verifierKey);

test("whoever trusts a key of a log trusts those that came after it, and none that came before", async () => {
  const notes = await chain(1, 2, 3);
  const [first, second, third] = [await keyOf(1), await keyOf(2), await keyOf(3)];
  expect(await ids(first, notes.toReversed())).toEqual([first, second, third].map(verifierKey));
  expect(await ids(second, notes)).toEqual([second, third].map(verifierKey));
  expect(await ids(third, notes)).toEqual([third].map(verifierKey));
  expect(await ids(await keyOf(9), notes)).toHaveLength(1);
});

test("the same key under the name of another log is not trusted for this one", async () => {
  expect(await ids(await keyOf(1, "other.example/log"), await chain(1, 2))).toHaveLength(1);
});

test("a succession that anybody else signed, or of which any character was changed, is refused", async () => {
  const [note = ""] = await chain(1, 2);
  const [from, to, other] = [await keyOf(1), await keyOf(2), await keyOf(3)];
  const forged = await signSuccession(
    { ...from, sign: (bytes) => other.sign(bytes) },
    { to, size: 0 },
  );
  await expect(openSuccession(forged)).rejects.toThrow("does not belong to this text");
  for (let at = 0; at < note.length; at += 1) {
    const changed = `${note.slice(0, at)}${note[at] === "x" ? "y" : "x"}${note.slice(at + 1)}`;
    await expect(openSuccession(changed), `at ${at}`).rejects.toThrow();
  }
});

test("a text of several successions is cut where each begins", async () => {
  const notes = await chain(1, 2, 3);
  expect(readSuccessionNotes(notes.join("\n"))).toEqual(notes);
  expect(readSuccessionNotes("")).toEqual([]);
});
