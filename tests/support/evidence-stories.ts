import fc from "fast-check";
import type {
  Collection,
  Correction,
  EvidenceFacts,
  ObservedUnit,
  Retirement,
} from "../../src/evidence/evidence-facts.ts";
import type { Mapping } from "../../src/evidence/mapping.contract.ts";
import { readMapping } from "../../src/evidence/read-mapping.ts";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { collection, observed, organisation, story } from "./evidence-story.ts";

/** Random small facts, and what is to be known about them. */
export interface EvidenceStory {
  readonly facts: EvidenceFacts;
  /** The collection that speaks on the day of the question. */
  readonly newest: string;
}

/** The question that is asked of stories. */
export const storyQuestion = {
  on: "2020-02-01",
  asOf: "2030-01-01T00:00:00.000000Z",
  maximumAgeDays: 100,
};

/** The text of the mapping by which stories of units are read. */
export const storyMappingText = `
format: muster/mapping/1
id: hosts
version: "1"
title: Hosts
source: scan
kind: units
day: file-name
owner: {column: Owner}
unit: {column: Host}
units: hosts
parts:
  - {id: https, title: HTTPS, column: HTTPS, good: ["Yes"], bad: ["No"], unknown: [""]}
  - {id: hsts, title: HSTS, column: HSTS, good: ["Yes"], bad: ["No"], unknown: [""]}
marks:
  - {id: parent, title: Parent, column: Parent, is: ["Yes"]}
items:
  - {item: I-1, all: [https, hsts], rule: both}
  - {item: I-2, all: [https], where: parent, units: domains, rule: parents}
verdict: {item: I-1, column: Verdict, good: ["Yes"], bad: ["No"]}
held_against:
  - {mapping: registry, items: [I-2]}
`;

/** The text of the mapping by which their inventories are read. */
export const storyInventoryText = `
format: muster/mapping/1
id: registry
version: "1"
title: Registry
source: registry
kind: inventory
day: file-name
owner: {column: Owner}
unit: {column: Host}
units: hosts
`;

/** The text of the mapping by which stories of bare counts are read. */
export const storyCountsText = `
format: muster/mapping/1
id: sites
version: "1"
title: Sites
source: scan
kind: counts
day: file-name
owner: {column: Agency}
units: sites
seen: {column: Sites}
items:
  - {item: I-1, good: {column: Good}, rest: bad, rule: one}
  - {item: I-2, good: {column: Great}, rest: unknown, rule: two}
held_against:
  - {mapping: registry, items: [I-2]}
`;

export const storyMappings: readonly Mapping[] = [
  readMapping(storyMappingText, "hosts-1.yaml"),
  readMapping(storyInventoryText, "registry-1.yaml"),
  readMapping(storyCountsText, "sites-1.yaml"),
];

/** The yardstick of stories, as text. */
export const storyYardstick: Yardstick = {
  format: "muster/yardstick/1",
  id: "story",
  version: "1",
  title: "Story",
  sources: [{ title: "Story" }],
  items: ["I-1", "I-2", "I-3"].map((id) => ({
    id,
    title: id,
    text: id,
    scale: "share" as const,
    units: "hosts",
    ...(id === "I-3" ? {} : { measured_by: "scan" }),
  })),
  digest: "cd".repeat(32),
};

const owners = ["Alder", "Birch", "Cedar", "Nobody"];
const hosts = Array.from({ length: 12 }, (_, at) => `h${at}`);
const letter = fc.constantFrom("g", "b", "?");
const pattern = fc
  .tuple(letter, letter, fc.constantFrom("y", "n", "n"), fc.constantFrom("", "Yes", "No"))
  .map(([one, two, mark, verdict]) => `${one}${two}|${mark}|${verdict}`);

function units(patterns: fc.Arbitrary<string>): fc.Arbitrary<ObservedUnit[]> {
  const unit = fc.record({
    unit: fc.constantFrom(...hosts),
    owner: fc.constantFrom(...owners),
    pattern: patterns,
  });
  return fc
    .uniqueArray(unit, { selector: (each) => each.unit, maxLength: 12 })
    .map((all) => all.toSorted((a, b) => (a.unit < b.unit ? -1 : 1)));
}

const known = (second: number): string =>
  `2020-01-01T00:00:${String(second).padStart(2, "0")}.000000Z`;

/**
 * Stories of three organisations (and a name that is nobody's) with up to three collections of
 * hosts, one perhaps revised, an inventory or none, corrections and retirements.
 */
export function evidenceStories(): fc.Arbitrary<EvidenceStory> {
  return fc
    .record({
      files: fc.array(units(pattern), { minLength: 1, maxLength: 3 }),
      revision: fc.option(units(pattern), { nil: undefined }),
      inventory: fc.option(units(fc.constant("||")), { nil: undefined }),
      corrections: fc.array(
        fc.record({
          unit: fc.nat(),
          part: fc.constantFrom("https", "hsts"),
          state: fc.constantFrom("good" as const, "bad" as const, "unknown" as const),
        }),
        { maxLength: 4 },
      ),
      retired: fc.array(
        fc.record({ unit: fc.constantFrom(...hosts), day: fc.integer({ min: 1, max: 20 }) }),
        { maxLength: 3 },
      ),
    })
    .map((parts) => tell(parts));
}

function tell(parts: {
  files: ObservedUnit[][];
  revision: ObservedUnit[] | undefined;
  inventory: ObservedUnit[] | undefined;
  corrections: { unit: number; part: string; state: "good" | "bad" | "unknown" }[];
  retired: { unit: string; day: number }[];
}): EvidenceStory {
  const deliveries = parts.files.map((rows, at) => delivery(`2020-01-0${3 * at + 1}`, rows, at));
  const last = deliveries.at(-1);
  if (parts.revision && last) {
    const first = last.collection;
    deliveries.push({
      collection: { ...first, id: `${first.id}-r2`, revises: first.id, known_at: known(8) },
      observed: observed(first.day, { units: parts.revision }),
    });
  }
  const newest = deliveries.at(-1);
  const corrections: Correction[] = parts.corrections.flatMap(({ unit, part, state }, at) => {
    const rows = newest?.observed.units ?? [];
    const row = rows[unit % Math.max(1, rows.length)];
    return row && newest
      ? [
          {
            collection: newest.collection.id,
            unit: row.unit,
            part,
            state,
            reason: "story",
            by: "story",
            known_at: known(20 + at),
          },
        ]
      : [];
  });
  const retirements: Retirement[] = parts.retired.map(({ unit, day }, at) => ({
    source: "scan",
    on: `2020-01-${String(day).padStart(2, "0")}`,
    owner: "",
    units: [unit],
    reason: "story",
    by: "story",
    known_at: known(30 + at),
  }));
  const inventory = parts.inventory ? [registry(parts.inventory)] : [];
  const facts = story({
    organisations: ["Alder", "Birch", "Cedar"].map((name) =>
      organisation(name.toLowerCase(), name),
    ),
    yardstick: storyYardstick,
    mappings: [...storyMappings],
    deliveries: [...inventory, ...deliveries],
    corrections,
    retirements,
  });
  return { facts, newest: newest?.collection.id ?? "" };
}

function registry(rows: ObservedUnit[]): ReturnType<typeof delivery> {
  return {
    collection: collection({
      id: "registry-2020-01-01",
      kind: "inventory",
      source: "registry",
      day: "2020-01-01",
      mapping: "registry@1",
      known_at: known(1),
    }),
    observed: observed("2020-01-01", { units: rows }),
  };
}

function delivery(
  day: string,
  rows: ObservedUnit[],
  at: number,
): { collection: Collection; observed: ReturnType<typeof observed> } {
  return {
    collection: collection({
      id: `scan-${day}`,
      source: "scan",
      day,
      mapping: "hosts@1",
      known_at: known(2 + at),
    }),
    observed: observed(day, { units: rows }),
  };
}

/**
 * Stories in which everything that the newest collection saw was to be expected: an earlier one, and
 * the inventory where there is one, have the same units with the same owners and marks.
 */
export function heldStories(): fc.Arbitrary<EvidenceStory> {
  const states = fc.array(fc.tuple(letter, letter), { minLength: 12, maxLength: 12 });
  return fc.tuple(units(pattern), states, fc.boolean()).map(([rows, letters, registered]) => {
    const newest = rows.map((row, at) => {
      const [, ...rest] = row.pattern.split("|");
      return { ...row, pattern: [letters[at]?.join("") ?? "??", ...rest].join("|") };
    });
    const inventory = registered ? rows.map((row) => ({ ...row, pattern: "||" })) : undefined;
    return tell({
      files: [rows, newest],
      revision: undefined,
      inventory,
      corrections: [],
      retired: [],
    });
  });
}

/**
 * Stories of bare counts on up to three days, with an inventory or none, and retirements. An
 * organisation may have a file of hosts before: its units are then as many as are expected.
 */
export function countStories(): fc.Arbitrary<EvidenceFacts> {
  const good = fc.option(fc.nat({ max: 20 }), { nil: null });
  const row = fc
    .record({
      owner: fc.constantFrom(...owners),
      seen: fc.nat({ max: 20 }),
      good: fc.tuple(good, good),
    })
    .map(({ owner, seen, good: both }) => ({
      owner,
      seen,
      good: both.map((each) => (each === null ? null : Math.min(each, seen))),
    }));
  const day = fc.uniqueArray(row, { selector: (each) => each.owner, maxLength: 4 });
  const parts = fc.record({
    before: fc.option(units(pattern), { nil: undefined }),
    days: fc.array(day, { minLength: 1, maxLength: 3 }),
    inventory: fc.option(units(fc.constant("||")), { nil: undefined }),
    retired: fc.array(
      fc.record({ owner: fc.constantFrom("", ...owners), unit: fc.constantFrom(...hosts) }),
      { maxLength: 3 },
    ),
  });
  return parts.map(({ before, days, inventory, retired }) =>
    story({
      organisations: ["Alder", "Birch", "Cedar"].map((name) =>
        organisation(name.toLowerCase(), name),
      ),
      yardstick: storyYardstick,
      mappings: [...storyMappings],
      deliveries: [
        ...(inventory ? [registry(inventory)] : []),
        ...(before ? [delivery("2020-01-01", before, 0)] : []),
        ...days.map((counts, at) => ({
          collection: collection({
            id: `sites-${at}`,
            source: "scan",
            day: `2020-01-0${at + 3}`,
            mapping: "sites@1",
            known_at: known(3 + at),
          }),
          observed: observed(`2020-01-0${at + 3}`, {
            counts: counts.toSorted((a, b) => (a.owner < b.owner ? -1 : 1)),
          }),
        })),
      ],
      retirements: retired.map(({ owner, unit }, at) => ({
        source: "scan",
        on: "2020-01-04",
        owner,
        units: [unit, `${unit}-${at}`],
        reason: "story",
        by: "story",
        known_at: known(30 + at),
      })),
    }),
  );
}
