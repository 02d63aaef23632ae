import { counted } from "../kit/counted-words.ts";
import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { EditionPreview } from "./edition.contract.ts";
import { Withholdings } from "./withholdings.contract.ts";

interface ActOptions {
  readonly review: string;
  readonly organisation: string;
  readonly presence?: true;
  readonly authority?: string;
  readonly reason?: string;
}
interface ShowOptions {
  readonly review: string;
  readonly on?: string;
  readonly asOf?: string;
}

/** Adds `review withhold`, `review lift` and `review withheld` beside the other words of `review`. */
export function withholdingsCommands(program: Command, terminal: Terminal): void {
  const review =
    program.commands.find((command) => command.name() === "review") ?? program.command("review");
  review
    .command("withhold [ITEM...]")
    .description("withhold items of an organisation, or that it is there, from public editions")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--organisation <O>", "identifier or name")
    .option("--presence", "the organisation leaves public editions whole; instead of items")
    .requiredOption("--authority <WORDS>", "which law, clause or officer allows it; printed")
    .action((items: string[], options: ActOptions) =>
      act(terminal, "withholdings", items, options, { authority: options.authority ?? "" }),
    );
  review
    .command("lift [ITEM...]")
    .description("tell again, in public editions from now on, what was withheld")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--organisation <O>", "identifier or name")
    .option("--presence", "the presence of the organisation is told again")
    .requiredOption("--reason <WORDS>", "why")
    .action((items: string[], options: ActOptions) =>
      act(terminal, "withholdings/lift", items, options, { reason: options.reason ?? "" }),
    );
  review
    .command("withheld")
    .description("show what a public edition holds back and tells, before anything is published")
    .requiredOption("--review <R>", "the review")
    .option("--on <date>", "day spoken of; the review's newest when left out")
    .option("--as-of <instant>", "what was known then; everything known now when left out")
    .action((options: ShowOptions) => show(terminal, options));
}

async function act(
  terminal: Terminal,
  path: string,
  items: readonly string[],
  { review, organisation, presence }: ActOptions,
  words: object,
): Promise<void> {
  if (presence !== undefined && items.length > 0) {
    throw new Problem("bad-input", "name items, or say --presence; not both.");
  }
  const about = presence === undefined ? { items } : { presence };
  const base = `/api/reviews/${encodeURIComponent(review)}`;
  const body = { organisation, ...about, ...words };
  const answer = await terminal.api.send(Withholdings, "POST", `${base}/${path}`, body);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(answer.unchanged ? "It was so already; nothing was changed." : "Done.");
  terminal.out(previewInWords(await previewOf(terminal, { review })));
}

async function show(terminal: Terminal, options: ShowOptions): Promise<void> {
  const preview = await previewOf(terminal, options);
  if (terminal.wantsJson) return terminal.json(preview);
  terminal.out(previewInWords(preview));
}

/** What a public edition would hold back and tell. */
export function previewOf(
  terminal: Terminal,
  { review, on, asOf }: ShowOptions,
): Promise<EditionPreview> {
  const path = `/api/reviews/${encodeURIComponent(review)}/editions/preview`;
  return terminal.api.get(EditionPreview, path, {
    ...(on === undefined ? {} : { on }),
    ...(asOf === undefined ? {} : { as_of: asOf }),
  });
}

/** A preview for people: what leaves, what goes along, and what is told already. */
export function previewInWords(preview: EditionPreview): string {
  const { review, on, headline, hidden, withheld, told_already, mentions, remarks } = preview;
  if (!preview.withholds) {
    return `Nothing of ${review} is withheld: its public edition is the whole bundle.`;
  }
  return [
    `${review}, ${dayInWords(on)}: ${headline}.`,
    ...hidden.map(({ name, with: leader, in_scope }) => {
      const along = leader === "" ? "" : `, because it stands below ${leader}`;
      return `  Leaves      ${name}${along}${in_scope ? "" : " (not in the list now)"}`;
    }),
    ...withheld.map(({ name, item, authority, along }) => {
      const goes = along === "" ? "" : `, along with ${along}: same source`;
      return `  Withheld    ${name}: ${item} (${authority}${goes})`;
    }),
    `  Stays       ${counted(preview.organisations, "organisation")}, everything else of them`,
    "  Left out    files of sources, names outside the list, acts on evidence and lists",
    ...told_already.map(
      ({ publication }) => `  TOLD        ${publication} tells it already and stays as published`,
    ),
    ...mentions.map(({ place, name }) => `  REFUSED     ${place} names ${name}`),
    ...remarks.map((remark) => `  Look at     ${remark}`),
  ].join("\n");
}
