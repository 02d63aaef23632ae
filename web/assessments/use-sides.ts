import type { ScoreKind, ScoreSheet } from "../../src/assessments/scores.contract.ts";
import { ReviewTerms } from "../../src/assessments/stages.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { kinds } from "./score-rows.ts";

const found: readonly ScoreKind[] = ["independent"];

/**
 * Which sides of a sheet are to be seen; null until that is known. What an organisation says of itself
 * is hidden from whoever audits it until both sides are in. The server leaves it out; here the column
 * goes, so that nobody takes what is hidden for what is missing.
 */
export function useSides({
  review,
  organisation,
  stages,
}: Pick<ScoreSheet, "review" | "organisation" | "stages">): readonly ScoreKind[] | null {
  return useSeen(review, organisation, stages.both_in !== null);
}

/** The same for a table of many organisations: the column goes while any of them is hidden. */
export function useSidesOfAll(review: string, allIn: boolean): readonly ScoreKind[] | null {
  return useSeen(review, null, allIn);
}

function useSeen(
  review: string,
  organisation: string | null,
  bothIn: boolean,
): readonly ScoreKind[] | null {
  const session = useAnswer(Session, "/api/session");
  const audits = (session.data?.grants ?? []).some(
    (grant) =>
      grant.role === "auditor" &&
      (organisation === null || grant.organisation === null || grant.organisation === organisation),
  );
  const asks = audits && !bothIn;
  const terms = useAnswer(ReviewTerms, `/api/reviews/${review}/terms`, {}, asks);
  if (session.data === undefined) return null;
  if (!asks) return kinds;
  // Who may not read the terms sees less, never more.
  if (terms.isError) return found;
  if (terms.data === undefined) return null;
  return terms.data.blind ? found : kinds;
}

/** Asks an auditor's terms while the scores themselves are on their way, so that nothing waits twice. */
export function useTermsInTime(review: string): void {
  const session = useAnswer(Session, "/api/session");
  const audits = (session.data?.grants ?? []).some((grant) => grant.role === "auditor");
  useAnswer(ReviewTerms, `/api/reviews/${review}/terms`, {}, audits);
}
