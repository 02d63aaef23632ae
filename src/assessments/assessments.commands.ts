import { counted } from "../kit/counted-words.ts";
import { type Command, Option } from "commander";
import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { valueOfText } from "./read-score-rows.ts";
import {
  ProfileGiven,
  RoundOpened,
  SampleView,
  ScoreImport,
  ScoreSheet,
} from "./scores.contract.ts";
import { changeLines, problemLines } from "./import-words.ts";
import { valueInWords } from "./value-words.ts";

interface ImportOptions {
  readonly review: string;
  readonly kind?: string;
  readonly day?: string;
  readonly encoding?: string;
  readonly dryRun?: boolean;
}
interface SetOptions {
  readonly review: string;
  readonly organisation: string;
  readonly item: string;
  readonly kind: string;
  readonly day: string;
}
interface ListOptions {
  readonly review: string;
  readonly organisation: string;
  readonly on?: string;
  readonly asOf?: string;
}

/** As much of the answer to one score as the terminal tells. */
const Given = Type.Object({
  unchanged: Type.Boolean(),
  organisation: Type.String(),
  item: Type.String(),
});

const kinds = ["self", "independent"];

const pathOf = (review: string): string => `/api/reviews/${encodeURIComponent(review)}`;

/** Adds `score import|set|list`, and to `review` what goes with scores. */
export function assessmentsCommands(program: Command, terminal: Terminal): void {
  const score = program
    .command("score")
    .description("what organisations say of themselves, and auditors of them");
  score
    .command("import <FILE>")
    .description("import scores from CSV with organisation, item, kind, day and value")
    .requiredOption("--review <R>", "the review")
    .addOption(new Option("--kind <K>", "whose word, for rows without that column").choices(kinds))
    .option("--day <DATE>", "the day spoken of, for rows without that column")
    .addOption(
      new Option("--encoding <E>", "how the file is written, if not in utf-8").choices([
        "utf-8",
        "windows-1252",
      ]),
    )
    .option("--dry-run", "only say what would be done")
    .action((file: string, options: ImportOptions) => importFile(terminal, file, options));
  score
    .command("set <VALUE>")
    .description("give one score: 3, 2-4, yes, no, 45/3/50, unknown or “not reported”")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--organisation <O>", "of whom")
    .requiredOption("--item <I>", "which item")
    .addOption(new Option("--kind <K>", "whose word").choices(kinds).makeOptionMandatory())
    .requiredOption("--day <DATE>", "the day spoken of")
    .action((value: string, options: SetOptions) => setScore(terminal, value, options));
  score
    .command("list")
    .description("list both kinds of score of one organisation")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--organisation <O>", "of whom")
    .option("--on <DATE>", "the day spoken of")
    .option("--as-of <INSTANT>", "what was known then")
    .action((options: ListOptions) => listScores(terminal, options));
  addToReview(program, terminal);
}

interface Reasoned {
  readonly review: string;
  readonly reason: string;
}
interface ProfileOptions extends Reasoned {
  readonly organisation: string;
  readonly day: string;
  readonly approvedBy: string;
  readonly approvedOn: string;
  readonly again?: boolean;
}

function addToReview(program: Command, terminal: Terminal): void {
  const review =
    program.commands.find((command) => command.name() === "review") ??
    program.command("review").description("make reviews and keep their lists");
  review
    .command("sample [ITEM...]")
    .description("show the items scored independently, or fix them once")
    .requiredOption("--review <R>", "the review")
    .option("--reason <WORDS>", "how they were drawn")
    .action((items: string[], { review: name, reason }: { review: string; reason?: string }) =>
      sample(terminal, name, items, reason),
    );
  review
    .command("close-sample <DATE>")
    .description("close the sample: trust in self-scores is learnt from it, once")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--reason <WORDS>", "why now")
    .action(async (day: string, { review: name, reason }: Reasoned) => {
      const path = `${pathOf(name)}/sample/close`;
      tellSample(terminal, await terminal.api.send(SampleView, "POST", path, { day, reason }));
    });
  review
    .command("round <DATE>")
    .description("open a round: from this day on everything is scored anew")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--reason <WORDS>", "why")
    .action(async (day: string, { review: name, reason }: Reasoned) => {
      const path = `${pathOf(name)}/rounds`;
      const answer = await terminal.api.send(RoundOpened, "POST", path, { day, reason });
      if (terminal.wantsJson) return terminal.json(answer);
      const rounds = answer.rounds.join(", ");
      terminal.out(
        answer.unchanged
          ? `That round is open already. Rounds of ${name}: ${rounds}.`
          : `Scores of days before ${day} count no more. Rounds of ${name}: ${rounds}.`,
      );
    });
  review
    .command("not-applicable <ITEM...>")
    .description("record an approved profile: items that do not apply to an organisation")
    .requiredOption("--review <R>", "the review")
    .requiredOption("--organisation <O>", "to whom")
    .requiredOption("--day <DATE>", "from which day on")
    .requiredOption("--approved-by <WHO>", "who approved it")
    .requiredOption("--approved-on <DATE>", "when it was approved")
    .requiredOption("--reason <WORDS>", "why")
    .option("--again", "they apply again")
    .action((items: string[], options: ProfileOptions) => profile(terminal, items, options));
}

async function importFile(terminal: Terminal, file: string, options: ImportOptions): Promise<void> {
  const { review, kind, day, encoding, dryRun } = options;
  const answer = await terminal.api.upload(
    ScoreImport,
    `${pathOf(review)}/scores/import`,
    { file },
    { kind, day, encoding, dry_run: dryRun },
  );
  if (terminal.wantsJson) terminal.json(answer);
  else for (const line of importLines(answer)) terminal.out(line);
  if (answer.wrong > 0) terminal.exitWith(1);
}

/** What an import did, for the terminal: counts, then every wrong row with the nearest names. */
export function importLines(answer: ScoreImport): string[] {
  const { rows, given, same, left_out, wrong, problems, dry_run, file_name } = answer;
  const count = (number: number): string => number.toLocaleString("en");
  const done = dry_run ? "would be given" : "given";
  return [
    `${file_name}: ${counted(rows, "row")}, ${counted(given, "score")} ${done}, ${counted(same, "stands", "stand")} already, ${count(left_out)} without a value, ${count(wrong)} wrong.`,
    ...changeLines(answer),
    ...problemLines(problems),
    ...(wrong > problems.length ? [`  and ${count(wrong - problems.length)} more`] : []),
  ];
}

async function setScore(terminal: Terminal, text: string, options: SetOptions): Promise<void> {
  const { review, organisation, item, kind, day } = options;
  const value = valueOfText(text);
  if (value === null) {
    const sentence = `“${text}” is no value; write 3, 2-4, yes, no, 45/3/50 (good/bad/all), unknown or “not reported”.`;
    throw new Problem("bad-input", sentence);
  }
  const path = `${pathOf(review)}/scores`;
  const body = { organisation, item, kind, day, value };
  const answer = await terminal.api.send(Given, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const { unchanged, organisation: whose, item: which } = answer;
  terminal.out(
    unchanged
      ? `${which} of ${whose} says that already; nothing was changed.`
      : `${which} of ${whose}: ${valueInWords(value)} on ${day}.`,
  );
}

async function listScores(terminal: Terminal, options: ListOptions): Promise<void> {
  const { review, organisation, on, asOf } = options;
  const path = `${pathOf(review)}/organisations/${encodeURIComponent(organisation)}/scores`;
  const sheet = await terminal.api.get(ScoreSheet, path, { on, as_of: asOf });
  if (terminal.wantsJson) return terminal.json(sheet);
  terminal.out(`${sheet.name}, ${sheet.yardstick}, on ${sheet.on}`);
  for (const { item, title, self, independent, withdrawn, applicable, sampled } of sheet.items) {
    if (withdrawn) continue;
    const said = (score: typeof self): string =>
      (score === null ? "-" : valueInWords(score.value)).padEnd(14);
    const marks = [
      ...(sampled && sheet.items.some((each) => !each.sampled) ? ["sampled"] : []),
      ...(applicable ? [] : ["not applicable"]),
    ];
    const marked = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
    terminal.out(
      `  ${item.padEnd(16)} self ${said(self)} independent ${said(independent)} ${title}${marked}`,
    );
  }
}

async function sample(
  terminal: Terminal,
  review: string,
  items: readonly string[],
  reason: string | undefined,
): Promise<void> {
  const path = `${pathOf(review)}/sample`;
  if (items.length === 0) return tellSample(terminal, await terminal.api.get(SampleView, path));
  if (reason === undefined) {
    throw new Problem("bad-input", "say how the items were drawn: add --reason WORDS.");
  }
  const body = { items, reason };
  tellSample(terminal, await terminal.api.send(SampleView, "POST", path, body));
}

function tellSample(terminal: Terminal, view: SampleView): void {
  if (terminal.wantsJson) return terminal.json(view);
  const { review, items, closed } = view;
  terminal.out(
    items.length === 0
      ? `No sample is fixed for ${review}: every item counts as sampled.`
      : `Scored independently in ${review}: ${items.join(", ")}.`,
  );
  if (closed !== null) {
    const { day, organisations, with_pairs: pairs } = closed;
    const told =
      pairs === null || organisations === null
        ? "how many organisations had items with both scores is not shown yet"
        : `${pairs} of ${counted(organisations, "organisation")} had items with both scores`;
    terminal.out(`Closed for ${day}: ${told}.`);
  }
}

async function profile(
  terminal: Terminal,
  items: readonly string[],
  options: ProfileOptions,
): Promise<void> {
  const { review, organisation, day, approvedBy, approvedOn, reason, again } = options;
  const answer = await terminal.api.send(ProfileGiven, "POST", `${pathOf(review)}/not-applicable`, {
    organisation,
    items,
    applies: again ?? false,
    day,
    approved_by: approvedBy,
    approved_on: approvedOn,
    reason,
  });
  if (terminal.wantsJson) return terminal.json(answer);
  const without = answer.not_applicable.join(", ");
  terminal.out(
    `${answer.unchanged ? "Nothing was changed. " : ""}${
      without === ""
        ? `Every item applies to ${answer.organisation} from ${day} on.`
        : `From ${day} on these do not apply to ${answer.organisation}: ${without}.`
    }`,
  );
}
