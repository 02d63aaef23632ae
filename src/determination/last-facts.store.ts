import { Type } from "typebox";
import { lastAssessmentFactSql } from "../assessments/scores.store.ts";
import { lastEvidenceFactSql } from "../evidence/evidence.store.ts";
import { lastOrganisationFactSql } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastListActSql } from "../reviews/reviews.store.ts";

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
