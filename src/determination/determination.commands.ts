import type { Command } from "commander";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import { ReviewList } from "../reviews/reviews.contract.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { Comparison, Determination } from "./determination.contract.ts";
import { RecordedDetermination } from "./determination-views.contract.ts";
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
  readonly from: string;
  readonly to: string;
  readonly item: string;
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
    .description("set two days side by side: who moved, and why")
    .option("--review <R>", "the review; may be left out where there is only one")
    .requiredOption("--from <DATE>", "the earlier day")
    .requiredOption("--to <DATE>", "the later day")
    .requiredOption("--item <I>", "the item, such as WT-5")
    .option("--methodology <M@V>", "another methodology than the review's own")
    .option("--as-of <INSTANT>", "what was known then")
    .action((options: CompareOptions) => compare(terminal, options));
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
  const path = `/api/reviews/${encodeURIComponent(review)}/comparison`;
  const query = { from, to, item, methodology, as_of };
  if (terminal.wantsJson) {
    return terminal.out(new TextDecoder().decode(await terminal.api.download(path, query)));
  }
  const comparison = await terminal.api.get(Comparison, path, query);
  for (const line of comparisonLines(comparison)) terminal.out(line);
}
