import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, digestOf, sha256 } from "./canonical-json.ts";
import { aroundList, writeCanonical } from "./canonical-writer.ts";

/** Anything JSON can say, with names that sort otherwise as numbers and with `__proto__`. */
const names = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.constantFrom("10", "9", "1", "__proto__", "constructor", "é", "\u20ac", "\u{1F600}", "a", "b"),
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, undefined, -0, 1e21, 1e-7, 4.5, 2 ** 53),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: "grapheme" }),
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 6 }),
    fc.dictionary(names, tie("value"), { maxKeys: 8 }),
  ),
}));

function pieces(value: unknown): string[] {
  const all: string[] = [];
  writeCanonical(value, (piece) => all.push(piece));
  return all;
}

describe("canonical JSON, written piece by piece", () => {
  it("is what another implementation of RFC 8785 writes, for any value", () => {
    fc.assert(
      fc.property(
        anyValue.filter((value) => value !== undefined),
        (value) => {
          expect(canonicalJson(value)).toBe(canonicalize(value));
          expect(digestOf(value)).toBe(sha256(canonicalize(value) ?? ""));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("stays within pieces of a size, whatever the size of the whole", () => {
    const value = Array.from({ length: 20_000 }, (_, at) => ({ b: at, a: `nr ${at}` }));
    const all = pieces(value);
    expect(all.length).toBeGreaterThan(5);
    expect(Math.max(...all.map(({ length }) => length))).toBeLessThan(3_000);
    expect(all.join("")).toBe(canonicalize(value));
  });

  it("writes what is nested deeper than a stack, and what has a text of its own", () => {
    let deep: unknown = 1;
    for (let at = 0; at < 50_000; at += 1) deep = { a: [deep] };
    expect(pieces(deep).join("")).toBe(canonicalize(deep));
    const own = { at: new Date(0), boxed: Object("x"), skipped: () => 1, gone: [undefined] };
    expect(pieces(own).join("")).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","boxed":"x","gone":[null]}',
    );
  });

  it("refuses what JSON cannot say", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    for (const value of [undefined, () => 1, Number.NaN, Infinity, "\ud800", circle]) {
      expect(() => canonicalJson(value)).toThrow();
    }
    expect(() => canonicalJson({ "\udfff": 1 })).toThrow("surrogate");
  });
});

describe("a list inside of an object", () => {
  it("is written element by element to the very bytes of the whole", () => {
    fc.assert(
      fc.property(
        fc.dictionary(names, leaf, { maxKeys: 6 }),
        names.filter((name) => name !== "__proto__"),
        fc.array(leaf, { maxLength: 5 }),
        (about, list, elements) => {
          const { before, after } = aroundList(about, list);
          const texts = elements.map((each) => canonicalJson(each ?? null));
          expect(before + texts.join(",") + after).toBe(
            canonicalJson({ ...about, [list]: elements }),
          );
        },
      ),
    );
  });
});
