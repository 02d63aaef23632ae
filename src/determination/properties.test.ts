import fc from "fast-check";
import { expect, test } from "vitest";
import { expectNotBetter, pairs } from "../../tests/support/not-better.ts";
import { digestOf } from "../kit/canonical-json.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import type { EvidenceFacts } from "../evidence/evidence-facts.ts";
import type { Determination } from "./determination.contract.ts";
import { determine } from "./determine.ts";
import type { Methodology } from "./methodology.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { recomputeFromReasons } from "./recompute-from-reasons.ts";
import {
  asOf,
  due,
  factsOf,
  newestDay,
  storyOf,
  type Story,
  storyMethodologies,
  storyYardstick,
  withoutFromNewest,
} from "../../tests/support/rating-stories.ts";

/** The six properties that determination.md (section 4) asks of every methodology. */

function determined(facts: EvidenceFacts, methodology: Methodology, at = asOf): Determination {
  const evidence = countEvidence(facts, {
    on: newestDay,
    asOf: at,
    maximumAgeDays: methodology.maximumAgeDays,
  });
  return determine({
    review: "story",
    on: newestDay,
    asOf: at,
    yardstick: storyYardstick,
    methodology: { methodology, digest: digestOf(methodology.id) },
    parts: partWordsOf(evidence.organisations, facts.collections, facts.mappings),
    evidence,
  });
}

const anyMethodology = fc.constantFrom(...storyMethodologies);
const runs = { numRuns: 100 };

test("the stories hold every rating and display, so that what follows is not empty", () => {
  const stories = fc.sample(storyOf(), { numRuns: 60, seed: 7 });
  const shown = stories.flatMap((story) =>
    storyMethodologies.flatMap((methodology) =>
      determined(factsOf(story), methodology).ratings.map(({ rating }) => rating.label),
    ),
  );
  expect([...new Set(shown)].toSorted()).toEqual([
    "at-risk",
    "high-risk",
    "insufficient-evidence",
    "managing-risk",
    "not-reported",
  ]);
});

test("1. deleting anything from the newest collection never makes anybody look better", () => {
  fc.assert(
    fc.property(
      storyOf(),
      anyMethodology,
      fc.infiniteStream(fc.nat(5)),
      (story, methodology, dice) => {
        const before = determined(factsOf(story), methodology);
        const gone = withoutFromNewest(story, () => dice.next().value === 0);
        expectNotBetter(newestDay, before, determined(factsOf(gone), methodology));
      },
    ),
    runs,
  );
});

test("1. deleting an organisation's rows, or a column, never makes it look better", () => {
  fc.assert(
    fc.property(
      storyOf(),
      anyMethodology,
      fc.nat(3),
      fc.boolean(),
      (story, methodology, at, column) => {
        const before = determined(factsOf(story), methodology);
        const newest = column
          ? story.newest.map((unit) => ({ ...unit, states: unit.states.with(at % 3, "?") }))
          : story.newest.filter(({ owner }) => owner !== at);
        expectNotBetter(newestDay, before, determined(factsOf({ ...story, newest }), methodology));
      },
    ),
    runs,
  );
});

test("1. losing the whole of a collection that was due never makes anybody look better", () => {
  fc.assert(
    fc.property(storyOf(), anyMethodology, (story, methodology) => {
      const before = determined(factsOf(story), methodology);
      expectNotBetter(newestDay, before, determined(due(story), methodology));
    }),
    runs,
  );
});

test("2. turning an unknown into bad never raises a score or a rating, into good never lowers them", () => {
  fc.assert(
    fc.property(
      storyOf(),
      anyMethodology,
      fc.infiniteStream(fc.boolean()),
      (story, methodology, dice) => {
        const turned = (into: "g" | "b"): Story => ({
          ...story,
          newest: story.newest.map((unit) => ({
            ...unit,
            states: unit.states.map((state) => (state === "?" && dice.next().value ? into : state)),
          })),
        });
        const before = determined(factsOf(story), methodology);
        expectNotBetter(newestDay, before, determined(factsOf(turned("b")), methodology));
        for (const [old, now] of pairs(before, determined(factsOf(turned("g")), methodology))) {
          expect(now.score.least.billionths).toBeGreaterThanOrEqual(old.score.least.billionths);
          expect(now.least.rank).toBeGreaterThanOrEqual(old.least.rank ?? 9);
        }
      },
    ),
    runs,
  );
});

test("3. the order of collections, organisations, rows, items and mappings changes no byte", () => {
  fc.assert(
    fc.property(storyOf(), anyMethodology, (story, methodology) => {
      const facts = factsOf(story);
      const turned: EvidenceFacts = {
        ...facts,
        organisations: facts.organisations.toReversed(),
        scope: facts.scope.toReversed(),
        collections: facts.collections.toReversed(),
        mappings: facts.mappings.toReversed(),
        observed: new Map(
          [...facts.observed]
            .toReversed()
            .map(([id, rows]) => [id, { ...rows, units: rows.units.toReversed() }]),
        ),
      };
      expect(JSON.stringify(determined(turned, methodology))).toBe(
        JSON.stringify(determined(facts, methodology)),
      );
    }),
    runs,
  );
});

test("4. one changed value changes one rating, and the fold is that of a full replay", () => {
  fc.assert(
    fc.property(storyOf(), anyMethodology, fc.nat(3), (story, methodology, owner) => {
      const changed: Story = {
        ...story,
        newest: story.newest.map((unit) =>
          unit.owner === owner ? { ...unit, states: unit.states.with(0, "b") } : unit,
        ),
      };
      const before = determined(factsOf(story), methodology);
      const after = determined(factsOf(changed), methodology);
      for (const [old, now] of pairs(before, after)) {
        if (old.inputs !== now.inputs) expect(now.organisation).toBe(`organisation-${owner}`);
        else expect(now).toEqual(old);
      }
      expect(JSON.stringify(determined(factsOf(changed), methodology))).toBe(JSON.stringify(after));
    }),
    runs,
  );
});

test("5. adding up the leaves of the reasons gives the rating that they explain", () => {
  fc.assert(
    fc.property(storyOf(), anyMethodology, (story, methodology) => {
      for (const rating of determined(factsOf(story), methodology).ratings) {
        const again = recomputeFromReasons(rating.reasons, methodology, storyYardstick);
        const { least, at_best } = rating;
        expect(again).toEqual({ rating: rating.rating, least, at_best });
      }
    }),
    runs,
  );
});

test("6. a rating as of an instant never changes by what became known later", () => {
  fc.assert(
    fc.property(storyOf(), storyOf(), anyMethodology, (story, later, methodology) => {
      const facts = factsOf(story);
      const more = factsOf(later, "2026-12-01T00:00:00.000000Z");
      const both: EvidenceFacts = {
        ...facts,
        collections: [
          ...facts.collections,
          ...more.collections.map((each) => ({
            ...each,
            id: `${each.id}-r2`,
            revises: each.id,
          })),
        ],
        observed: new Map([
          ...facts.observed,
          ...[...more.observed].map(([id, rows]) => [`${id}-r2`, rows] as const),
        ]),
      };
      const at = "2026-11-30T00:00:00.000000Z";
      expect(JSON.stringify(determined(both, methodology, at))).toBe(
        JSON.stringify(determined(facts, methodology, at)),
      );
    }),
    runs,
  );
});
