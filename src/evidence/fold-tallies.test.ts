import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collection, observed, organisation, story } from "../../tests/support/evidence-story.ts";
import {
  storyMappings,
  storyQuestion,
  storyYardstick,
} from "../../tests/support/evidence-stories.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { countEvidence } from "./count-evidence.ts";
import type { EvidenceFacts, ObservedCount, Retirement } from "./evidence-facts.ts";

const yardstick: Yardstick = { ...storyYardstick, items: storyYardstick.items.slice(0, 2) };
const gone: Omit<Retirement, "units" | "on"> = {
  source: "scan",
  owner: "",
  reason: "closed",
  by: "story",
  known_at: storyQuestion.asOf,
};

function countStory(days: ObservedCount[][], retirements: Retirement[] = []): EvidenceFacts {
  return story({
    organisations: [organisation("alder", "Alder"), organisation("birch", "Birch")],
    yardstick,
    mappings: [...storyMappings],
    retirements,
    deliveries: [
      {
        collection: collection({
          id: "registry-2020-01-01",
          kind: "inventory",
          source: "registry",
          day: "2020-01-01",
          mapping: "registry@1",
        }),
        observed: observed("2020-01-01", {
          units: ["h1", "h2", "h3"].map((unit) => ({ owner: "Alder", unit, pattern: "||" })),
        }),
      },
      ...days.map((rows, at) => ({
        collection: collection({
          id: `scan-${at}`,
          source: "scan",
          day: `2020-01-1${at}`,
          mapping: "sites@1",
        }),
        observed: observed(`2020-01-1${at}`, { counts: rows }),
      })),
    ],
  });
}

function first(facts: EvidenceFacts, item = 0) {
  return countEvidence(facts, storyQuestion).organisations[0]?.items[item];
}

const alder = (seen: number, good: number | null): ObservedCount => ({
  owner: "Alder",
  seen,
  good: [good, good],
});

describe("bare counts", () => {
  test("are held against the largest of any earlier day", () => {
    expect(first(countStory([[alder(5, 1)], [alder(9, 2)], [alder(3, 3)]]))).toMatchObject({
      good: 3,
      bad: 0,
      unseen: 6,
      n: 9,
      held_against: "earlier-collections",
    });
  });

  test("are held against the inventory where there is one, and what is not good may be unknown", () => {
    expect(first(countStory([[alder(2, 1)]]), 1)).toMatchObject({
      good: 1,
      bad: 0,
      unknown: 1,
      unseen: 1,
      n: 3,
      held_against: "inventory",
    });
    expect(first(countStory([[alder(7, 1)]]), 1)).toMatchObject({ unknown: 6, unseen: 0, n: 7 });
  });

  test("that the source does not give are unknown", () => {
    expect(first(countStory([[alder(4, null)]]))).toMatchObject({
      unknown: 4,
      n: 4,
      missing: "unknown-by-source",
    });
  });

  test("expect less after units were retired, by a list, for that owner", () => {
    const retired = [{ ...gone, owner: "Alder", on: "2020-01-11", units: ["a", "b"] }];
    expect(first(countStory([[alder(9, 2)], [alder(3, 3)]], retired))).toMatchObject({ n: 7 });
    const other = [{ ...gone, owner: "Birch", on: "2020-01-11", units: ["a", "b"] }];
    expect(first(countStory([[alder(9, 2)], [alder(3, 3)]], other))).toMatchObject({ n: 9 });
    const before = [{ ...gone, owner: "Alder", on: "2020-01-10", units: ["a", "b"] }];
    expect(first(countStory([[alder(9, 2)], [alder(3, 3)]], before))).toMatchObject({ n: 9 });
  });

  test("never prove more when an organisation is taken out of the newest file", () => {
    const row = fc
      .tuple(fc.nat({ max: 50 }), fc.nat({ max: 50 }))
      .map(([seen, good]) => alder(seen, Math.min(seen, good)));
    fc.assert(
      fc.property(row, row, (one, two) => {
        const whole = first(countStory([[one], [two]]));
        const without = first(countStory([[one], []]));
        expect(without?.good).toBe(0);
        expect(without?.unseen).toBe(one.seen);
        expect(whole?.n).toBe(Math.max(one.seen, two.seen));
      }),
    );
  });
});

describe("units", () => {
  const units = (day: string, names: string[], state = "gg") => ({
    collection: collection({ id: `scan-${day}`, source: "scan", day, mapping: "hosts@1" }),
    observed: observed(day, {
      units: names.map((unit) => ({ owner: "Alder", unit, pattern: `${state}|y|` })),
    }),
  });
  const facts = (deliveries: ReturnType<typeof units>[], retirements: Retirement[] = []) =>
    story({
      organisations: [organisation("alder", "Alder")],
      yardstick,
      mappings: [...storyMappings],
      deliveries,
      retirements,
    });

  test("that were retired are not expected, until they are seen again", () => {
    const retired = [{ ...gone, on: "2020-01-05", units: ["h2"] }];
    const days = [units("2020-01-01", ["h1", "h2"]), units("2020-01-10", ["h1"])];
    expect(first(facts(days))).toMatchObject({ good: 1, unseen: 1, n: 2 });
    expect(first(facts(days, retired))).toMatchObject({ good: 1, unseen: 0, n: 1 });
    const back = [...days, units("2020-01-12", ["h1", "h2"]), units("2020-01-14", ["h1"])];
    expect(first(facts(back, retired))).toMatchObject({ good: 1, unseen: 1, n: 2 });
  });

  test("of which it is not known whether they count are unknown", () => {
    const day = units("2020-01-10", ["h1"]);
    const [unit] = day.observed.units;
    if (!unit) throw new Error("the story has no unit");
    day.observed.units = [{ ...unit, pattern: "gg|?|" }];
    expect(first(facts([day]))).toMatchObject({ good: 1, unknown: 0 });
    expect(first(facts([day]), 1)).toMatchObject({ good: 0, unknown: 1, n: 1 });
  });

  test("have a rule and a plural of their own for each item", () => {
    const found = facts([units("2020-01-10", ["h1"])]);
    expect(first(found)).toMatchObject({ rule: "both", units: "hosts" });
    expect(first(found, 1)).toMatchObject({ rule: "parents", units: "domains" });
  });
});
