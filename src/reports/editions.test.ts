import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anyWithholdings,
  anyWorld,
  otherWorld,
  worldFacts,
  worldMethodologies,
  worldReach,
  worldYardstick,
} from "../../tests/support/edition-worlds.ts";
import { scoresOn } from "../assessments/scores-on.ts";
import { caveatsOf } from "../determination/caveats.ts";
import type { Determination } from "../determination/determination.contract.ts";
import { determine } from "../determination/determine.ts";
import { partWordsOf } from "../determination/rating-inputs.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { accountabilityFacts, statesOfFacts } from "./accountability-facts.ts";
import { determineEdition } from "./edition-determination.ts";
import { type EditionFacts, publicRowsOf } from "./public-rows.ts";

type Named = (typeof worldMethodologies)[number];
const anyMethodology = fc.constantFrom(...worldMethodologies);

/** The determination with everything in it, as the office sees it. */
function internal(facts: EditionFacts, named: Named): Determination {
  const { evidence, on, as_of: asOf, maximumAgeDays } = facts;
  const question = { on, asOf, maximumAgeDays };
  const counted = countEvidence(evidence, question);
  return determine({
    review: facts.review.id,
    on,
    asOf,
    yardstick: worldYardstick,
    methodology: named,
    parts: partWordsOf(counted.organisations, evidence.collections, evidence.mappings),
    evidence: counted,
    scores: scoresOn(facts.scores, worldYardstick.items, evidence.scope, question),
    states: statesOfFacts(accountabilityFacts(facts.matters), evidence.scope, question),
  });
}

test("two worlds that differ only in what is withheld give the same edition, byte for byte", () => {
  let different = 0;
  fc.assert(
    fc.property(
      anyWorld,
      anyWorld,
      anyWithholdings,
      anyMethodology,
      fc.boolean(),
      (world, other, withholdings, named, gone) => {
        const reach = worldReach(withholdings);
        const [one, two] = [worldFacts(world), otherWorld(world, other, reach, gone)];
        const [rows, others] = [publicRowsOf(one, reach), publicRowsOf(two, reach)];
        expect(canonicalJson(others)).toBe(canonicalJson(rows));
        const [edition, again] = [rows, others].map((each) =>
          canonicalJson(determineEdition(each, named, worldYardstick)),
        );
        expect(again).toBe(edition);
        if (canonicalJson(internal(one, named)) !== canonicalJson(internal(two, named)))
          different += 1;
      },
    ),
    { numRuns: 400 },
  );
  // The test is worth nothing where both worlds are one: nearly all differ inside.
  expect(different).toBeGreaterThan(200);
});

test("withholding never raises a proved score, a proved rating or what is shown", () => {
  fc.assert(
    fc.property(anyWorld, anyWithholdings, anyMethodology, (world, withholdings, named) => {
      const reach = worldReach(withholdings);
      const facts = worldFacts(world);
      const before = internal(facts, named);
      const after = determineEdition(publicRowsOf(facts, reach), named, worldYardstick);
      expect(after.enterprise.shown_best).toBeLessThanOrEqual(before.enterprise.shown_best);
      for (const now of after.ratings) {
        const old = before.ratings.find(({ organisation }) => organisation === now.organisation);
        if (!old) throw new Error(`${now.organisation} came from nowhere`);
        expect(now.score.least.billionths).toBeLessThanOrEqual(old.score.least.billionths);
        expect(now.least.rank).toBeLessThanOrEqual(old.least.rank ?? -1);
        // Displays outside the order stand for what is proved.
        const shown = (rating: typeof old): number => rating.rating.rank ?? rating.least.rank ?? 0;
        expect(shown(now)).toBeLessThanOrEqual(shown(old));
      }
    }),
    { numRuns: 400 },
  );
});

test("several editions side by side tell nothing of what all of them withhold", () => {
  fc.assert(
    fc.property(
      anyWorld,
      anyWorld,
      anyWithholdings,
      fc.array(anyWithholdings, { minLength: 2, maxLength: 3 }),
      (world, other, common, editions) => {
        const one = worldFacts(world);
        const two = otherWorld(world, other, worldReach(common), false);
        for (const more of editions) {
          const reach = worldReach([...common, ...more]);
          expect(canonicalJson(publicRowsOf(two, reach))).toBe(
            canonicalJson(publicRowsOf(one, reach)),
          );
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("what is withheld is not told as a want of an inventory", () => {
  fc.assert(
    fc.property(anyWorld, anyWithholdings, anyMethodology, (world, withholdings, named) => {
      const rows = publicRowsOf(worldFacts(world), worldReach(withholdings));
      const edition = determineEdition(rows, named, worldYardstick);
      const told = edition.ratings
        .flatMap(({ items }) => items)
        .some(({ evidence }) => evidence.n > 0 && evidence.missing !== "withheld");
      const caveats = caveatsOf(edition, [], named.methodology, 0);
      const kinds = caveats.map(({ kind }) => kind);
      if (!told) expect(kinds).not.toContain("no-inventory");
    }),
    { numRuns: 60 },
  );
});

test("a withheld item is from 0 to 1 without counts, and its authority stands in its place", () => {
  fc.assert(
    fc.property(anyWorld, anyWithholdings, anyMethodology, (world, withholdings, named) => {
      const reach = worldReach(withholdings);
      const rows = publicRowsOf(worldFacts(world), reach);
      const { ratings, enterprise } = determineEdition(rows, named, worldYardstick);
      expect(enterprise.headline).toMatch(/, on public evidence$/);
      const names = ratings.map(({ organisation }) => organisation);
      expect(names.filter((name) => reach.hidden.has(name))).toEqual([]);
      for (const { organisation, items, reasons } of ratings) {
        expect(reasons[0]?.words).toContain("on public evidence");
        for (const { item, value, evidence } of items) {
          const because = reach.withheld.get(organisation)?.get(item);
          expect(evidence.missing === "withheld").toBe(because !== undefined);
          if (because === undefined) continue;
          expect([value.least.billionths, value.most.billionths]).toEqual([0, 1_000_000_000]);
          expect(evidence.rule).toBe(because.authority);
          expect([evidence.good, evidence.bad, evidence.unknown]).toEqual([0, 0, 0]);
          expect([evidence.parts, evidence.collection, evidence.inventory]).toEqual([
            [],
            null,
            null,
          ]);
        }
      }
    }),
    { numRuns: 100 },
  );
});
