import { Type } from "typebox";
import { lastDecisionFactSql } from "../decisions/decisions.store.ts";
import { lastAssessmentFactSql } from "../assessments/scores.store.ts";
import { lastEvidenceFactSql } from "../evidence/evidence.store.ts";
import { lastOrganisationFactSql } from "../organisations/organisations.store.ts";
import { lastRecordFactSql } from "../findings/records.store.ts";
import { lastOrderFactSql } from "../orders/orders.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastListActSql } from "../reviews/reviews.store.ts";
import { asksStates } from "./gate-states.ts";
import type { NamedMethodology } from "./rating-inputs.ts";

/** When facts about a review last became known. */
export interface LastFacts {
  readonly list: string | null;
  readonly organisations: string | null;
  readonly assessments: string | null;
  /** The latest of all: what its answers rest on. */
  readonly at: string;
}

const OrNull = Type.Union([Type.String(), Type.Null()]);
const LastFactsRow = Type.Object({
  list: OrNull,
  organisations: OrNull,
  evidence: OrNull,
  assessments: OrNull,
});

/**
 * When facts about a review last became known, up to an instant; that instant without any. Asked
 * before every answer and at every change, so in one statement.
 */
export async function lastFacts(
  transaction: Transaction,
  review: string,
  until: string,
): Promise<LastFacts> {
  const row = await transaction.first(
    LastFactsRow,
    `select ${lastListActSql("$1", "$2")} as list,
            ${lastOrganisationFactSql("$2")} as organisations,
            ${lastEvidenceFactSql("$2")} as evidence,
            ${lastAssessmentFactSql("$1", "$2")} as assessments`,
    [review, until],
  );
  const { list = null, organisations = null, evidence = null, assessments = null } = row ?? {};
  const known = [list, organisations, evidence, assessments].filter((each) => each !== null);
  return { list, organisations, assessments, at: known.toSorted().at(-1) ?? until };
}

const StateFactRow = Type.Object({ at: OrNull });

/** A question about a review, as far as it says what its answers rest on. */
interface Asked {
  readonly review: { readonly review: string; readonly order: string };
  readonly methodology: NamedMethodology;
}

/**
 * When what gates on decisions and signatures rest on last became known, up to an instant: risks and
 * their findings, decisions, signatures, and by when one is due, also by the order's clock. Null where
 * nothing is known of it, and, without a statement, under a methodology without such gates.
 */
export async function lastStateFact(
  transaction: Transaction,
  { review, methodology }: Asked,
  until: string,
): Promise<string | null> {
  if (!asksStates(methodology.methodology)) return null;
  const row = await transaction.first(
    StateFactRow,
    `select greatest(${lastRecordFactSql("$1", "$2")},
                     ${lastDecisionFactSql("$1", "$2")},
                     ${lastOrderFactSql("$3", "$2")}) as at`,
    [review.review, until, review.order],
  );
  return row?.at ?? null;
}

/** When the last fact became known on which an answer to a question can rest, up to an instant. */
export async function lastFactAsked(
  transaction: Transaction,
  asked: Asked,
  until: string,
  known?: LastFacts,
): Promise<string> {
  const { at } = known ?? (await lastFacts(transaction, asked.review.review, until));
  const states = await lastStateFact(transaction, asked, until);
  return states !== null && states > at ? states : at;
}
