// Runs in Node and in the browser alike, so it uses WebCrypto and no module of Node.
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { writeCanonical } from "./canonical-writer.ts";
import { fingerprintOf, isSignedBy, type KeyPair } from "./ed25519.ts";
import { Problem } from "./problem.ts";

/** A signed payload (secure-systems-lab/dsse, envelope v1.0.2), with exactly one signature. */
export interface DsseEnvelope {
  /** Base 64 of the payload's bytes. */
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** What an envelope has to be of, and by whom. */
export interface Expected {
  readonly payloadType: string;
  /** 32 bytes, Ed25519. Its fingerprint has to be the `keyid`. */
  readonly publicKey: Uint8Array;
}

const encoder = new TextEncoder();

/**
 * What is really signed: the pre-authentication encoding of payload type and payload
 * (secure-systems-lab/dsse, protocol, "PAE"), so that a signature of one kind of text never counts
 * for another kind.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = encoder.encode(payloadType);
  const head = encoder.encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

/** The bytes of a value that are signed: its canonical JSON (RFC 8785) in UTF-8. */
export function payloadOf(value: unknown): Uint8Array {
  return encoder.encode(canonicalText(value));
}

function canonicalText(value: unknown): string {
  const pieces: string[] = [];
  writeCanonical(value, (piece) => pieces.push(piece));
  return pieces.join("");
}

/** Signs a value. One value, type and key give one envelope, as Ed25519 has no randomness in it. */
export async function signEnvelope(
  payloadType: string,
  value: unknown,
  key: KeyPair,
): Promise<DsseEnvelope> {
  const payload = payloadOf(value);
  const signature = await key.sign(preAuthenticationEncoding(payloadType, payload));
  return {
    payload: encodeBase64(payload),
    payloadType,
    signatures: [{ keyid: await fingerprintOf(key.publicKey), sig: encodeBase64(signature) }],
  };
}

/**
 * Checks an envelope and answers its payload as a value. Strict: one signature, by this key, under
 * its fingerprint; base 64 and JSON in their one form (RFC 4648, RFC 8785).
 * Refuses: bad-input (not of that form), refused (of another kind, or not signed by this key).
 */
export async function openEnvelope(envelope: DsseEnvelope, expected: Expected): Promise<unknown> {
  const [signature, ...others] = envelope.signatures;
  if (signature === undefined || others.length > 0) throw malformed("it carries not one signature");
  if (envelope.payloadType !== expected.payloadType) {
    throw new Problem(
      "refused",
      `the envelope is of the kind ${envelope.payloadType.slice(0, 80)}; ${expected.payloadType} was expected.`,
    );
  }
  const bytes = decodeBase64(signature.sig);
  const payload = decodeBase64(envelope.payload);
  if (bytes === null || payload === null) {
    throw malformed("its payload or signature is not base 64 in the one accepted form");
  }
  if (signature.keyid !== (await fingerprintOf(expected.publicKey))) {
    throw new Problem("refused", "the envelope names another key than the one expected.");
  }
  const content = preAuthenticationEncoding(envelope.payloadType, payload);
  if (!(await isSignedBy(expected.publicKey, content, bytes))) {
    throw new Problem("refused", "the signature does not belong to this text and this key.");
  }
  return valueOf(payload);
}

function valueOf(payload: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
    value = JSON.parse(text);
  } catch {
    throw malformed("its payload is not JSON in UTF-8");
  }
  if (canonicalText(value) === text) return value;
  throw malformed("its payload is not canonical JSON (RFC 8785)");
}

function malformed(why: string): Problem {
  return new Problem(
    "bad-input",
    `this is no signed envelope that can be accepted: ${why}; take the file as it was signed.`,
  );
}
