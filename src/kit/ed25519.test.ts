import { generateKeyPairSync, sign, verify, createPublicKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fingerprintInWords,
  fingerprintOf,
  isSignedBy,
  isSoundPublicKey,
  keyPairOf,
} from "./ed25519.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

test("the test vector 2 of RFC 8032, section 7.1, comes out as it stands there", async () => {
  const pair = await keyPairOf(
    hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
  );
  expect(Buffer.from(pair.publicKey).toString("hex")).toBe(
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
  );
  const signature = await pair.sign(hex("72"));
  expect(Buffer.from(signature).toString("hex")).toBe(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  );
  expect(await isSignedBy(pair.publicKey, hex("72"), signature)).toBe(true);
});

describe("a signature is refused", () => {
  test("after any change of a bit of key, content or signature", async () => {
    const pair = await keyPairOf(new Uint8Array(32).fill(5));
    const content = hex("00010203");
    const signature = await pair.sign(content);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), fc.nat({ max: 511 }), async (which, at) => {
        const parts = [pair.publicKey, content, signature].map((part) => Uint8Array.from(part));
        const part = parts[which] ?? content;
        const bit = at % (part.length * 8);
        part[bit >> 3] = (part[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const [key, text, mark] = parts;
        return !(key && text && mark && (await isSignedBy(key, text, mark)));
      }),
    );
  });

  test("with its second half raised by the order of the group: the other form of the same signature", async () => {
    const pair = await keyPairOf(new Uint8Array(32).fill(5));
    const signature = await pair.sign(hex("72"));
    const half = BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString("hex")}`);
    const raised = (half + order).toString(16).padStart(64, "0");
    const other = Uint8Array.of(
      ...signature.subarray(0, 32),
      ...Buffer.from(raised, "hex").toReversed(),
    );
    expect(await isSignedBy(pair.publicKey, hex("72"), other)).toBe(false);
  });

  test.each([
    ["the neutral point", `01${"00".repeat(31)}`],
    ["the neutral point with a sign", `01${"00".repeat(30)}80`],
    ["the point of order 2", `ec${"ff".repeat(30)}7f`],
    ["a point of order 4", "00".repeat(32)],
    ["a point of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"],
    ["its opposite", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"],
    ["another of order 8", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"],
    ["zero, written as the prime", `ed${"ff".repeat(30)}7f`],
    ["one, written above the prime", `ee${"ff".repeat(30)}7f`],
    ["the largest number", "ff".repeat(32)],
  ])("by a key that is %s: such a key fits to anything", async (_what, key) => {
    expect(isSoundPublicKey(hex(key))).toBe(false);
    // R = the neutral point and S = 0 satisfy the equation under a key of small order.
    const zero = Uint8Array.of(1, ...new Uint8Array(63));
    expect(await isSignedBy(hex(key), hex("72"), zero)).toBe(false);
  });

  test("of another length, and by bytes that are no key", async () => {
    const pair = await keyPairOf(new Uint8Array(32).fill(5));
    const signature = await pair.sign(hex("72"));
    expect(await isSignedBy(pair.publicKey, hex("72"), signature.subarray(1))).toBe(false);
    expect(await isSignedBy(pair.publicKey.subarray(1), hex("72"), signature)).toBe(false);
    expect(await isSignedBy(new Uint8Array(32).fill(2), hex("72"), signature)).toBe(false);
  });
});

test("what Node's own OpenSSL signs is accepted, and the other way round", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  const raw = Uint8Array.from(Buffer.from(x, "base64url"));
  const content = hex("abcdef");
  expect(await isSignedBy(raw, content, Uint8Array.from(sign(null, content, privateKey)))).toBe(
    true,
  );
  const pair = await keyPairOf(new Uint8Array(32).fill(5));
  const theirs = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(pair.publicKey).toString("base64url") },
    format: "jwk",
  });
  expect(verify(null, content, theirs, await pair.sign(content))).toBe(true);
});

test("a fingerprint is the SHA-256 of the key's bytes, and is read in groups of eight", async () => {
  const text = await fingerprintOf(new Uint8Array(32));
  expect(text).toBe("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
  expect(fingerprintInWords(text)).toMatch(/^66687aad f862bd77 /u);
});
