import { requireOrganisation, scoredReview } from "../assessments/scored-review.actions.ts";
import type { Work } from "../platform/work.ts";
import { dueDays } from "./due-dates.actions.ts";
import type { FindingTotals, TotalsQuery } from "./finding-totals.contract.ts";
import { askedDay, askedInstant, reachOf } from "./record-access.actions.ts";
import { readRecords } from "./records.store.ts";
import { totalsOf } from "./totals.ts";

/**
 * What the registers of a review come to, for its report and its pages: what is open, what blocks
 * it, and the budget that is not met. Counts only what whoever asks may see. Six statements, however
 * many records there are.
 */
export async function findingTotals(
  work: Work,
  review: string,
  query: TotalsQuery,
): Promise<FindingTotals> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const { summary } = scored;
  const asOf = askedInstant(query.as_of, scored.asOf);
  const on = askedDay(query.on, asOf);
  const reach = await reachOf(work, review);
  const organisation =
    query.organisation === undefined
      ? null
      : await requireOrganisation(transaction, scored, query.organisation);
  const only =
    organisation === null
      ? reach.only
      : (reach.only?.filter((each) => each === organisation) ?? [organisation]);
  const wanted = { review, asOf, only, besides: reach.besides ?? null };
  const recommendations = await readRecords(transaction, "recommendations", wanted);
  const contents = recommendations.map(({ content }) => content);
  const dueOn = await dueDays(work, summary.order, contents, { on, asOf });
  return {
    review,
    simulated: summary.simulated,
    on,
    as_of: asOf,
    organisation,
    ...totalsOf(
      {
        findings: await readRecords(transaction, "findings", wanted),
        risks: await readRecords(transaction, "risks", wanted),
        recommendations: recommendations.map((row) => ({
          ...row,
          order: row.order_id,
          dueOn: dueOn(row.content),
        })),
        actions: await readRecords(transaction, "actions", wanted),
      },
      on,
    ),
  };
}
