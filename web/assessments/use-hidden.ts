import type { ScoreKind, ScoreSheet } from "../../src/assessments/scores.contract.ts";
import { ReviewTerms } from "../../src/assessments/stages.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { useAnswer } from "../app/answers.ts";

const own: readonly ScoreKind[] = ["self"];
const none: readonly ScoreKind[] = [];

/**
 * Which sides of a sheet are not to be seen: what the organisation says of itself, for whoever audits
 * it, until both sides are in. The server leaves them out; here the column goes, so that nobody takes
 * what is hidden for what is missing.
 */
export function useHidden({
  review,
  organisation,
  stages,
}: Pick<ScoreSheet, "review" | "organisation" | "stages">): readonly ScoreKind[] {
  const terms = useAnswer(ReviewTerms, `/api/reviews/${review}/terms`);
  const session = useAnswer(Session, "/api/session");
  const audits = (session.data?.grants ?? []).some(
    (grant) =>
      grant.role === "auditor" &&
      (grant.organisation === null || grant.organisation === organisation),
  );
  return audits && terms.data?.blind === true && stages.both_in === null ? own : none;
}

/** The same for a page of many organisations: the column goes where any of them is hidden. */
export function useHiddenAnywhere(review: string): readonly ScoreKind[] {
  const terms = useAnswer(ReviewTerms, `/api/reviews/${review}/terms`);
  const session = useAnswer(Session, "/api/session");
  const audits = (session.data?.grants ?? []).some((grant) => grant.role === "auditor");
  return audits && terms.data?.blind === true ? own : none;
}
