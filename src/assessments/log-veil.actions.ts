import type { Veil } from "../platform/log/veil.ts";
import type { Work } from "../platform/work.ts";
import type { Sight } from "./blindness.ts";
import { hidingReviews } from "./sight.actions.ts";

/**
 * Kinds of acts that tell nothing of scores. What is not named here, and a later kind that nobody
 * thought of, is hidden from a blind auditor.
 */
const openKinds: readonly string[] = [
  "access.",
  "account.",
  "alias.",
  "delegation.",
  "evidence.",
  "grant.",
  "key.",
  "link.",
  "log.",
  "mapping.",
  "methodology.",
  "office.",
  "order.",
  "organisation.",
  "post.",
  "profile.",
  "report.published",
  "review.list-changed",
  "review.made",
  "review.profile-approved",
  "review.round-opened",
  "review.sampled",
  "review.terms-set",
  "review.withheld",
  "review.withholding-lifted",
  "session.",
  "token.",
  "yardstick.",
];

/** What of the log an auditor may not read yet; null for whoever may read all of it. */
export async function veilOf(work: Work): Promise<Veil | null> {
  const hiding = await hidingReviews(work);
  if (hiding.size === 0) return null;
  const seen = (wanted: Sight): string[] =>
    [...hiding].flatMap(([review, sight]) =>
      sight.scope.filter((each) => sight.of(each) === wanted).map((each) => `${review}/${each}`),
    );
  return {
    account: work.actor.account,
    reviews: [...hiding.keys()],
    kinds: openKinds,
    open: seen("everything"),
    ownSide: seen("own-side"),
  };
}
