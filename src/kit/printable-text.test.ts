import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakableText, printableText, printableValue } from "./printable-text.ts";

const everything = (): boolean => true;
const latin = (codePoint: number): boolean => codePoint < 0x250;

describe("a printable text", () => {
  test("shows a sign that no font has by its code point, where everybody sees it", () => {
    expect(printableText("漢 Office", latin)).toBe("[U+6F22] Office");
    expect(printableText("🏛", latin)).toBe("[U+1F3DB]");
  });

  test("shows control characters, overrides and joiners, and none of them acts", () => {
    expect(printableText("a\u0007b\u202Ec\u200Dd\uFEFF", everything)).toBe(
      "a[U+0007]b[U+202E]c[U+200D]d[U+FEFF]",
    );
    expect(printableText("half \uD800", everything)).toBe("half [U+D800]");
  });

  test("keeps lines, turns tabs into spaces, and says scripts whose signs join by code points", () => {
    expect(printableText("a\r\nb\tc", latin)).toBe("a\nb    c");
    expect(printableText("नि", everything)).toBe("[U+0928][U+093F]");
  });

  test("leaves what joins to the font of its script: whole, or by code points", () => {
    const scripts = [{ signs: /\p{scx=Devanagari}/u, covers: everything }];
    expect(printableText("Office कार्यालय", latin, scripts)).toBe("Office कार्यालय");
    expect(printableText("क्\u200Dष", latin, scripts)).toBe("क्\u200Dष");
    expect(printableText("a\u0941 \u0941", latin, scripts)).toBe("a[U+0941] [U+0941]");
    expect(printableText("क\u202Eख", latin, scripts)).toBe("क[U+202E]ख");
    expect(printableText("קב", latin, scripts)).toBe("[U+05E7][U+05D1]");
  });

  test("holds only what is covered, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const printable = printableText(text, latin);
        for (const sign of printable) {
          const code = sign.codePointAt(0) ?? 0;
          expect(sign === "\n" || (latin(code) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(sign))).toBe(true);
        }
        expect(printableText(printable, latin)).toBe(printable);
      }),
    );
  });
});

describe("a word that is longer than a column", () => {
  test("may be broken, and reads as before without the places", () => {
    const long = "a".repeat(100);
    expect(breakableText(`the ${long} end`)).toContain("\u200B");
    expect(breakableText(`the ${long} end`).replaceAll("\u200B", "")).toBe(`the ${long} end`);
  });

  test("stays whole when it is a digest", () => {
    const digest = "0123456789abcdef".repeat(4);
    expect(breakableText(`sha256 ${digest}`)).toBe(`sha256 ${digest}`);
  });
});

test("drawings are cleaned with what their one font covers, and never broken", () => {
  const covers = { text: everything, drawing: latin };
  const svg = `<path d="${"M0.5".repeat(20)}"/>Щ`;
  expect(printableValue([{ svg, alt: "Щ" }], covers)).toEqual([
    { svg: svg.replace("Щ", "[U+0429]"), alt: "Щ" },
  ]);
});
