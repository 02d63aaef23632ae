import fc from "fast-check";
import { expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });

test("a sealed key opens with its secret and its name, and with nothing else", () => {
  fc.assert(
    fc.property(bytes, bytes, fc.string(), bytes, (secret, key, name, other) => {
      const sealed = seal(secret, name, key);
      expect(unseal(secret, name, sealed)).toEqual(Buffer.from(key));
      expect(unseal(secret, `${name}x`, sealed)).toBeNull();
      if (Buffer.compare(secret, other) !== 0) expect(unseal(other, name, sealed)).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test("a sealed key does not open when any of its bits was changed, or when it is cut", () => {
  fc.assert(
    fc.property(bytes, bytes, fc.nat(), (secret, key, at) => {
      const sealed = Buffer.from(seal(secret, "log", key));
      expect(unseal(secret, "log", sealed.subarray(0, at % sealed.length))).toBeNull();
      sealed[at % sealed.length] = (sealed[at % sealed.length] ?? 0) ^ (1 << (at % 8));
      expect(unseal(secret, "log", sealed)).toBeNull();
    }),
  );
});
