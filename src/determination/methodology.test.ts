import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../kit/problem.ts";
import { checkAgainstYardstick, itemsNamed } from "./methodology.ts";
import { readMethodology } from "./read-methodology.ts";

const file = "policy/methodologies/web-transport-1.0.yaml";
const shipped = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

function refusal(from: string, to: string): string {
  const text = shipped.replace(from, to);
  expect(text).not.toBe(shipped);
  try {
    readMethodology(text, "m.yaml");
  } catch (error) {
    if (error instanceof Problem && error.kind === "bad-input") return error.message;
    throw error;
  }
  throw new Error("it was accepted");
}

test("the shipped methodology reads as its own words say", () => {
  const methodology = readMethodology(shipped, file);
  expect(methodology.labels.map(({ label, rank }) => [label, rank])).toEqual([
    ["high-risk", 0],
    ["at-risk", 1],
    ["managing-risk", 2],
  ]);
  expect(methodology.sample).toEqual({ of: "WT-1", units: 5 });
  expect(methodology.gates).toEqual([]);
  expect(itemsNamed(methodology)).toEqual(["WT-1"]);
});

test("bands that overlap, leave a gap or have names twice are refused with their place", () => {
  expect(refusal("from: 50", "from: 95")).toMatch(/^m\.yaml, line 2\d, .*overlaps.*Managing Risk/);
  expect(refusal("from: 50", "from: 96")).toMatch(/overlaps/);
  expect(refusal("from: 0", "from: 10")).toMatch(/worst band begins at 0/);
  expect(refusal("label: at-risk", "label: managing-risk")).toMatch(/already a label/);
  expect(refusal("label: at-risk", "label: not-reported")).toMatch(/already a label/);
  expect(refusal("from: 95", "from: 101")).toMatch(/not a percentage/);
});

test("weights of zero, below it or beyond reason are refused", () => {
  for (const weight of ["0", "-1", "1001", "0.5", '"1"']) {
    expect(refusal("weight: 1", `weight: ${weight}`)).toMatch(/weight/);
  }
});

test("empty lists are refused", () => {
  const items = "    items:\n      - item: WT-1\n        weight: 1\n";
  expect(refusal(items, "    items: []\n")).toMatch(/at least one item/);
  expect(refusal("gates: none", "gates: []")).toMatch(/write gates: none/);
});

test("an item weighed twice, and a sample of an item without weight, are refused", () => {
  const twice = "weight: 1\n      - item: WT-1\n        weight: 2";
  expect(refusal("weight: 1", twice)).toMatch(/weighed twice/);
  expect(refusal("of: WT-1", "of: WT-2")).toMatch(/not an item of the score/);
});

test("a gate must look at one thing that is there and cap at a label that is there", () => {
  const gate = (fields: string): string => `gates:\n  - {id: g, title: G, ${fields}}`;
  expect(refusal("gates: none", gate("item: A, below: 50, cap: nothing"))).toMatch(/no such label/);
  expect(refusal("gates: none", gate("below: 50, cap: at-risk"))).toMatch(/exactly one/);
  expect(refusal("gates: none", gate("function: f, below: 50, cap: at-risk"))).toMatch(
    /no such function/,
  );
  expect(refusal("gates: none", gate("item: A, below: 0, cap: at-risk"))).toMatch(/below 0/);
  expect(refusal("gates: none", gate("item: A, cap: at-risk"))).toMatch(/lacks below/);
});

test("a gate on decisions or signatures looks at no value, and knows no other condition", () => {
  const gate = (fields: string): string => `gates:\n  - {id: g, title: G, ${fields}, cap: at-risk}`;
  for (const when of ["undecided-risks", "unsigned-late"]) {
    const text = shipped.replace("gates: none", gate(`when: ${when}`));
    expect(readMethodology(text, file).gates).toEqual([{ id: "g", title: "G", when, cap: 1 }]);
    for (const more of ["item: WT-1", "function: f", "below: 50"]) {
      expect(refusal("gates: none", gate(`when: ${when}, ${more}`))).toMatch(/looks at no value/);
    }
  }
  expect(refusal("gates: none", gate("when: unpaid"))).toMatch(/or when: unsigned-late/);
});

test("fields that nobody knows, doubled keys and prototype names are refused", () => {
  expect(refusal("gates: none", "gates: none\nbonus: 5")).toMatch(/no such field/);
  expect(refusal("gates: none", "gates: none\ngates: none")).toMatch(/stands here twice/);
  expect(refusal("gates: none", "__proto__: none")).toMatch(/cannot be the name/);
  expect(refusal('version: "1.0"', "version: 1.0")).toMatch(/version/);
});

test("a methodology is held against the yardstick that it names", () => {
  const methodology = readMethodology(shipped, file);
  const yardstick = { id: "web-transport", version: "1", items: [{ id: "WT-1" }] };
  expect(() => checkAgainstYardstick(methodology, yardstick)).not.toThrow();
  expect(() => checkAgainstYardstick(methodology, { ...yardstick, version: "2" })).toThrow(
    /rates web-transport@1/,
  );
  expect(() => checkAgainstYardstick(methodology, { ...yardstick, items: [{ id: "X" }] })).toThrow(
    /WT-1 is not an item/,
  );
});

test("whatever a file holds, it is read or refused in one sentence", () => {
  const lines = shipped.split("\n");
  const mutation = fc.tuple(fc.nat(lines.length - 1), fc.string({ unit: "binary", maxLength: 30 }));
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce((now, [at, line]) => now.with(at, line), lines).join("\n");
      try {
        readMethodology(text, "m.yaml");
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
});

test("the example in the documentation reads as it stands", () => {
  const page = readFileSync(new URL("../../docs/methodology-format.md", import.meta.url), "utf8");
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const methodology = readMethodology(example, "docs/methodology-format.md");
  expect(methodology.labels.map(({ fromPercent }) => fromPercent)).toEqual(["0", "52.5", "80"]);
  expect(methodology.gates).toHaveLength(1);
});
