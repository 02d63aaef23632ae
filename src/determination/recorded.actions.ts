import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import { Determination } from "./determination.contract.ts";
import { recordedContent } from "./determination.store.ts";
import type { DeterminationHead } from "./determine.ts";
import { readInstant } from "./instant.ts";

/** A determination that was recorded, but for its ratings, with the digest of the whole. */
export interface RecordedHead extends DeterminationHead {
  readonly digest: string;
}

/**
 * The determination of a review and a day that was recorded last, or the one as of an instant.
 * Refuses: one that was not recorded.
 */
export async function requireRecorded(
  transaction: Transaction,
  review: string,
  on: string,
  asOf?: string,
): Promise<RecordedHead> {
  const instant = asOf === undefined ? undefined : readInstant(asOf);
  const row =
    asOf !== undefined && instant === undefined
      ? undefined
      : await recordedContent(transaction, review, on, instant);
  if (row === undefined) {
    const when = asOf === undefined ? "" : ` as of ${asOf}`;
    const sentence = `the ratings of ${review} on ${on}${when} were not recorded; record them first.`;
    throw new Problem("refused", sentence);
  }
  const value: unknown = JSON.parse(row.content);
  const { ratings: _, ...head } = checkShape(Determination, value, (path) => ({
    field: pathInWords(path),
  }));
  return { ...head, digest: row.digest };
}
