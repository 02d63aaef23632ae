import fc from "fast-check";
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectNotBetter, pairs } from "../../tests/support/not-better.ts";
import {
  anyScoreStory,
  categories,
  determinedByScores,
  factsOfStory,
  places,
  readPlace,
  type Said,
  type ScoreStory,
  shippedMethodology,
  storyAsOf,
  storyDay,
} from "../../tests/support/score-stories.ts";
import type { ScoreValue } from "../assessments/scores.contract.ts";
import type { Determination } from "./determination.contract.ts";
import { recomputeFromReasons } from "./recompute-from-reasons.ts";

/**
 * The six properties that determination.md (section 4) asks of every methodology that ships, for
 * those that combine scores; properties.test.ts has them for those that measure.
 */
const combining = [
  "half-and-half-1.0.yaml",
  "maturity-average-1.0.yaml",
  "measured-first-1.0.yaml",
  "measured-first-1.1.yaml",
];
const measuring = ["web-transport-1.0.yaml"];
const runs = { numRuns: 60 };

test("no methodology ships without these properties", () => {
  const shipped = readdirSync("policy/methodologies").filter((name) => name.endsWith(".yaml"));
  expect(shipped.toSorted()).toEqual([...combining, ...measuring].toSorted());
});

function without(said: Said, gone: (place: string) => boolean): Said {
  return new Map([...said].filter(([place]) => !gone(place)));
}

/** What is said when everything unknown of a place turns out one way. */
function turned(value: ScoreValue | undefined, into: "good" | "bad"): ScoreValue {
  const end = into === "good" ? 5 : 1;
  if (value === undefined || "missing" in value) return { level: end };
  if ("from" in value) return { level: into === "good" ? value.to : value.from };
  return value;
}

describe.each(combining)("%s", (file) => {
  const methodology = shippedMethodology(file);
  const of = (story: ScoreStory): Determination =>
    determinedByScores(factsOfStory(story), story.states, methodology);

  test("the stories reach every label and both displays outside the order", () => {
    const stories = fc.sample(anyScoreStory, { numRuns: 200, seed: 11 });
    const shown = new Set(stories.flatMap((s) => of(s).ratings.map(({ rating }) => rating.label)));
    for (const { label } of methodology.labels) expect(shown).toContain(label);
    expect(shown).toContain("insufficient-evidence");
  });

  test("1. withholding scores of the newest round never makes anybody look better", () => {
    fc.assert(
      fc.property(anyScoreStory, fc.infiniteStream(fc.nat(5)), (story, dice) => {
        const anew = without(story.anew, () => dice.next().value === 0);
        expectNotBetter(storyDay, of(story), of({ ...story, anew }));
      }),
      runs,
    );
  });

  test("1. withholding an organisation, an item, a kind of score or all of a round never does either", () => {
    const who = fc.constantFrom("a", "b", "c");
    const item = fc.constantFrom(...categories.items.map(({ id }) => id));
    const kind = fc.constantFrom("self", "independent");
    const which = fc.oneof(
      who.map((each) => (place: string) => readPlace(place).organisation === each),
      item.map((each) => (place: string) => readPlace(place).item === each),
      kind.map((each) => (place: string) => readPlace(place).kind === each),
      fc.constant(() => true),
    );
    fc.assert(
      fc.property(anyScoreStory, which, (story, gone) => {
        expectNotBetter(storyDay, of(story), of({ ...story, anew: without(story.anew, gone) }));
      }),
      runs,
    );
  });

  test("1. withholding scores before the sample is closed never makes anybody look better", () => {
    fc.assert(
      fc.property(anyScoreStory, fc.infiniteStream(fc.nat(3)), (story, dice) => {
        const early = without(story.early, () => dice.next().value === 0);
        expectNotBetter(storyDay, of(story), of({ ...story, early }));
      }),
      runs,
    );
  });

  test("2. an unknown that turns out bad never raises a score or a rating, one that turns out good never lowers them", () => {
    fc.assert(
      fc.property(anyScoreStory, fc.infiniteStream(fc.boolean()), (story, dice) => {
        const turn = (into: "good" | "bad"): ScoreStory => ({
          ...story,
          anew: new Map(
            places.flatMap((place) => {
              const value = story.anew.get(place);
              if (dice.next().value) return [[place, turned(value, into)] as const];
              return value === undefined ? [] : [[place, value] as const];
            }),
          ),
        });
        const before = of(story);
        for (const [old, now] of pairs(before, of(turn("bad")))) {
          expect(now.score.least.billionths).toBeLessThanOrEqual(old.score.least.billionths);
          expect(now.least.rank).toBeLessThanOrEqual(old.least.rank ?? -1);
        }
        for (const [old, now] of pairs(before, of(turn("good")))) {
          expect(now.score.least.billionths).toBeGreaterThanOrEqual(old.score.least.billionths);
          expect(now.least.rank).toBeGreaterThanOrEqual(old.least.rank ?? 9);
        }
      }),
      runs,
    );
  });

  test("3. the order of acts, scores, organisations, sample and profiles changes no byte", () => {
    fc.assert(
      fc.property(anyScoreStory, (story) => {
        const facts = factsOfStory(story);
        const sample = facts.sample;
        const other = {
          ...facts,
          acts: facts.acts.map((act) => ({ ...act, scores: act.scores.toReversed() })).toReversed(),
          sample: sample === null ? null : { ...sample, items: sample.items.toReversed() },
          profiles: facts.profiles.map((each) => ({ ...each, items: each.items.toReversed() })),
        };
        const { states } = story;
        const text = JSON.stringify(determinedByScores(facts, states, methodology));
        const turnedStates = states.toReversed();
        expect(JSON.stringify(determinedByScores(other, turnedStates, methodology))).toBe(text);
        const list = ["c", "b", "a"];
        const turnedList = determinedByScores(facts, states, methodology, storyAsOf, list);
        expect(JSON.stringify(turnedList)).toBe(text);
      }),
      runs,
    );
  });

  test("4. one changed score changes one rating, and every other stays as it was", () => {
    fc.assert(
      fc.property(anyScoreStory, fc.constantFrom(...places), (story, place) => {
        const anew = new Map(story.anew).set(place, { level: 1 });
        const after = of({ ...story, anew });
        for (const [old, now] of pairs(of(story), after)) {
          if (now.organisation !== readPlace(place).organisation) expect(now).toEqual(old);
        }
        expect(JSON.stringify(of({ ...story, anew }))).toBe(JSON.stringify(after));
      }),
      runs,
    );
  });

  test("5. adding up the leaves of the reasons gives the rating that they explain", () => {
    fc.assert(
      fc.property(anyScoreStory, (story) => {
        for (const rating of of(story).ratings) {
          const again = recomputeFromReasons(rating.reasons, methodology, categories);
          const { least, at_best } = rating;
          expect(again).toEqual({ rating: rating.rating, least, at_best });
        }
      }),
      runs,
    );
  });

  test("6. a rating as of an instant never changes by what became known later", () => {
    fc.assert(
      fc.property(anyScoreStory, anyScoreStory, (story, later) => {
        const facts = factsOfStory(story);
        const late = "2026-05-01T00:00:00.000000Z";
        const more = factsOfStory(later);
        const both = {
          ...facts,
          acts: [...facts.acts, ...more.acts.map((act) => ({ ...act, known_at: late }))],
          closed: facts.closed ?? (more.closed && { ...more.closed, known_at: late }),
          sample: facts.sample ?? (more.sample && { ...more.sample, known_at: late }),
          profiles: [...facts.profiles, ...more.profiles.map((p) => ({ ...p, known_at: late }))],
          rounds: [...facts.rounds, { day: "2026-03-20", known_at: late }],
        };
        const { states } = story;
        expect(JSON.stringify(determinedByScores(both, states, methodology))).toBe(
          JSON.stringify(determinedByScores(facts, states, methodology)),
        );
      }),
      runs,
    );
  });

  test("what is undecided, unsigned or not told never raises a score or a rating", () => {
    const open = (story: ScoreStory): ScoreStory => ({
      ...story,
      states: story.states.map((each) => ({ ...each, undecided: 0, late: false, whole: true })),
    });
    fc.assert(
      fc.property(anyScoreStory, (story) => {
        const best = of(open(story));
        for (const [free, now] of pairs(best, of(story))) {
          expect(now.score).toEqual(free.score);
          expect(now.coverage).toEqual(free.coverage);
          expect(now.least.rank).toBeLessThanOrEqual(free.least.rank ?? -1);
          expect(now.at_best.rank).toBeLessThanOrEqual(free.at_best.rank ?? -1);
        }
        const untold = of({ ...story, states: [] });
        for (const [told, now] of pairs(of(story), untold)) {
          expect(now.least.rank).toBeLessThanOrEqual(told.least.rank ?? -1);
          expect(now.at_best.rank).toBeGreaterThanOrEqual(told.at_best.rank ?? 9);
        }
      }),
      runs,
    );
  });
});
