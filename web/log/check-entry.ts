import canonicalize from "canonicalize";
import type { LogEntryProof } from "../../src/platform/log/log.contract.ts";
import { parseCheckpoint } from "../../src/kit/checkpoint.ts";
import { inclusionRanges } from "../../src/kit/merkle-ranges.ts";
import { Problem } from "../../src/kit/problem.ts";
import { openNote, readVerifierKey } from "../../src/kit/signed-note.ts";

/** Whether a step holds; `untold` where this browser cannot compute it. */
export type Verdict = "holds" | "fails" | "untold";

/** One step from the event to the signature; hashes in hexadecimal digits. */
export type Step =
  | { readonly kind: "digest"; readonly verdict: Verdict; readonly computed: string }
  | { readonly kind: "leaf"; readonly verdict: "holds"; readonly computed: string }
  | {
      readonly kind: "join";
      readonly verdict: "holds";
      /** The leaves whose hash the server gave: `from` up to `to`, both counted from 0. */
      readonly from: number;
      readonly to: number;
      readonly side: "left" | "right";
      readonly sibling: string;
      readonly computed: string;
    }
  | {
      readonly kind: "root";
      readonly verdict: Verdict;
      readonly computed: string;
      readonly signed: string;
    }
  | {
      readonly kind: "signature";
      readonly verdict: Verdict;
      readonly signer: string;
      readonly size: number;
    };

/** The result of checking an entry in this browser. */
export interface CheckedEntry {
  readonly steps: readonly Step[];
  /** `fails` when any step fails, else `untold` when any could not be computed. */
  readonly verdict: Verdict;
}

/** Whether this browser can hash: WebCrypto exists over HTTPS and on the machine itself only. */
export function canCheck(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** The bytes of hexadecimal digits. */
function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

/**
 * Checks an entry of the log in this browser, from the event to the signature, believing the server
 * in nothing that can be computed: salt and event give the digest, the digest the leaf hash (RFC
 * 6962), the proof's hashes the root, the root stands in the checkpoint, the log's key signed it.
 * An entry without a number yet has no steps after the first.
 */
export async function checkEntry(proof: LogEntryProof): Promise<CheckedEntry> {
  const steps: Step[] = [await checkDigest(proof)];
  if (proof.inclusion && proof.checkpoint !== null) {
    const { inclusion, checkpoint } = proof;
    const climbed = await climb(proof.entry.digest, inclusion);
    steps.push(...climbed);
    const root = climbed.at(-1)?.computed ?? "";
    steps.push(...(await checkCheckpoint(root, inclusion.size, checkpoint, proof.verifier_key)));
  }
  const verdicts = steps.map(({ verdict }) => verdict);
  const untold = verdicts.includes("untold") ? "untold" : "holds";
  return { steps, verdict: verdicts.includes("fails") ? "fails" : untold };
}

/** The very text that was hashed: the event as canonical JSON (RFC 8785). */
export function eventText(event: unknown): string {
  return canonicalize(event) ?? "";
}

async function checkDigest({ entry }: LogEntryProof): Promise<Step> {
  if (entry.salt === null || entry.event === null) {
    return { kind: "digest", verdict: "untold", computed: "" };
  }
  const text = new TextEncoder().encode(eventText(entry.event));
  const computed = hexOf(await sha256(bytesOf(entry.salt), text));
  return { kind: "digest", verdict: computed === entry.digest ? "holds" : "fails", computed };
}

type Inclusion = NonNullable<LogEntryProof["inclusion"]>;

async function climb(digest: string, { index, size, hashes }: Inclusion) {
  let hash = await sha256(Uint8Array.of(0), bytesOf(digest));
  const steps: Extract<Step, { kind: "leaf" | "join" }>[] = [
    { kind: "leaf", verdict: "holds", computed: hexOf(hash) },
  ];
  const ranges = index < size ? inclusionRanges(index, size) : [];
  for (const [at, { from, to }] of ranges.entries()) {
    const sibling = hashes[at] ?? "";
    const side = from > index ? "right" : "left";
    const [left, right] = side === "right" ? [hash, bytesOf(sibling)] : [bytesOf(sibling), hash];
    hash = await sha256(Uint8Array.of(1), left, right);
    const computed = hexOf(hash);
    steps.push({ kind: "join", verdict: "holds", from, to, side, sibling, computed });
  }
  return steps;
}

async function checkCheckpoint(
  computed: string,
  size: number,
  note: string,
  key: string,
): Promise<Step[]> {
  const text = note.slice(0, note.lastIndexOf("\n\n") + 1);
  const checkpoint = parseCheckpoint(text);
  const signed = hexOf(checkpoint.root);
  const sameTree = computed === signed && checkpoint.size === size;
  return [
    { kind: "root", verdict: sameTree ? "holds" : "fails", computed, signed },
    {
      kind: "signature",
      verdict: await signatureVerdict(note, key, checkpoint.origin),
      signer: checkpoint.origin,
      size: checkpoint.size,
    },
  ];
}

async function signatureVerdict(note: string, key: string, origin: string): Promise<Verdict> {
  try {
    const { signers } = await openNote(note, [await readVerifierKey(key)]);
    return signers.some(({ name }) => name === origin) ? "holds" : "fails";
  } catch (error) {
    // Older browsers have WebCrypto without Ed25519; that says nothing about the signature.
    return error instanceof Problem ? "fails" : "untold";
  }
}
