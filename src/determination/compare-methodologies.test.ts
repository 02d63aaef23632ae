import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anyScoreStory,
  categories,
  determinedByScores,
  factsOfStory,
  type ScoreStory,
  shippedMethodology,
} from "../../tests/support/score-stories.ts";
import { compareMethodologies } from "./compare-methodologies.ts";
import { methodologyInWords } from "./methodology-words.ts";

const files = [
  "half-and-half-1.0.yaml",
  "maturity-average-1.0.yaml",
  "measured-first-1.0.yaml",
  "measured-first-1.1.yaml",
];
const anyFile = fc.constantFrom(...files);

function side(story: ScoreStory, file: string) {
  const methodology = shippedMethodology(file);
  const determination = determinedByScores(factsOfStory(story), story.states, methodology);
  return { methodology: { methodology, digest: file }, determination };
}

test("who moves between two methodologies is said with why, and who does not is said to stay", () => {
  fc.assert(
    fc.property(anyScoreStory, anyFile, anyFile, (story, one, two) => {
      const [a, b] = [side(story, one), side(story, two)];
      const compared = compareMethodologies(a, b);
      expect(compared.organisations).toHaveLength(3);
      for (const { move, a: from, b: to, because } of compared.organisations) {
        expect(move === "same").toBe(from.rating.label === to.rating.label);
        expect(because.length > 0).toBe(move !== "same");
      }
      const total = Object.values(compared.counts).reduce((sum, count) => sum + count, 0);
      expect(total).toBe(3);
      const moved = 3 - (compared.counts["same"] ?? 0);
      expect(compared.headline).toContain(
        `${moved} of 3 organisations ${moved === 1 ? "is" : "are"} shown otherwise`,
      );
      if (one === two) expect([compared.counts["same"], compared.rules]).toEqual([3, []]);
    }),
    { numRuns: 60 },
  );
});

test("a weight is said with the total that it is part of, and a band only where it begins elsewhere", () => {
  fc.assert(
    fc.property(anyScoreStory, anyFile, anyFile, (story, one, two) => {
      const compared = compareMethodologies(side(story, one), side(story, two));
      for (const line of compared.organisations.flatMap(({ because }) => because)) {
        const weights = /weighs otherwise: (.+) instead of (.+)\.$/u.exec(line);
        if (weights) expect(weights[1]).not.toBe(weights[2]);
        for (const [, before, after] of line.matchAll(
          /begins at (\S+) % in \S+ and at (\S+) %/gu,
        )) {
          expect(before).not.toBe(after);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("the other way round everybody moves the other way", () => {
  const opposite = new Map([
    ["higher", "lower"],
    ["lower", "higher"],
    ["rated", "unrated"],
    ["unrated", "rated"],
  ]);
  fc.assert(
    fc.property(anyScoreStory, anyFile, anyFile, (story, one, two) => {
      const [a, b] = [side(story, one), side(story, two)];
      const back = new Map(
        compareMethodologies(b, a).organisations.map((each) => [each.organisation, each.move]),
      );
      for (const { organisation, move } of compareMethodologies(a, b).organisations) {
        expect(back.get(organisation)).toBe(opposite.get(move) ?? move);
      }
    }),
    { numRuns: 40 },
  );
});

test("the reasons name what counts otherwise", () => {
  const story: ScoreStory = {
    early: new Map(),
    sample: null,
    closed: false,
    anew: new Map(
      categories.items.map(({ id }) => [JSON.stringify(["a", id, "self"]), { level: 5 }]),
    ),
    without: [],
    states: [],
  };
  const compared = compareMethodologies(side(story, files[0] ?? ""), side(story, files[1] ?? ""));
  const a = compared.organisations.find(({ organisation }) => organisation === "a");
  expect(a?.because[0]).toBe(
    "The score is from 0.0 % to 100.0 % instead of from 50.0 % to 100.0 %.",
  );
  const words = a?.because.join(" ") ?? "";
  expect(words).toMatch(/does not count; it was from 50.0 % to 100.0 %|instead of from 50.0 %/);
  expect(compared.rules.map(({ what }) => what)).toContain("Whose word counts");
});

test("every methodology that ships is said in words, with its authority and every weight", () => {
  for (const file of files) {
    const methodology = shippedMethodology(file);
    const sections = methodologyInWords(methodology, categories);
    expect(sections[0]?.paragraphs[0]).toContain("o authority approved");
    const rows = sections.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
    for (const { id } of categories.items) {
      expect(rows.some(([, item = ""]) => item.startsWith(`${id} `))).toBe(true);
    }
    expect(sections.map(({ heading }) => heading)).toContain("What caps a rating");
  }
});
