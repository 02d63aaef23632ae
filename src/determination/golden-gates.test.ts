import { expect, test } from "vitest";
import {
  categories,
  determinedByScores,
  factsOfStory,
  shippedMethodology,
} from "../../tests/support/score-stories.ts";
import { type CountedStates, countedStates } from "./gate-states.ts";
import { methodologyInWords, rulesThatDiffer } from "./methodology-words.ts";
import { recomputeFromReasons } from "./recompute-from-reasons.ts";

/** An organisation at its best in every item: what it is called hangs on the gates alone. */

const methodology = shippedMethodology("measured-first-1.1.yaml");
const facts = factsOfStory({
  early: new Map(),
  sample: null,
  closed: false,
  anew: new Map(
    categories.items.map(({ id }) => [JSON.stringify(["a", id, "independent"]), { level: 5 }]),
  ),
  without: [],
  states: [],
});
const free: CountedStates = {
  organisation: "a",
  open_risks: 3,
  undecided: 0,
  late: false,
  due: "2026-03-30",
  whole: true,
};

function told(states: readonly CountedStates[]) {
  const [rating] = determinedByScores(facts, states, methodology).ratings;
  if (rating === undefined) throw new Error("there is no rating");
  const { least, at_best } = rating;
  const again = recomputeFromReasons(rating.reasons, methodology, categories);
  expect(again).toEqual({ rating: rating.rating, least, at_best });
  const lines = rating.reasons.filter(({ kind }) => kind === "gate").slice(1);
  return {
    rating: `${least.name}, at best ${at_best.name}`,
    said: rating.reasons[0]?.words ?? "",
    gates: lines.map(({ level, words, count }) => `${level} ${words} ${count ?? "-"}`),
    up: rating.changes[0]?.words ?? "",
  };
}

test("decided and in time: both gates are open, and say why", () => {
  expect(told([free])).toMatchObject({
    rating: "Managing Risk, at best Managing Risk",
    gates: [
      "1 Gate: Risks that the head decided on (an open risk is undecided): open, it changes nothing -",
      "2 every open risk is decided (3) 0",
      "1 Gate: The head's signature in time (unsigned, late): open, it changes nothing -",
      "2 the head's signature is not late; its last day is 30 March 2026 0",
    ],
  });
  const { gates } = told([{ ...free, open_risks: 0, due: null }]);
  expect([gates[1], gates[3]]).toEqual([
    "2 there is no open risk 0",
    "2 no day was set for the head's signature 0",
  ]);
});

test("undecided and unsigned, late: both gates are shut, and say what opens them", () => {
  expect(told([{ ...free, undecided: 1, late: true }])).toMatchObject({
    rating: "At Risk, at best At Risk",
    gates: [
      "1 Gate: Risks that the head decided on (an open risk is undecided): shut, so at most At Risk -",
      "2 1 of 3 open risks undecided 1",
      "1 Gate: The head's signature in time (unsigned, late): shut, so at most At Risk -",
      "2 the head's signature was due on 30 March 2026, and nothing is signed 1",
    ],
    up: "the gate “Risks that the head decided on” has to open: one open risk has to be decided and signed by the head; the gate “The head's signature in time” has to open: the head has to sign.",
  });
});

test("not told in full: what is proved is capped, and what is possible is not", () => {
  expect(told([{ ...free, whole: false }])).toMatchObject({
    rating: "At Risk, at best Managing Risk",
    said: expect.stringContaining(
      "nothing of the score is unknown; what was decided and signed is not told in full, and could change this",
    ),
  });
  expect(told([])).toMatchObject({ rating: "At Risk, at best Managing Risk" });
});

test("a stale signature is not a late one: what it no longer fits is undecided", () => {
  const counted = { organisation: "a", open_risks: 2, undecided: 1, due: "2026-03-30" };
  expect(countedStates({ ...counted, signature: "stale" })).toMatchObject({ late: false });
  expect(countedStates({ ...counted, signature: "late" })).toMatchObject({ late: true });
});

test("the methodology says its gates in words, and how it differs from the version before", () => {
  const sections = methodologyInWords(methodology, categories);
  const caps = sections.find(({ heading }) => heading === "What caps a rating");
  expect(caps?.tables[0]?.rows.slice(1)).toEqual([
    [
      "Risks that the head decided on",
      "on an open risk no decision stands that the head signed",
      "At Risk",
    ],
    [
      "The head's signature in time",
      "the last day for the head's signature is past, and nothing is signed",
      "At Risk",
    ],
  ]);
  expect(rulesThatDiffer(shippedMethodology("measured-first-1.0.yaml"), methodology)).toEqual([
    {
      what: "Gates",
      a: "respond below 25 %",
      b: "respond below 25 %, an open risk is undecided and unsigned, late",
    },
  ]);
});
