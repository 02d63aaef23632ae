// Runs in Node and in the browser alike, like the notes that it is made of.
import { Problem } from "./problem.ts";
import {
  openNote,
  readNote,
  readVerifierKey,
  renamedVerifier,
  type Signer,
  signNote,
  type Verifier,
  verifierKey,
} from "./signed-note.ts";

/** The first line of a succession: the old key of a log says which key comes after it. */
export const successionMark = "muster/key-succession/1";
/** How many lines a succession has: five of text, an empty one, a signature. */
export const successionLines = 7;

/** Which key of a log comes after which, from which size of the log on. */
export interface Succession {
  readonly from: Verifier;
  readonly to: Verifier;
  /** Entries of the log when the key was replaced; later checkpoints carry the new signature. */
  readonly size: number;
}

/**
 * Says that a new key of a log comes after the old one, signed by the old one under a name of its
 * own, so that this can never be taken for a checkpoint.
 */
export async function signSuccession(
  old: Signer,
  { to, size }: Pick<Succession, "to" | "size">,
): Promise<string> {
  const text = [successionMark, old.name, verifierKey(old), verifierKey(to), `${size}`, ""];
  const renamed = await renamedVerifier(old, signerName(old.name));
  return signNote(text.join("\n"), { ...renamed, sign: (content) => old.sign(content) });
}

function signerName(origin: string): string {
  return `${origin}/succession`;
}

/** Reads a succession and checks that its old key has signed it. Refuses (bad-input, refused). */
export async function openSuccession(note: string): Promise<Succession> {
  const { text } = readNote(note);
  const [mark, origin = "", from = "", to = "", size = "", ...rest] = text.split("\n");
  const isWhole = mark === successionMark && rest.length === 1 && rest[0] === "";
  if (!isWhole || !/^(?:0|[1-9]\d{0,15})$/.test(size)) throw malformed();
  const [old, next] = [await readVerifierKey(from), await readVerifierKey(to)];
  if (old.name !== origin || next.name !== origin || old.id === next.id) throw malformed();
  await openNote(note, [await renamedVerifier(old, signerName(origin))]);
  return { from: old, to: next, size: Number(size) };
}

function malformed(): Problem {
  return new Problem(
    "bad-input",
    "this is not a succession of keys; take the whole text as it was served under /log/succession.",
  );
}

/**
 * The keys that are to be trusted by whoever trusts some: these, and every key that one of them, or
 * one that came after it, has signed as the next. Those of others are passed over.
 */
export async function followSuccessions(
  trusted: readonly Verifier[],
  notes: readonly string[],
): Promise<readonly Verifier[]> {
  const known = [...trusted];
  const isKnown = (key: Verifier): boolean => known.some((each) => sameKey(each, key));
  const successions = await Promise.all(notes.map(openSuccession));
  for (let found = true; found;) {
    const next = successions.find(({ from, to }) => isKnown(from) && !isKnown(to));
    found = next !== undefined;
    if (next) known.push(next.to);
  }
  return known;
}

function sameKey(one: Verifier, other: Verifier): boolean {
  return verifierKey(one) === verifierKey(other);
}

/** Cuts a text of successions, an empty line between each two, as `/log/succession` serves it. */
export function readSuccessionNotes(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  const notes: string[] = [];
  for (let at = 0; at < lines.length; at += successionLines + 1) {
    notes.push(`${lines.slice(at, at + successionLines).join("\n")}\n`);
  }
  return notes;
}
