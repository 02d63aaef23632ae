import fc from "fast-check";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../src/kit/canonical-json.ts";
import type { Collection, EvidenceFacts, Observed } from "../../src/evidence/evidence-facts.ts";
import type { Mapping } from "../../src/evidence/mapping.contract.ts";
import { readMapping } from "../../src/evidence/read-mapping.ts";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";
import type { Methodology } from "../../src/determination/methodology.ts";
import { readMethodology } from "../../src/determination/read-methodology.ts";

/*
 * A small world for property tests: four organisations, up to twelve units each, three parts, an
 * earlier collection or an inventory that the newest one is held against.
 */

type State = "g" | "b" | "?";

/** One unit of a story. */
export interface StoryUnit {
  readonly owner: number;
  readonly unit: number;
  readonly states: readonly State[];
}

/** What is known in a story: what was expected, and what the newest collection saw of it. */
export interface Story {
  /** Every unit that the inventory or the earlier collection names. */
  readonly expected: readonly StoryUnit[];
  /** A part of those, as the newest collection saw them. */
  readonly newest: readonly StoryUnit[];
  readonly heldAgainst: "inventory" | "earlier-collections";
}

export const newestDay = "2020-06-08";
export const asOf = "2026-11-22T12:00:00.000000Z";
const knownAt = "2026-11-22T10:00:00.000000Z";
const earlierDay = "2020-05-01";

const shipped = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../policy/${path}`, import.meta.url)), "utf8");

/** The yardstick of the stories is the one that ships: one item of all parts, and one of each. */
export const storyYardstick: Yardstick = readYardstick(
  shipped("yardsticks/web-transport-1.yaml"),
  "web-transport-1.yaml",
);

function mapping(inventory: boolean): Mapping {
  const part = (id: string): string =>
    `  - {id: ${id}, title: ${id}, column: ${id}, good: [g], bad: [b], unknown: ["?"]}`;
  return readMapping(
    `format: muster/mapping/1
id: story${inventory ? "-held" : ""}
version: "1"
title: Story
source: pulse
kind: units
day: given
owner: {column: owner}
unit: {column: unit}
units: hosts
parts:
${["p1", "p2", "p3"].map(part).join("\n")}
items:
  - {item: WT-1, all: [p1, p2, p3], rule: a}
  - {item: WT-2, all: [p1], rule: b}
  - {item: WT-3, all: [p2], rule: c}
  - {item: WT-4, all: [p3], rule: d}
${inventory ? "held_against:\n  - {mapping: story-inventory, items: [WT-1, WT-2, WT-3, WT-4]}\n" : ""}`,
    "story.yaml",
  );
}

const inventoryMapping = readMapping(
  `format: muster/mapping/1
id: story-inventory
version: "1"
title: Story inventory
source: story-registry
kind: inventory
day: given
owner: {column: owner}
unit: {column: unit}
units: hosts
`,
  "story-inventory.yaml",
);

const labels = `labels:
  - {label: managing-risk, name: Managing Risk, from: 80, said: managing this risk, briefly: managing}
  - {label: at-risk, name: At Risk, from: 50, said: at risk, briefly: at risk}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 365
`;

function methodology(id: string, fields: string): Methodology {
  const text = `format: muster/methodology/1
id: ${id}
version: "1.0"
title: Story
scope: story
authority: made for tests
yardstick: web-transport@1
scores: ${fields}${labels}`;
  return readMethodology(text, `${id}.yaml`);
}

const one = "functions: [{id: all, title: All, items: [{item: WT-1, weight: 1}]}]\n";
const several = `functions:
  - {id: first, title: First, items: [{item: WT-2, weight: 3}, {item: WT-1, weight: 1}]}
  - {id: second, title: Second, items: [{item: WT-3, weight: 2}, {item: WT-4, weight: 5}]}
`;
const gates = `gates:
  - {id: all-parts, title: All parts, item: WT-1, below: 40, cap: high-risk}
  - {id: second, title: Second function, function: second, below: 70, cap: at-risk}
`;

/** The methodology that ships, and made-up ones of every kind that the engine takes. */
export const storyMethodologies: readonly Methodology[] = [
  readMethodology(shipped("methodologies/web-transport-1.0.yaml"), "web-transport-1.0.yaml"),
  methodology("one", `measured\n${one}gates: none\nminimum_sample: {of: WT-1, units: 5}\n`),
  methodology("several", `measured\n${several}gates: none\nminimum_sample: none\n`),
  methodology("gated", `measured\n${several}${gates}minimum_sample: {of: WT-1, units: 3}\n`),
  methodology(
    "one-gated",
    `measured\n${one}gates: [{id: g, title: G, item: WT-3, below: 60, cap: at-risk}]\nminimum_sample: none\n`,
  ),
];

const states = fc.array(
  fc.oneof({ weight: 5, arbitrary: fc.constant<State>("g") }, fc.constantFrom<State>("b", "?")),
  { minLength: 3, maxLength: 3 },
);

/** Any story. Units of the newest collection are among the expected: without, nothing can be held. */
export function storyOf(): fc.Arbitrary<Story> {
  const unit = fc.record({ before: states, now: states, seen: fc.nat(9) });
  return fc
    .record({
      units: fc.array(fc.array(unit, { maxLength: 12 }), { minLength: 4, maxLength: 4 }),
      heldAgainst: fc.constantFrom("inventory" as const, "earlier-collections" as const),
    })
    .map(({ units, heldAgainst }) => {
      const flat = units.flatMap((own, owner) =>
        own.map((each, at) => ({ ...each, owner, unit: at })),
      );
      return {
        expected: flat.map(({ owner, unit: at, before }) => ({ owner, unit: at, states: before })),
        newest: flat
          .filter(({ seen }) => seen > 0)
          .map(({ owner, unit: at, now }) => ({ owner, unit: at, states: now })),
        heldAgainst,
      };
    });
}

/** The story without some rows of its newest collection. */
export function withoutFromNewest(story: Story, gone: (unit: StoryUnit) => boolean): Story {
  return { ...story, newest: story.newest.filter((unit) => !gone(unit)) };
}

function observed(day: string, units: readonly StoryUnit[], patterns: boolean): Observed {
  return {
    day,
    rows: units.length,
    left_out: 0,
    stale_rows: 0,
    combined_rows: 0,
    absent_columns: [],
    units: units.map(({ owner, unit, states: known }) => ({
      owner: `Organisation ${owner}`,
      unit: `host${unit}.organisation-${owner}.example`,
      pattern: patterns ? `${known.join("")}||` : "||",
    })),
    counts: [],
  };
}

function collection(
  given: Partial<Collection> & Pick<Collection, "id" | "kind" | "day">,
): Collection {
  return {
    source: "pulse",
    known_at: knownAt,
    mapping: "story@1",
    file_digest: sha256(given.id),
    file_name: `${given.id}.csv`,
    rows: 0,
    absent_columns: [],
    inventory: null,
    revises: null,
    ...given,
  };
}

function frame(story: Story): Omit<EvidenceFacts, "collections" | "observed"> {
  const organisations = [0, 1, 2, 3].map((at) => ({
    id: `organisation-${at}`,
    kind: "organisation" as const,
    known_at: knownAt,
    names: [
      {
        name: `Organisation ${at}`,
        kind: "name" as const,
        from: null,
        until: null,
        reason: "",
        by: "tests",
        known_at: knownAt,
      },
    ],
  }));
  return {
    organisations,
    scope: organisations.map(({ id }) => id),
    yardstick: storyYardstick,
    corrections: [],
    retirements: [],
    mappings: [mapping(story.heldAgainst === "inventory"), inventoryMapping],
  };
}

/** The facts of a story, all known at one instant. */
export function factsOf(story: Story, known = knownAt): EvidenceFacts {
  const held = story.heldAgainst === "inventory";
  const by = held ? "story-held@1" : "story@1";
  const before = held
    ? collection({
        id: "story-registry-2020-05-01",
        kind: "inventory",
        day: earlierDay,
        source: "story-registry",
        mapping: "story-inventory@1",
        known_at: known,
      })
    : collection({
        id: "story-2020-05-01",
        kind: "delivered",
        day: earlierDay,
        known_at: known,
        mapping: by,
      });
  const newest = collection({
    id: `story-${newestDay}`,
    kind: "delivered",
    day: newestDay,
    known_at: known,
    mapping: by,
  });
  return {
    ...frame(story),
    collections: [before, newest],
    observed: new Map([
      [before.id, observed(earlierDay, story.expected, !held)],
      [newest.id, observed(newestDay, story.newest, true)],
    ]),
  };
}

/** The facts of a story whose newest collection was due and did not come. */
export function due(story: Story): EvidenceFacts {
  const facts = factsOf(story);
  const by = story.heldAgainst === "inventory" ? "story-held@1" : "story@1";
  const missing = collection({
    id: `story-${newestDay}-due`,
    kind: "due",
    day: newestDay,
    mapping: by,
    file_digest: "",
    file_name: "",
  });
  return { ...facts, collections: [...facts.collections.slice(0, 1), missing] };
}
