import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../tests/support/database.ts";
import {
  countStories,
  evidenceStories,
  storyCountsText,
  storyInventoryText,
  storyMappings,
  storyMappingText,
  storyQuestion,
} from "../../tests/support/evidence-stories.ts";
import { insertOrganisations } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { countEvidence } from "./count-evidence.ts";
import { countedEvidence, organisationEvidence } from "./evidence-counted.actions.ts";
import type { EvidenceFacts } from "./evidence-facts.ts";
import type { StampedLeaf } from "../platform/log/append-leaf.ts";
import { insertCorrection, insertRetirement } from "./corrections.store.ts";
import { insertCollection, insertMapping, nextCollectionNumber } from "./evidence.store.ts";
import { copyUnits, insertCounts } from "./observations.store.ts";
import { unitLines } from "./units-page.actions.ts";

let kept: TestDatabase;
const knownAt = "2019-01-01T00:00:00.000000Z";

beforeAll(async () => {
  kept = await testDatabase();
  await kept.database.transact("write", async (transaction) => {
    const organisations = ["Alder", "Birch", "Cedar"].map((name) => ({
      id: name.toLowerCase(),
      kind: "organisation",
      name,
      parent: null,
    }));
    await insertOrganisations(transaction, organisations, { reason: "", by: "story", knownAt });
    const texts = [storyMappingText, storyInventoryText, storyCountsText];
    for (const [at, mapping] of storyMappings.entries()) {
      await insertMapping(transaction, mapping, { content: texts[at] ?? "", by: "story", knownAt });
    }
  });
});
afterAll(() => kept.drop());

class Undone extends Error {}

/** A leaf that stands for one of an instant which the story, not the clock, tells. */
function leafKnownAt(at: string): StampedLeaf {
  const rest = "(select $2::text, $3::text, $4::text, $5::text, $6::text) as rest";
  const clauses = `leaf as (select $1::text::timestamptz as at, ''::bytea as digest from ${rest})`;
  return { clauses, values: [at, "", "", "", "", ""] };
}

/** Writes facts, asks, and leaves nothing behind. */
async function withFacts(
  facts: EvidenceFacts,
  ask: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const work = kept.database.transact("write", async (transaction) => {
    const numbers = new Map<string, number>();
    for (const each of facts.collections) {
      const no = await nextCollectionNumber(transaction);
      numbers.set(each.id, no);
      await copyUnits(transaction, no, facts.observed.get(each.id)?.units ?? []);
      await insertCounts(transaction, no, facts.observed.get(each.id)?.counts ?? []);
      const more = { left_out: 0, stale_rows: 0, combined_rows: 0, by: "story" };
      await insertCollection(transaction, { ...each, ...more, no });
    }
    for (const each of facts.corrections) {
      const no = numbers.get(each.collection) ?? 0;
      await insertCorrection(transaction, no, each, leafKnownAt(each.known_at));
    }
    for (const each of facts.retirements) await insertRetirement(transaction, each);
    await ask(transaction);
    throw new Undone();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}

test("the database counts random facts exactly as the pure rules do, whole and one by one", async () => {
  const some = fc.tuple(
    evidenceStories(),
    fc.constantFrom("2020-01-01", "2020-01-05", "2020-02-01", "2021-06-01"),
    fc.constantFrom(
      "2020-01-01T00:00:05.000000Z",
      "2020-01-01T00:00:31.000000Z",
      storyQuestion.asOf,
    ),
  );
  await fc.assert(
    fc.asyncProperty(some, async ([{ facts }, on, asOf]) => {
      const pure = countEvidence(facts, { ...storyQuestion, on, asOf });
      const { yardstick, scope } = facts;
      const question = { ...storyQuestion, on, asOf, yardstick, scope };
      await withFacts(facts, async (transaction) => {
        expect(await countedEvidence(transaction, question)).toEqual(pure);
        for (const [at, organisation] of scope.entries()) {
          const one = await organisationEvidence(transaction, question, [organisation]);
          expect(one).toEqual([pure.organisations[at]]);
        }
      });
    }),
    { numRuns: 40 },
  );
});

test("the database counts bare counts exactly as the pure rules do, whole and one by one", async () => {
  await fc.assert(
    fc.asyncProperty(countStories(), async (facts) => {
      const pure = countEvidence(facts, storyQuestion);
      const { yardstick, scope } = facts;
      const question = { ...storyQuestion, yardstick, scope };
      await withFacts(facts, async (transaction) => {
        expect(await countedEvidence(transaction, question)).toEqual(pure);
        const one = await organisationEvidence(transaction, question, ["birch"]);
        expect(one).toEqual([pure.organisations[1]]);
      });
    }),
    { numRuns: 40 },
  );
});

test("the units listed are as many as were counted, for every organisation, item and state", async () => {
  await fc.assert(
    fc.asyncProperty(evidenceStories(), async ({ facts }) => {
      const { yardstick, scope } = facts;
      const question = { ...storyQuestion, yardstick, scope };
      const pure = countEvidence(facts, storyQuestion);
      await withFacts(facts, async (transaction) => {
        for (const { organisation, items } of pure.organisations) {
          for (const counted of items.slice(0, 2)) {
            for (const state of ["good", "bad", "unknown", "unseen"] as const) {
              const wanted = { organisation, item: counted.item, state, limit: 3 };
              const page = await unitLines(transaction, question, wanted);
              expect([state, page.total]).toEqual([state, counted[state]]);
              expect(page.units).toHaveLength(Math.min(3, counted[state]));
            }
          }
        }
      });
    }),
    { numRuns: 8 },
  );
});
