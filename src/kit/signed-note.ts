// Runs in Node and in the browser alike, so it uses WebCrypto and no module of Node.
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { Problem } from "./problem.ts";

/** Somebody whose signature is trusted: name, key identifier and Ed25519 public key (32 bytes). */
export interface Verifier {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly publicKey: Uint8Array;
}

/** Somebody who signs notes; the private key stays inside. */
export interface Signer extends Verifier {
  /** Ed25519 (RFC 8032) over bytes; 64 bytes. */
  sign(content: Uint8Array): Promise<Uint8Array>;
}

/** A note of which at least one trusted signature was checked. */
export interface OpenedNote {
  /** The text, with its last line end, without the signatures. */
  readonly text: string;
  /** Trusted signers whose signatures hold; never empty. */
  readonly signers: readonly Verifier[];
}

const ed25519 = 1;
const namePattern = /^[^\s+\p{Z}]+$/u;
// The header of a PKCS #8 private key of Ed25519 (RFC 8410): the 32 bytes of the seed follow.
const pkcs8Header = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const encoder = new TextEncoder();

async function keyId(name: string, publicKey: Uint8Array): Promise<string> {
  const content = Uint8Array.of(...encoder.encode(`${name}\n`), ed25519, ...publicKey);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Writes a verifier as one line, `name+hash+key` (C2SP signed-note; golang.org/x/mod/sumdb/note). */
export function verifierKey({ name, id, publicKey }: Verifier): string {
  return `${name}+${id}+${encodeBase64(Uint8Array.of(ed25519, ...publicKey))}`;
}

/**
 * Reads a verifier key, `name+hash+key`. Refuses: what is not exactly of that form, other kinds of
 * key than Ed25519, and a hash that is not that of the name and the key.
 */
export async function readVerifierKey(text: string): Promise<Verifier> {
  const [name = "", id = "", encoded = "", ...rest] = splitKey(text.replace(/\n$/, ""));
  const key = decodeBase64(encoded);
  if (!namePattern.test(name) || rest.length > 0 || key?.length !== 33 || key[0] !== ed25519) {
    throw new Problem(
      "bad-input",
      "this is not a verifier key of the form name+hash+key for Ed25519; take the whole line as it was published.",
    );
  }
  const publicKey = key.subarray(1);
  if (id !== (await keyId(name, publicKey))) {
    throw new Problem(
      "bad-input",
      `the hash ${id} does not belong to the name ${name} and this key; take the whole line as it was published.`,
    );
  }
  return { name, id, publicKey };
}

/** The same public key under another name, which gives it another identifier. */
export async function renamedVerifier({ publicKey }: Verifier, name: string): Promise<Verifier> {
  if (!namePattern.test(name)) throw new TypeError(`"${name}" cannot be the name of a key`);
  return { name, publicKey, id: await keyId(name, publicKey) };
}

/** Base64 may hold a plus, so only the first two are separators. */
function splitKey(text: string): string[] {
  const [name = "", id = "", ...key] = text.split("+");
  return [name, id, key.join("+")];
}

/** Makes a signer from a name and the 32 bytes of an Ed25519 private key (the seed of RFC 8032). */
export async function makeSigner(name: string, seed: Uint8Array): Promise<Signer> {
  if (!namePattern.test(name)) throw new TypeError(`"${name}" cannot be the name of a key`);
  const pkcs8 = Uint8Array.of(...pkcs8Header, ...seed);
  const algorithm = { name: "Ed25519" };
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  const publicKey = decodeBase64(`${x.replaceAll("-", "+").replaceAll("_", "/")}=`);
  if (publicKey?.length !== 32) throw new TypeError("this is not a private key of Ed25519");
  return {
    name,
    publicKey,
    id: await keyId(name, publicKey),
    sign: async (content) =>
      new Uint8Array(await crypto.subtle.sign(algorithm, key, Uint8Array.from(content))),
  };
}

function hasControlCharacters(text: string): boolean {
  return Array.from(text).some((letter) => letter < " " && letter !== "\n");
}

/**
 * Signs a text as a note (C2SP signed-note). One text and one key give one note.
 * Refuses: a text that does not end in a line end or holds control characters.
 */
export async function signNote(text: string, signer: Signer): Promise<string> {
  if (!text.endsWith("\n") || hasControlCharacters(text)) {
    throw new TypeError("a note ends in a line end and holds no other control characters");
  }
  const signature = await signer.sign(encoder.encode(text));
  const id = decodeId(signer.id);
  return `${text}\n— ${signer.name} ${encodeBase64(Uint8Array.of(...id, ...signature))}\n`;
}

function decodeId(id: string): number[] {
  return [0, 2, 4, 6].map((at) => Number.parseInt(id.slice(at, at + 2), 16));
}

interface SignatureLine {
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
}

/**
 * Takes a note apart without checking any signature: its text is to be ignored until `openNote`
 * has. Refuses: what is not exactly of the form of C2SP signed-note, and more than 100 signatures.
 */
export function readNote(note: string): { text: string; signatures: SignatureLine[] } {
  const end = note.lastIndexOf("\n\n");
  const lines = note.slice(end + 2).split("\n");
  if (end < 0 || lines.pop() !== "" || lines.length > 100 || hasControlCharacters(note)) {
    throw malformedNote();
  }
  return { text: note.slice(0, end + 1), signatures: lines.map(readSignature) };
}

function readSignature(line: string): SignatureLine {
  const [, name = "", encoded = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  if (!namePattern.test(name) || !bytes || bytes.length < 5) throw malformedNote();
  const id = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { name, id, signature: bytes.subarray(4) };
}

function malformedNote(): Problem {
  return new Problem(
    "bad-input",
    "this is not a signed note: a text, an empty line and lines that begin with a dash, a name and a signature were expected; take the file as it was served.",
  );
}

/**
 * Checks a note against trusted verifiers (C2SP signed-note). Signatures of others are ignored.
 * Refuses: a malformed note, a trusted name whose signature is false, and no trusted signature.
 */
export async function openNote(note: string, trusted: readonly Verifier[]): Promise<OpenedNote> {
  const { text, signatures } = readNote(note);
  const signers: Verifier[] = [];
  for (const { name, id, signature } of signatures) {
    const verifier = trusted.find((one) => one.name === name && one.id === id);
    if (!verifier || signers.includes(verifier)) continue;
    if (!(await isSignedBy(verifier, text, signature))) {
      throw new Problem("refused", `the signature of ${name} does not belong to this text.`);
    }
    signers.push(verifier);
  }
  if (signers.length === 0) {
    throw new Problem("refused", "no key that is trusted has signed this note.");
  }
  return { text, signers };
}

async function isSignedBy(
  { publicKey }: Verifier,
  text: string,
  signature: Uint8Array,
): Promise<boolean> {
  const algorithm = { name: "Ed25519" };
  const raw = Uint8Array.from(publicKey);
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm, key, Uint8Array.from(signature), encoder.encode(text));
}
