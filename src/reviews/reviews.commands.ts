import { counted } from "../kit/counted-words.ts";
import { basename } from "node:path";
import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { OrderImported, OrderList } from "../orders/orders.contract.ts";
import { readOrder } from "../orders/read-order.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { linesOfList } from "./lines-of-list.ts";
import { ListChanged, Review, ReviewList } from "./reviews.contract.ts";

interface NewOptions {
  readonly order?: string;
  readonly yardstick: string;
  readonly methodology: string;
  readonly organisations: string;
  readonly title?: string;
  readonly notice?: string;
  readonly simulated?: boolean;
}
interface ChangeOptions {
  readonly review: string;
  readonly reason: string;
}

/** Adds `review new`, `review list`, `review show`, `review add` and `review remove`. */
export function reviewsCommands(program: Command, terminal: Terminal): void {
  const review = program.command("review").description("make reviews and keep their lists");
  review
    .command("new [REVIEW]")
    .description("make a review with a stored list of organisations")
    .requiredOption("--yardstick <Y>", "what is reviewed against, such as web-transport@1")
    .requiredOption("--methodology <M>", "the rule of its ratings, such as web-transport@1.0")
    .requiredOption("--organisations <FILE>", "one organisation on a line, by identifier or name")
    .option("--order <O>", "the order that asked for it, or none; the yearly review if left out")
    .option("--title <T>", "what people call it")
    .option("--notice <N>", "words shown above every page of it")
    .option("--simulated", "everything in it is invented")
    .action((name: string | undefined, options: NewOptions) =>
      makeReview(terminal, name ?? nameFrom(options), options),
    );
  review
    .command("list")
    .description("list all reviews")
    .action(() => showAll(terminal));
  review
    .command("show <REVIEW>")
    .description("show a review, its list and what changed the list")
    .action((name: string) => showOne(terminal, name));
  for (const [verb, act] of [
    ["add", "join"],
    ["remove", "leave"],
  ] as const) {
    review
      .command(`${verb} <ORGANISATION...>`)
      .description(`let organisations ${act} the list of a review: a logged act`)
      .requiredOption("--review <R>", "the review")
      .requiredOption("--reason <WORDS>", "why")
      .action((organisations: string[], options: ChangeOptions) =>
        changeList(terminal, act, organisations, options),
      );
  }
}

/** A review without a name is called by its order and its yardstick. */
export function nameFrom({ order, yardstick }: Pick<NewOptions, "order" | "yardstick">): string {
  const [subject = yardstick] = yardstick.split("@");
  return order === undefined || order === "none" ? subject : `${order}-${subject}`;
}

const yearlyReview = "examples/orders/yearly-review.yaml";

/**
 * The order a review starts from when none is named: the country-neutral one that ships with Muster.
 * It is imported as a draft unless the office has brought in, or changed, its own copy.
 */
async function startingOrder(terminal: Terminal): Promise<string> {
  const text = readOwnFile(yearlyReview);
  const { id } = readOrder(text, yearlyReview);
  const { orders } = await terminal.api.get(OrderList, "/api/orders");
  if (!orders.some(({ order }) => order === id)) {
    await terminal.api.send(OrderImported, "POST", "/api/orders/import", {
      text: new TextDecoder().decode(text),
      file_name: basename(yearlyReview),
    });
    terminal.note(`Imported the order ${id} as a draft: \`order amend\` makes it yours.`);
  }
  return id;
}

async function makeReview(terminal: Terminal, name: string, options: NewOptions): Promise<void> {
  const organisations = linesOfList(await terminal.readText(options.organisations));
  const order = options.order ?? (await startingOrder(terminal));
  const made = await terminal.api.send(Review, "POST", "/api/reviews", {
    review: name,
    title: options.title ?? name,
    yardstick: options.yardstick,
    methodology: options.methodology,
    organisations,
    ...(order === "none" ? {} : { order }),
    ...(options.notice === undefined ? {} : { notice: options.notice }),
    ...(options.simulated === undefined ? {} : { simulated: options.simulated }),
  });
  if (terminal.wantsJson) return terminal.json(made);
  const asked = made.order === "" ? "" : `, under the order ${made.order}`;
  terminal.out(`Made ${made.review} with ${counted(made.organisations, "organisation")}${asked}.`);
}

async function showAll(terminal: Terminal): Promise<void> {
  const answer = await terminal.api.get(ReviewList, "/api/reviews");
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.reviews.length === 0) terminal.out("No review yet: make one with `review new`.");
  for (const { review, title, organisations, left, methodology } of answer.reviews) {
    const gone = left === 0 ? "" : `, ${left} left the list`;
    terminal.out(
      `${review}  ${title}  ${counted(organisations, "organisation")}${gone}  ${methodology}`,
    );
  }
}

async function showOne(terminal: Terminal, name: string): Promise<void> {
  const review = await terminal.api.get(Review, `/api/reviews/${encodeURIComponent(name)}`);
  if (terminal.wantsJson) return terminal.json(review);
  terminal.out(`${review.title}\n${review.notice === "" ? "" : `${review.notice}\n`}`);
  terminal.out(`Order        ${review.order === "" ? "none" : review.order}`);
  terminal.out(`Yardstick    ${review.yardstick}\nMethodology  ${review.methodology}`);
  terminal.out(`In its list  ${counted(review.organisations, "organisation")}\n`);
  for (const { organisation, name: words } of review.list)
    terminal.out(`  ${organisation}  ${words}`);
  for (const act of review.acts) {
    const when = dayInWords(act.known_at.slice(0, 10));
    terminal.out(`  ${when}: ${act.organisation} ${act.act} the list: ${act.reason}`);
  }
}

async function changeList(
  terminal: Terminal,
  act: "join" | "leave",
  organisations: readonly string[],
  { review, reason }: ChangeOptions,
): Promise<void> {
  const path = `/api/reviews/${encodeURIComponent(review)}/list`;
  const changed = await terminal.api.send(ListChanged, "POST", path, {
    act,
    organisations,
    reason,
  });
  if (terminal.wantsJson) return terminal.json(changed);
  if (changed.unchanged) return terminal.out("Nothing to change: the list is already so.");
  const verb = act === "join" ? "joined" : "left";
  terminal.out(
    `${changed.changed.length} ${verb} the list of ${review}; it has ${counted(changed.organisations, "organisation")} now.`,
  );
}
