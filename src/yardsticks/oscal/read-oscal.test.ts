import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storyCatalog, storyProfile } from "../../../tests/support/oscal-story.ts";
import { Problem } from "../../kit/problem.ts";
import { readOscal } from "./read-oscal.ts";
import { itemsOfCatalog } from "./yardstick-of-catalog.ts";

const text = JSON.stringify(storyCatalog());
const changed = (from: string | RegExp, to: string): string => {
  const answer = text.replace(from, to);
  expect(answer).not.toBe(text);
  return answer;
};

function items(
  content: string,
  by: "controls" | "statements" = "controls",
): ReturnType<typeof itemsOfCatalog> {
  const read = readOscal(content, "c.json");
  if (read.kind !== "catalog") throw new Error("not a catalogue");
  return itemsOfCatalog(read.catalog, by, "c.json");
}

describe("a catalogue becomes items", () => {
  test("one for each control, with its plain label, its text as printed and what was withdrawn", () => {
    const { items: all, groups, notes } = items(text);
    expect(all.map((item) => item.label ?? item.id)).toEqual([
      "AA-1",
      "AA-1(1)",
      "AA-1(2)",
      "AA-2",
      "BB-1",
      "BB-2",
    ]);
    expect(all[0]?.text).toBe(
      [
        "a. Keep a list for [Assignment: organization-defined roles]:",
        "1. of all systems; and",
        "2. of all persons.",
        "b. Look at it [Selection (one or more): each year; at [Assignment: organization-defined roles]].",
      ].join("\n"),
    );
    expect(all[0]).toMatchObject({ guidance: "A list helps.", group: "aa" });
    expect(all[2]?.withdrawn).toEqual({ into: ["aa-1"], words: "Incorporated into AA-1." });
    expect(all[5]?.withdrawn).toEqual({ into: ["bb-1"], words: "Moved to BB-1." });
    expect(groups.map((group) => group.id)).toEqual(["aa", "bb"]);
    expect(notes).toEqual(["2 parts have no id; none of them is an item."]);
  });

  test("or one for each part of a statement, with the words that lead up to it", () => {
    const { items: all, groups } = items(text, "statements");
    expect(all.map((item) => item.id)).toEqual([
      "aa-1_smt.a.1",
      "aa-1_smt.a.2",
      "aa-1_smt.b",
      "aa-1.1",
      "aa-1.2",
      "aa-2",
      "bb-1",
      "bb-2",
    ]);
    expect(all[1]).toMatchObject({
      label: "AA-1a.2.",
      text: "a. Keep a list for [Assignment: organization-defined roles]:\n2. of all persons.",
      group: "aa-1",
    });
    expect(groups.map((group) => [group.id, group.parent])).toEqual([
      ["aa", undefined],
      ["aa-1", "aa"],
      ["bb", undefined],
    ]);
  });

  test("whether its version is written with a letter and its identifiers in capitals", () => {
    const upper = changed('"1.1.2"', '"v1.2.2"').replaceAll("aa-1", "AA-1");
    expect(items(upper).items[0]?.id).toBe("AA-1");
    expect(readOscal(`\uFEFF${text}`, "c.json").kind).toBe("catalog");
  });

  test("and an empty second group of the same id counts once", () => {
    const twice = changed(
      '{"id":"bb","title":"Second family"',
      '{"id":"aa","title":"First family","groups":[]},{"id":"bb","title":"Second family"',
    );
    expect(items(twice).notes).toContain(
      "The group aa stands there twice; the second one is empty and left out.",
    );
    const full = changed('{"id":"bb","title"', '{"id":"aa","title"');
    expect(() => items(full)).toThrow(/two groups have the id aa/);
  });
});

describe("OSCAL is refused in one sentence with file and place", () => {
  test.each<[string, string, RegExp]>([
    [
      "cut off",
      text.slice(0, 900),
      /^c\.json, line 1, column 901: this ends before it is complete/,
    ],
    [
      "not JSON",
      text.replace('"groups"', "groups"),
      /^c\.json, line 1, column \d+: this is not JSON/,
    ],
    [
      "a field twice",
      text.replace('{"id":"bb"', '{"id":"bb","id":"cc"'),
      /names the field id twice/,
    ],
    [
      "a prototype name",
      text.replace('"title":"Second family"', '"title":"S","__proto__":{"x":1}'),
      /__proto__/,
    ],
    [
      "another model",
      '{"component-definition":{}}',
      /expected one field, `catalog` or `profile`.*component-definition/,
    ],
    [
      "both models",
      JSON.stringify({ ...storyCatalog(), ...storyProfile() }),
      /found catalog, profile/,
    ],
    ["a list", "[]", /expected one field/],
    [
      "another version",
      text.replace('"1.1.2"', '"2.0.0"'),
      /metadata\.oscal-version: .*from 1\.0\.0 to 1\.2\.x/,
    ],
    [
      "a slip in a field",
      text.replace('"controls":[{"id":"bb-1"', '"control":[{"id":"bb-1"'),
      /catalog\.groups\[1\]\.control: no such field; known here are id/,
    ],
    [
      "an id twice",
      text.replace('"id":"bb-1"', '"id":"aa-2"'),
      /catalog\.groups\[1\]\.controls\[0\]\.id: the control aa-2 stands here and at catalog\.groups\[0\]\.controls\[1\]/,
    ],
    [
      "a parameter twice",
      text.replace('"id":"aa-1_prm_2"', '"id":"aa-1_prm_1"'),
      /the parameter aa-1_prm_1 stands here and at/,
    ],
    [
      "an id that is none",
      text.replace('"id":"bb-1"', '"id":"b b"'),
      /controls\[0\]\.id: .*identifier/,
    ],
    [
      "a parameter that is missing",
      text.replace("Say hello.", "{{ insert: param, no_prm }}"),
      /c\.json, control bb-1: this inserts the parameter no_prm, which is not defined/,
    ],
    [
      "a parameter inside itself",
      text.replace('"each year"', '"{{ insert: param, aa-1_prm_2 }}"'),
      /aa-1_prm_2 -> aa-1_prm_2/,
    ],
    [
      "50 MB of prose",
      text.replace("Say hello.", "x".repeat(50_000_000)),
      /^c\.json: this file has 47\.7 MB and at most 32 MB are read/,
    ],
    [
      "one text far too long",
      text.replace("Say hello.", "x".repeat(20_001)),
      /groups\[1\]\.controls\[0\]\.parts\[0\]\.prose: .*20[,.]?000/,
    ],
    ["too deep", `${'{"catalog":'.repeat(80)}1${"}".repeat(80)}`, /nested deeper than 60 levels/],
  ])("%s", (_what, content, sentence) => {
    expect(() => items(content)).toThrow(sentence);
    expect(() => items(content)).toThrow(Problem);
  });

  test("in another encoding", () => {
    const bytes = (encoding: "utf16le" | "latin1"): Uint8Array =>
      Buffer.from(changed("Say hello.", "Say h\u00E9llo."), encoding);
    expect(() => readOscal(bytes("latin1"), "c.json")).toThrow(/not text in UTF-8/);
    expect(() =>
      readOscal(Buffer.concat([Buffer.from([0xff, 0xfe]), bytes("utf16le")]), "c.json"),
    ).toThrow(/UTF-16/);
  });

  test("with choices that grow beyond measure", () => {
    const params = Array.from({ length: 40 }, (_none, no) => ({
      id: `p${no}`,
      select: { choice: [`{{ insert: param, p${no + 1} }}`, `{{ insert: param, p${no + 1} }}`] },
    }));
    const bomb = changed(
      '"params":[{"id":"aa_prm"',
      `"params":[${JSON.stringify([...params, { id: "p40", values: [""] }]).slice(1, -1)},{"id":"aa_prm"`,
    );
    expect(() => items(bomb.replace("Say hello.", "{{ insert: param, p0 }}"))).toThrow(
      /more than 2000 parameters, or deeper than 20/,
    );
  });
});

test("whatever is cut, doubled or swapped in a catalogue, it is read or refused as a Problem", () => {
  const place = fc.integer({ min: 0, max: text.length - 1 });
  fc.assert(
    fc.property(
      place,
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom("", "[]", "{}", "null", "1", '"', "}"),
      (at, length, piece) => {
        const content = text.slice(0, at) + piece + text.slice(at + length);
        try {
          items(content, "statements");
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect(String(error)).toMatch(/c\.json/);
        }
      },
    ),
    { numRuns: 400 },
  );
});
