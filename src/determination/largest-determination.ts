import { Problem } from "../kit/problem.ts";

/**
 * How many values (organisations times items) a determination with all its reasons may have: each
 * becomes some kilobytes of words and counts, and the server has to live beside it.
 */
export const mostValues = 200_000;

/** The same for one that is written out whole, as one text. */
export const mostPrinted = 60_000;

/**
 * Refuses (refused) a determination that would not fit into the server, and says where the same
 * ratings are to be had.
 */
export function requireFitting(
  review: string,
  { organisations, items }: { readonly organisations: number; readonly items: number },
  most = mostValues,
): void {
  const values = organisations * items;
  if (values <= most) return;
  const number = (value: number): string => value.toLocaleString("en-GB");
  throw new Problem(
    "refused",
    `${review} has ${number(organisations)} organisations with ${number(items)} items each, and a determination with all its reasons is made of at most ${number(most)} values; ask /api/reviews/${review}/ratings for all ratings and the enterprise view; where scores are combined, each organisation is shown by itself with its reasons.`,
  );
}
