import type { Command } from "commander";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import { ReviewList } from "../reviews/reviews.contract.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { Comparison, Determination } from "./determination.contract.ts";
import { RecordedDetermination } from "./determination-views.contract.ts";
import { MethodologyComparison } from "./methodology-comparison.contract.ts";
import { methodologyComparisonLines } from "./methodology-terminal-words.ts";
import { comparisonLines, determinationLines, reasonLines } from "./terminal-words.ts";

interface DetermineOptions {
  readonly review?: string;
  readonly methodology?: string;
  readonly on?: string;
  readonly asOf?: string;
  readonly organisation?: string;
  readonly record?: boolean;
}
interface CompareOptions {
  readonly review?: string;
  readonly methodology?: string;
  readonly asOf?: string;
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly item?: string;
  readonly methodologies?: readonly string[];
}

/** Adds `determine` and `compare` to the command line. */
export function determinationCommands(program: Command, terminal: Terminal): void {
  program
    .command("determine")
    .description("compute the ratings of a review from its evidence")
    .option("--review <R>", "the review; may be left out where there is only one")
    .option("--methodology <M@V>", "another methodology than the review's own")
    .option("--on <DATE>", "the day spoken of; the newest with evidence if left out")
    .option("--as-of <INSTANT>", "what was known then, such as 2026-11-22T10:00:00Z")
    .option("--organisation <O>", "the reasons of one rating")
    .option("--record", "write the ratings to the log")
    .action((options: DetermineOptions) => determine(terminal, options));
  program
    .command("compare")
    .description("set two days, or two methodologies, side by side: who moved, and why")
    .option("--review <R>", "the review; may be left out where there is only one")
    .option("--from <DATE>", "the earlier day")
    .option("--to <DATE>", "the later day")
    .option("--item <I>", "the item, such as WT-5")
    .option("--methodology <M@V>", "another methodology than the review's own")
    .option("--methodologies <A B...>", "two methodologies on the same inputs")
    .option("--on <DATE>", "with two methodologies: the day spoken of")
    .option("--as-of <INSTANT>", "what was known then")
    .action((options: CompareOptions) =>
      options.methodologies === undefined
        ? compare(terminal, options)
        : compareRules(terminal, options, options.methodologies),
    );
}

async function reviewMeant(terminal: Terminal, review: string | undefined): Promise<string> {
  if (review !== undefined) return review;
  const { reviews } = await terminal.api.get(ReviewList, "/api/reviews");
  const [only, ...others] = reviews;
  if (only !== undefined && others.length === 0) return only.review;
  const sentence =
    only === undefined
      ? "there is no review yet; make one with `review new`."
      : `there are several reviews; add --review with ${reviews.map((each) => each.review).join(" or ")}.`;
  throw new Problem(only === undefined ? "not-found" : "bad-input", sentence);
}

async function determine(terminal: Terminal, options: DetermineOptions): Promise<void> {
  const review = await reviewMeant(terminal, options.review);
  const path = `/api/reviews/${encodeURIComponent(review)}`;
  const { on, asOf: as_of, methodology } = options;
  const asked = { on, as_of, methodology };
  if (options.record === true) {
    const given = Object.entries(asked).filter(([, value]) => value !== undefined);
    const body = Object.fromEntries(given);
    const done = await terminal.api.send(
      RecordedDetermination,
      "POST",
      `${path}/determinations`,
      body,
    );
    const recorded = done.unchanged ? "is in the log already" : "was written to the log";
    terminal.note(`The determination ${recorded}: leaf ${done.leaf}.`);
  }
  // The bytes as the server wrote them: canonical JSON, the same for the same inputs.
  const text = new TextDecoder().decode(
    await terminal.api.download(`${path}/determination`, asked),
  );
  if (terminal.wantsJson) return terminal.out(text);
  const determination = readDetermination(text);
  const lines =
    options.organisation === undefined
      ? determinationLines(determination)
      : reasonLines(determination, options.organisation);
  for (const line of lines) terminal.out(line);
}

function readDetermination(text: string): Determination {
  const value: unknown = JSON.parse(text);
  return checkShape(Determination, value, (path) => ({ field: pathInWords(path) }));
}

async function compare(terminal: Terminal, options: CompareOptions): Promise<void> {
  const review = await reviewMeant(terminal, options.review);
  const { from, to, item, methodology, asOf: as_of } = options;
  if (from === undefined || to === undefined || item === undefined) {
    const sentence =
      "name two days and an item (--from, --to, --item), or two methodologies (--methodologies A B).";
    throw new Problem("bad-input", sentence);
  }
  const path = `/api/reviews/${encodeURIComponent(review)}/comparison`;
  const query = { from, to, item, methodology, as_of };
  if (terminal.wantsJson) {
    return terminal.out(new TextDecoder().decode(await terminal.api.download(path, query)));
  }
  const comparison = await terminal.api.get(Comparison, path, query);
  for (const line of comparisonLines(comparison)) terminal.out(line);
}

async function compareRules(
  terminal: Terminal,
  options: CompareOptions,
  methodologies: readonly string[],
): Promise<void> {
  const [a, b, other] = methodologies;
  if (a === undefined || b === undefined || other !== undefined) {
    const sentence =
      "name two methodologies, such as --methodologies half-and-half@1.0 measured-first@1.0.";
    throw new Problem("bad-input", sentence);
  }
  const review = await reviewMeant(terminal, options.review);
  const path = `/api/reviews/${encodeURIComponent(review)}/methodology-comparison`;
  const query = { a, b, on: options.on, as_of: options.asOf };
  if (terminal.wantsJson) {
    return terminal.out(new TextDecoder().decode(await terminal.api.download(path, query)));
  }
  const comparison = await terminal.api.get(MethodologyComparison, path, query);
  for (const line of methodologyComparisonLines(comparison)) terminal.out(line);
}
