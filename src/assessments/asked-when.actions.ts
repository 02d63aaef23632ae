import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { settledUntil } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";

/** The day spoken of and the instant as known at. */
export interface When {
  readonly on: string;
  readonly asOf: string;
}

/**
 * What a question about scores means by its day and instant; left out, today and now, which is `now`.
 * Refuses: a day or an instant that is none (bad-input), an instant that is not settled yet (refused).
 */
export async function askedWhen(
  work: Pick<Work, "transaction">,
  asked: { readonly on?: string; readonly as_of?: string },
  now: string,
): Promise<When> {
  const asOf = await instantOf(work, asked.as_of, now);
  const on = asked.on ?? asOf.slice(0, 10);
  if (isDay(on)) return { on, asOf };
  const sentence = `“${on.slice(0, 40)}” is not a day; write it as 2026-03-31.`;
  throw new Problem("bad-input", sentence, { field: "on" });
}

async function instantOf(
  { transaction }: Pick<Work, "transaction">,
  asOf: string | undefined,
  now: string,
): Promise<string> {
  if (asOf === undefined) return now;
  const settled = await settledUntil(transaction);
  const known = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/u.test(asOf);
  if (known && asOf <= settled) return asOf;
  const sentence = known
    ? `what is known as of ${asOf} is not settled yet; give an instant up to ${settled}, or leave it out.`
    : `“${asOf}” is not an instant; write it as 2026-11-22T10:00:00Z.`;
  throw new Problem(known ? "refused" : "bad-input", sentence, { field: "as_of" });
}
