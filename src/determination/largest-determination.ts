import { Problem } from "../kit/problem.ts";

/** How large a question is: how many organisations are asked how many items each. */
export interface ReviewSize {
  readonly organisations: number;
  readonly items: number;
}

/**
 * Up to this many values (organisations times items) everything is made at once. A larger
 * determination is made, kept and written organisation by organisation.
 */
export const mostAtOnce = 60_000;

/**
 * How many values a determination may have whose ratings stand in memory side by side, each with its
 * reasons: what is compared, shown on a page or put into a report. The server's heap has 2 GB, and
 * 157,872 values take 0.4 GB of it.
 */
const mostValues = 200_000;

/** The same for one that is only written out or recorded: one organisation is held at a time. */
export const mostWritten = 400_000;

/** Whether a determination is made and written organisation by organisation. */
export function isLarge({ organisations, items }: ReviewSize): boolean {
  return organisations * items > mostAtOnce;
}

/**
 * Refuses (refused) a determination that would not fit into the server, and says where the same
 * ratings are to be had.
 */
export function requireFitting(review: string, size: ReviewSize, most = mostValues): void {
  const { organisations, items } = size;
  const values = organisations * items;
  if (values <= most) return;
  const number = (value: number): string => value.toLocaleString("en-GB");
  throw new Problem(
    "refused",
    `${review} has ${number(organisations)} organisations with ${number(items)} items each, and a determination with all its reasons is made of at most ${number(most)} values; ask /api/reviews/${review}/ratings for all ratings and the enterprise view; where scores are combined, each organisation is shown by itself with its reasons.`,
  );
}
