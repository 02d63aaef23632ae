import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anyMixed,
  anyRule,
  fullInputs,
  ids,
  leanInputs,
  yardstick,
} from "../../tests/support/mixed-scores.ts";
import { leanRating } from "./lean-rating.ts";
import { leanRules } from "./lean-rules.ts";
import { valueAt } from "./lean-values.ts";
import { rateOrganisation } from "./rate-organisation.ts";

test("a rating from packed scores is the rating that the full rules give, by every kind of rule", () => {
  fc.assert(
    fc.property(anyRule, anyMixed, (methodology, of) => {
      const full = rateOrganisation({ ...fullInputs(of), methodology });
      const lean = leanRating(leanRules(methodology, yardstick), leanInputs(of));
      expect({
        score: lean.score,
        ranks: lean.ranks,
        shown: lean.shown,
        trust: lean.trust,
      }).toEqual({
        score: full.score,
        ranks: full.ranks,
        shown: full.shown,
        trust: full.trust,
      });
      expect([...lean.values.lo]).toEqual(full.items.map(({ value }) => value.lo));
      expect([...lean.values.hi]).toEqual(full.items.map(({ value }) => value.hi));
    }),
    { numRuns: 3000 },
  );
});

test("values without objects are the values with them", () => {
  fc.assert(
    fc.property(anyRule, anyMixed, (methodology, of) => {
      const rules = leanRules(methodology, yardstick);
      const inputs = leanInputs(of);
      const { values, trust } = leanRating(rules, inputs);
      for (const place of ids.keys()) {
        const { lo, hi } = valueAt(rules, inputs, trust, place);
        expect([values.lo[place], values.hi[place]]).toEqual([lo, hi]);
      }
    }),
    { numRuns: 1000 },
  );
});
