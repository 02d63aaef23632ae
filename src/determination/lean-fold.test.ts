import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anyMixed,
  anyRule,
  fullInputs,
  ids,
  leanInputs,
  type Mixed,
  yardstick,
} from "../../tests/support/mixed-scores.ts";
import { checkShape } from "../kit/check-shape.ts";
import type { Enterprise, Rating } from "./determination.contract.ts";
import { assembleDetermination, rate } from "./determine.ts";
import { countsOf } from "./item-counts.ts";
import { measuredEvidence } from "./item-results.ts";
import { addInside, emptyTally } from "./item-tally.ts";
import {
  addOrganisation,
  applyChange,
  beginFold,
  changeOf,
  foldedOrganisation,
} from "./lean-fold.ts";
import { answerBytes } from "./lean-answer.ts";
import { leanRules } from "./lean-rules.ts";
import { leanOf, LeanRatings } from "./lean-views.contract.ts";
import type { Methodology } from "./methodology.ts";

const names = ["alpha", "beta", "gamma"];
const head = { review: "r", on: "2020-06-08", as_of: "2026-11-22T12:00:00.000000Z" };

function full(
  methodology: Methodology,
  all: readonly Mixed[],
): { ratings: Rating[]; enterprise: Enterprise } {
  const rules = { yardstick, methodology: { methodology, digest: "" }, parts: [] };
  const ratings = all.map((of, at) => {
    const { evidence, scores, states } = fullInputs(of);
    const organisation = names[at] ?? "";
    const own = { ...evidence, organisation, name: organisation };
    return rate(own, rules, { ...scores, organisation }, states);
  });
  const about = { ...rules, review: head.review, on: head.on, asOf: head.as_of };
  return assembleDetermination(about, ratings, []);
}

const said = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

function measuredTallies(methodology: Methodology, all: readonly Mixed[]) {
  const rules = leanRules(methodology, yardstick);
  return new Map(
    ids.flatMap((id, place) => {
      if (rules.measured[place] !== 1) return [];
      const tally = emptyTally();
      for (const of of all) {
        const found = fullInputs(of).evidence.items.find(({ item }) => item === id);
        addInside(tally, countsOf(measuredEvidence(found, id)));
      }
      return [[place, tally]];
    }),
  );
}

test("a view kept by changes is the one that is made of all ratings anew, and says what would be", () => {
  fc.assert(
    fc.property(
      anyRule,
      fc.tuple(anyMixed, anyMixed, anyMixed),
      fc.array(fc.tuple(fc.nat(2), anyMixed, fc.boolean()), { maxLength: 6 }),
      (methodology, begun, changes) => {
        const all: Mixed[] = [...begun];
        const rules = leanRules(methodology, yardstick);
        const fold = beginFold(rules, yardstick.items, measuredTallies(methodology, all));
        for (const [at, of] of all.entries()) {
          const organisation = foldedOrganisation(rules, names[at] ?? "", leanInputs(of));
          addOrganisation(fold, organisation);
        }
        for (const [at, given, kept] of changes) {
          // What was measured stays as it is while a fold is kept.
          const next = { ...given, measured: all[at]?.measured ?? null };
          const organisation = foldedOrganisation(rules, names[at] ?? "", leanInputs(next));
          const change = changeOf(fold, organisation);
          const would = full(methodology, all.with(at, next));
          expect(said(answerBytes(fold, head, change))).toEqual(leanOf(head, would));
          if (!kept) continue;
          applyChange(fold, change);
          all[at] = next;
        }
        const text: unknown = said(answerBytes(fold, head));
        expect(text).toEqual(leanOf(head, full(methodology, all)));
        checkShape(LeanRatings, text, () => ({}));
      },
    ),
    { numRuns: 400 },
  );
});
