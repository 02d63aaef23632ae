import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import { Determination } from "./determination.contract.ts";
import { recordedText } from "./determination.store.ts";
import { readInstant } from "./instant.ts";

/**
 * The determination of a review and a day that was recorded last, or the one as of an instant.
 * Refuses: one that was not recorded.
 */
export async function requireRecorded(
  transaction: Transaction,
  review: string,
  on: string,
  asOf?: string,
): Promise<Determination> {
  const instant = asOf === undefined ? undefined : readInstant(asOf);
  const text =
    asOf !== undefined && instant === undefined
      ? undefined
      : await recordedText(transaction, review, on, instant);
  if (text === undefined) {
    const when = asOf === undefined ? "" : ` as of ${asOf}`;
    const sentence = `the ratings of ${review} on ${on}${when} were not recorded; record them first.`;
    throw new Problem("refused", sentence);
  }
  const value: unknown = JSON.parse(text);
  return checkShape(Determination, value, (path) => ({ field: pathInWords(path) }));
}
