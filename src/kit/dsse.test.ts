import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBase64 } from "./base64.ts";
import {
  type DsseEnvelope,
  openEnvelope,
  payloadOf,
  preAuthenticationEncoding,
  signEnvelope,
} from "./dsse.ts";
import { fingerprintOf, keyPairOf } from "./ed25519.ts";

const key = await keyPairOf(new Uint8Array(32).fill(7));
const payloadType = "application/vnd.in-toto+json";
const open = (envelope: DsseEnvelope): Promise<unknown> =>
  openEnvelope(envelope, { payloadType, publicKey: key.publicKey });

test("the encoding is that of the example of the DSSE protocol", () => {
  const payload = new TextEncoder().encode("hello world");
  const encoded = preAuthenticationEncoding("http://example.com/HelloWorld", payload);
  expect(new TextDecoder().decode(encoded)).toBe(
    "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
  );
});

test("the length of a type and a payload is counted in bytes, not in letters", () => {
  const encoded = preAuthenticationEncoding("é", new TextEncoder().encode("€"));
  expect(new TextDecoder().decode(encoded)).toBe("DSSEv1 2 é 3 €");
});

test("whatever JSON can say is signed, opened and the same again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
      const given: unknown = JSON.parse(JSON.stringify(value));
      const opened = await open(await signEnvelope(payloadType, given, key));
      expect(opened).toEqual(given);
    }),
    { numRuns: 50 },
  );
});

/** An envelope around any bytes, signed with the key. */
async function around(text: string | Uint8Array): Promise<DsseEnvelope> {
  const payload = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const signature = await key.sign(preAuthenticationEncoding(payloadType, payload));
  return {
    payload: encodeBase64(payload),
    payloadType,
    signatures: [{ keyid: await fingerprintOf(key.publicKey), sig: encodeBase64(signature) }],
  };
}

describe("an envelope is refused, also when its signature is good,", () => {
  test.each([
    ["its payload is no JSON", "{"],
    ["a space stands in it", '{"a": 1}'],
    ["its names stand in another order", '{"b":1,"a":2}'],
    ["a name stands twice", '{"a":1,"a":1}'],
    ["a number is written otherwise", '{"a":1.0}'],
    ["a mark of the order of bytes stands in front", '\u{FEFF}{"a":1}'],
    ["a letter is escaped without need", '{"a":"\\u0041"}'],
    ["nothing stands in it", ""],
  ])("when %s", async (_what, text) => {
    await expect(open(await around(text))).rejects.toMatchObject({ kind: "bad-input" });
  });

  test("when its payload is not UTF-8", async () => {
    const bytes = Uint8Array.of(0x22, 0xff, 0x22);
    await expect(open(await around(bytes))).rejects.toMatchObject({ kind: "bad-input" });
  });

  test("when it is of another kind, names another key, or carries no or two signatures", async () => {
    const envelope = await signEnvelope(payloadType, { a: 1 }, key);
    const [signature] = envelope.signatures;
    if (!signature) throw new Error("no signature");
    const wrong: DsseEnvelope[] = [
      { ...envelope, payloadType: "application/json" },
      { ...envelope, signatures: [{ ...signature, keyid: "0".repeat(64) }] },
      { ...envelope, signatures: [] },
      { ...envelope, signatures: [signature, signature] },
      await signEnvelope("application/json", { a: 1 }, key),
    ];
    for (const each of wrong) await expect(open(each)).rejects.toThrow();
  });

  test("when base 64 is not in its one form", async () => {
    const envelope = await signEnvelope(payloadType, { ab: 1 }, key);
    const [signature] = envelope.signatures;
    if (!signature) throw new Error("no signature");
    expect(envelope.payload.endsWith("=")).toBe(true);
    const stray = signature.sig.replace(/.==$/u, (end) =>
      end[0] === "A" ? "B==" : `${String.fromCharCode((end.charCodeAt(0) ?? 0) + 1)}==`,
    );
    const wrong: DsseEnvelope[] = [
      { ...envelope, payload: envelope.payload.replace(/=+$/u, "") },
      { ...envelope, payload: `${envelope.payload}\n` },
      { ...envelope, payload: envelope.payload.replaceAll("+", "-").replaceAll("e", "e ") },
      { ...envelope, signatures: [{ ...signature, sig: stray }] },
    ];
    for (const each of wrong) await expect(open(each)).rejects.toThrow();
  });
});

test("a payload is the canonical JSON of the value", () => {
  expect(new TextDecoder().decode(payloadOf({ b: [1, "é"], a: null }))).toBe(
    '{"a":null,"b":[1,"é"]}',
  );
});
