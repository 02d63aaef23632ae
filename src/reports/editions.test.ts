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
import type { Determination } from "../determination/determination.contract.ts";
import { determine } from "../determination/determine.ts";
import { partWordsOf } from "../determination/rating-inputs.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
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
