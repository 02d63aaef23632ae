import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type EvidenceStory,
  evidenceStories,
  heldStories,
  storyQuestion,
} from "../../tests/support/evidence-stories.ts";
import { countEvidence } from "./count-evidence.ts";
import type { EvidenceFacts } from "./evidence-facts.ts";
import type { ItemEvidence } from "./item-evidence.ts";

/** Every item of everybody, in and outside the list, by holder and item. */
function itemsOf(facts: EvidenceFacts, on = storyQuestion.on): Map<string, ItemEvidence> {
  const counted = countEvidence(facts, { ...storyQuestion, on });
  return new Map([
    ...counted.organisations.flatMap((each) =>
      each.items.map((item): [string, ItemEvidence] => [`${each.organisation} ${item.item}`, item]),
    ),
    ...counted.outside.flatMap((each) =>
      each.items.map((item): [string, ItemEvidence] => [`outside ${each.name} ${item.item}`, item]),
    ),
  ]);
}

/** Whether `later` proves no larger a share than `earlier`, without division. */
function provesNoMore(later: ItemEvidence | undefined, earlier: ItemEvidence): boolean {
  if (!later || later.n === 0) return true;
  if (earlier.n === 0) return later.good === 0;
  return later.good * earlier.n <= earlier.good * later.n;
}

/** The same facts with the newest collection changed. */
function withNewest(
  { facts, newest }: EvidenceStory,
  change: (unit: {
    owner: string;
    unit: string;
    pattern: string;
  }) => { owner: string; unit: string; pattern: string } | null,
): EvidenceFacts {
  const rows = facts.observed.get(newest);
  if (!rows) return facts;
  const units = rows.units.flatMap((unit) => change(unit) ?? []);
  return { ...facts, observed: new Map(facts.observed).set(newest, { ...rows, units }) };
}

describe("counting evidence", () => {
  test("adds up: n is good, bad, unknown and unseen, and nothing is missing that was measured", () => {
    fc.assert(
      fc.property(evidenceStories(), ({ facts }) => {
        for (const item of itemsOf(facts).values()) {
          const { good, bad, unknown, unseen, n, missing } = item;
          expect(n).toBe(good + bad + unknown + unseen);
          expect(missing === null).toBe(good + bad > 0);
          expect(Math.min(good, bad, unknown, unseen)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("does not depend on the order of collections, rows, organisations or corrections", () => {
    fc.assert(
      fc.property(evidenceStories(), ({ facts }) => {
        const turned: EvidenceFacts = {
          ...facts,
          collections: facts.collections.toReversed(),
          organisations: facts.organisations.toReversed(),
          corrections: facts.corrections.toReversed(),
          retirements: facts.retirements.toReversed(),
          mappings: facts.mappings.toReversed(),
          observed: new Map(
            [...facts.observed]
              .reverse()
              .map(([id, rows]) => [id, { ...rows, units: rows.units.toReversed() }]),
          ),
        };
        expect(countEvidence(turned, storyQuestion)).toEqual(countEvidence(facts, storyQuestion));
      }),
    );
  });

  test("proves no more after rows of the newest collection are deleted, given something to hold it against", () => {
    const some = fc.tuple(heldStories(), fc.array(fc.nat({ max: 11 }), { maxLength: 12 }));
    fc.assert(
      fc.property(some, ([told, gone]) => {
        const before = itemsOf(told.facts);
        const names = new Set(gone.map((each) => `h${each}`));
        const after = itemsOf(withNewest(told, (unit) => (names.has(unit.unit) ? null : unit)));
        for (const [key, item] of before) {
          expect(provesNoMore(after.get(key), item)).toBe(true);
        }
      }),
    );
  });

  test("proves no more when something unknown turns bad, and no less when it turns good", () => {
    const some = fc.tuple(evidenceStories(), fc.nat({ max: 11 }));
    fc.assert(
      fc.property(some, ([told, at]) => {
        const turn = (letter: string) =>
          itemsOf(
            withNewest(told, (unit) => {
              if (unit.unit !== `h${at}`) return unit;
              const [states = "", ...rest] = unit.pattern.split("|");
              return { ...unit, pattern: [states.replaceAll("?", letter), ...rest].join("|") };
            }),
          );
        const [bad, good, asIs] = [turn("b"), turn("g"), itemsOf(told.facts)];
        for (const [key, item] of asIs) {
          expect(bad.get(key)?.good).toBeLessThanOrEqual(item.good);
          expect(good.get(key)?.good).toBeGreaterThanOrEqual(item.good);
          expect(good.get(key)?.n).toBe(item.n);
        }
      }),
    );
  });

  test("proves nothing at all when the newest collection was due and did not come", () => {
    fc.assert(
      fc.property(evidenceStories(), ({ facts, newest }) => {
        const day = facts.collections.find((each) => each.id === newest)?.day;
        const due: EvidenceFacts = {
          ...facts,
          collections: facts.collections.map((each) =>
            each.day === day && each.kind === "delivered"
              ? { ...each, kind: "due" as const, revises: null }
              : each,
          ),
          corrections: [],
        };
        for (const item of itemsOf(due).values()) {
          expect(item).toMatchObject({ good: 0, bad: 0, unknown: 0 });
          expect(["not-delivered", "no-collection"]).toContain(item.missing);
        }
      }),
    );
  });

  test("is not changed by what became known later", () => {
    fc.assert(
      fc.property(evidenceStories(), ({ facts }) => {
        const later = "2099-01-01T00:00:00.000000Z";
        const [first] = facts.collections;
        if (!first) return;
        const more: EvidenceFacts = {
          ...facts,
          collections: [...facts.collections, { ...first, id: "later", known_at: later }],
          corrections: [
            ...facts.corrections,
            ...facts.collections.map((each) => ({
              collection: each.id,
              unit: "h1",
              part: "https",
              state: "good" as const,
              reason: "",
              by: "",
              known_at: later,
            })),
          ],
          retirements: [
            ...facts.retirements,
            {
              source: "scan",
              on: "2020-01-15",
              owner: "",
              units: ["h1", "h2"],
              reason: "",
              by: "",
              known_at: later,
            },
          ],
        };
        expect(countEvidence(more, storyQuestion)).toEqual(countEvidence(facts, storyQuestion));
      }),
    );
  });

  test("lets a source grow stale, and then proves nothing", () => {
    fc.assert(
      fc.property(evidenceStories(), ({ facts }) => {
        for (const item of itemsOf(facts, "2021-06-01").values()) {
          expect(item).toMatchObject({ good: 0, bad: 0 });
          expect(["stale", "no-collection"]).toContain(item.missing);
        }
      }),
    );
  });
});
