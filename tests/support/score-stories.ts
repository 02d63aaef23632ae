import fc from "fast-check";
import { readFileSync } from "node:fs";
import type { ActScore, ScoreFacts } from "../../src/assessments/score-facts.ts";
import { scoresOn } from "../../src/assessments/scores-on.ts";
import type { ScoreKind, ScoreValue } from "../../src/assessments/scores.contract.ts";
import type { Determination } from "../../src/determination/determination.contract.ts";
import { determine } from "../../src/determination/determine.ts";
import type { CountedStates } from "../../src/determination/gate-states.ts";
import { withItems } from "../../src/determination/methodology-groups.ts";
import type { Methodology } from "../../src/determination/methodology.ts";
import { readMethodology } from "../../src/determination/read-methodology.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";
import { anyStates } from "./mixed-scores.ts";

/*
 * A small world of scores for property tests: three organisations scored on the shipped categories,
 * once early, and once anew in a round; between them the sample is closed.
 */

const policy = (path: string): string => readFileSync(`policy/${path}`, "utf8");

export const categories = readYardstick(policy("yardsticks/csf-categories-1.yaml"), "csf");
const items = categories.items.map(({ id }) => id);
export const storyOrganisations = ["a", "b", "c"] as const;

/** A shipped methodology that combines scores, laid out, by the name of its file. */
export function shippedMethodology(file: string): Methodology {
  return withItems(readMethodology(policy(`methodologies/${file}`), file), categories);
}

/** What one place (organisation, item, kind) says; null where nobody said anything. */
export type Said = ReadonlyMap<string, ScoreValue>;

/** A story: what was said early, what was closed, and what was said anew. */
export interface ScoreStory {
  readonly early: Said;
  readonly sample: readonly string[] | null;
  readonly closed: boolean;
  readonly anew: Said;
  readonly without: readonly string[];
  /** What each organisation decided and signed. */
  readonly states: readonly CountedStates[];
}

const level = fc.integer({ min: 1, max: 5 });
const value: fc.Arbitrary<ScoreValue> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 3, max: 5 }).map((each) => ({ level: each })) },
  { weight: 2, arbitrary: level.map((each) => ({ level: each })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(level, level)
      .map(([one, two]) => ({ from: Math.min(one, two), to: Math.max(one, two) })),
  },
  { weight: 1, arbitrary: fc.constant({ missing: "not-reported" as const }) },
);

/** Every place of the story's world. */
export const places: readonly string[] = storyOrganisations.flatMap((organisation) =>
  items.flatMap((item) => [
    JSON.stringify([organisation, item, "self"]),
    JSON.stringify([organisation, item, "independent"]),
  ]),
);

function atLeast(said: ScoreValue, least: number): ScoreValue {
  if ("level" in said) return { level: Math.max(said.level, least) };
  if (!("from" in said)) return said;
  const from = Math.max(said.from, least);
  return { from, to: Math.max(said.to, from) };
}

/** How much is said, and how good it is, differs from story to story. */
const said: fc.Arbitrary<Said> = fc
  .tuple(
    fc.constantFrom(1, 5, 9, 10),
    fc.constantFrom(1, 1, 3, 4, 5),
    fc.array(fc.tuple(fc.nat(9), value), {
      minLength: places.length,
      maxLength: places.length,
    }),
  )
  .map(
    ([much, least, all]) =>
      new Map(
        all.flatMap(([dice, each], at) =>
          dice < much ? [[places[at] ?? "", atLeast(each, least)] as const] : [],
        ),
      ),
  );

/** Any story of scores. */
export const anyScoreStory: fc.Arbitrary<ScoreStory> = fc.record({
  early: said,
  sample: fc.option(fc.subarray(items, { minLength: 3 }), { nil: null }),
  closed: fc.boolean(),
  anew: said,
  without: fc.subarray(items, { maxLength: 3 }),
  states: fc.tuple(anyStates("a"), anyStates("b"), anyStates("c")),
});

const placePattern = /^\["([^"]*)","([^"]*)","(self|independent)"\]$/u;

/** The organisation, item and kind of a place. */
export function readPlace(place: string): { organisation: string; item: string; kind: ScoreKind } {
  const [, organisation = "", item = "", kind = ""] = placePattern.exec(place) ?? [];
  return { organisation, item, kind: kind === "self" ? "self" : "independent" };
}

function scoresOf(all: Said, day: string): ActScore[] {
  return [...all].map(([place, each]) => ({
    ...readPlace(place),
    day,
    value: each,
    wording: sha256(place),
  }));
}

export const storyDay = "2026-03-31";
export const storyAsOf = "2026-04-01T00:00:00.000000Z";

/** The facts of a story. */
export function factsOfStory(story: ScoreStory): ScoreFacts {
  return {
    format: "muster/scores/1",
    acts: [
      {
        act: "imported",
        known_at: "2026-01-12T00:00:00.000000Z",
        scores: scoresOf(story.early, "2026-01-10"),
      },
      {
        act: "imported",
        known_at: "2026-03-12T00:00:00.000000Z",
        scores: scoresOf(story.anew, "2026-03-10"),
      },
    ],
    sample:
      story.sample === null
        ? null
        : { items: [...story.sample], known_at: "2026-01-01T00:00:00.000000Z" },
    closed:
      story.closed && story.sample !== null
        ? { day: "2026-02-01", known_at: "2026-02-02T00:00:00.000000Z" }
        : null,
    profiles: [
      {
        organisation: "b",
        items: [...story.without],
        applies: false,
        day: "2026-01-01",
        approved_by: "tests",
        approved_on: "2026-01-01",
        reason: "a story",
        known_at: "2026-01-02T00:00:00.000000Z",
      },
    ],
    rounds: [{ day: "2026-03-01", known_at: "2026-03-01T00:00:00.000000Z" }],
  };
}

/** The determination of facts, with what was decided and signed, by a methodology. */
export function determinedByScores(
  facts: ScoreFacts,
  states: readonly CountedStates[],
  methodology: Methodology,
  asOf = storyAsOf,
  organisations: readonly string[] = storyOrganisations,
): Determination {
  const { maximumAgeDays } = methodology;
  return determine({
    review: "story",
    on: storyDay,
    asOf,
    yardstick: categories,
    methodology: { methodology, digest: sha256(methodology.id) },
    parts: [],
    evidence: {
      organisations: organisations.map((organisation) => ({
        organisation,
        name: organisation.toUpperCase(),
        items: [],
      })),
      outside: [],
    },
    scores: scoresOn(facts, categories.items, organisations, {
      on: storyDay,
      asOf,
      maximumAgeDays,
    }),
    states,
  });
}
