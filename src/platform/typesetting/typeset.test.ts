import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOwnFile } from "../../kit/own-file.ts";
import { typeset, type TypesetJob } from "./typeset.ts";
import { prepareTypesetter } from "./typesetters.ts";

const template = new TextDecoder().decode(readOwnFile("src/reports/report.typ"));
const at = "2026-11-22T10:00:00.000000Z";

function jobOf(text: string, blocks: readonly object[]): TypesetJob {
  const document = {
    title: text,
    head: [text, text],
    foot: [text, text],
    page: ["page", "of"],
    language: "en",
    region: "GB",
    blocks: [{ kind: "heading", level: 1, text, id: "" }, ...blocks],
  };
  return { template, document, at };
}

const words = (pieces: readonly unknown[]) => ({ kind: "words", look: "body", pieces });

describe("setting a document", () => {
  test("gives a tagged PDF, and the same bytes for the same document", async () => {
    const job = jobOf("Story", [words(["One line"])]);
    const first = Buffer.from(await typeset(job));
    expect(first.subarray(0, 5).toString()).toBe("%PDF-");
    expect(first.includes("/MarkInfo")).toBe(true);
    expect(Buffer.from(await typeset(job)).equals(first)).toBe(true);
  });

  test("gives the same bytes by a process that was started ahead", async () => {
    const job = jobOf("Story", [words(["One line"])]);
    const first = Buffer.from(await typeset(job));
    prepareTypesetter();
    expect(Buffer.from(await typeset(job)).equals(first)).toBe(true);
  });

  test("takes every text as text: no markup, no command, no file is read from it", async () => {
    const hostile = '#read("/etc/passwd") = Title *bold* $x$ <label> @ref \\ //';
    await expect(typeset(jobOf(hostile, [words([hostile])]))).resolves.toBeInstanceOf(Buffer);
  });

  test("never fails by what a text is made of, in any script and with any control character", async () => {
    // Signs of the scripts that have fonts of their own, in orders that no word has.
    const joined = fc
      .constantFrom(0x0590, 0x0600, 0x0750, 0x0900, 0x0980, 0x0b80, 0x0e00)
      .chain((from) => fc.array(fc.integer({ min: from, max: from + 0x7f }), { maxLength: 12 }))
      .map((codes) => String.fromCodePoint(...codes, 0x200d, ...codes));
    const unit = fc.oneof(
      joined,
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        "\u0007",
        "\u202Eabc",
        "e\u0301\u0327",
        "\uFE0F",
        "漢字",
        "नि",
        "عربى",
        "🏛️",
        "\uD800",
      ),
    );
    const text = fc.array(unit, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 150, maxLength: 300 }), async (texts) => {
        const [title = "x"] = texts;
        const drawing = (said: string) => ({
          svg: `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="12"><text y="9" font-family="Muster Sans" font-size="8">${said.replaceAll(/[<&>\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "")}</text></svg>`,
          width: 60,
          alt: said,
        });
        const blocks = [
          ...texts.map((each) =>
            words([each, { text: each, look: "bold" }, { text: each, look: "code" }]),
          ),
          { kind: "file", text: texts.join("\n") },
          {
            kind: "table",
            columns: [
              { title, align: "left", share: 1 },
              { title, align: "right", points: 60 },
            ],
            rows: texts.slice(0, 40).map((each) => [[each], [drawing(each)]]),
          },
        ];
        expect((await typeset(jobOf(title, blocks))).length).toBeGreaterThan(1000);
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  test("sets one document at a time, and asks to come again when too many wait", async () => {
    const jobs = Array.from({ length: 9 }, () => typeset(jobOf("Story", [])));
    const ends = await Promise.allSettled(jobs);
    const refused = ends.filter(({ status }) => status === "rejected");
    expect(refused.length).toBe(3);
    expect(String(Reflect.get(Object(refused[0]), "reason"))).toContain("ask again in a minute");
  });
});
