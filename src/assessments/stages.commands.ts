import { type Command, Option } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import { counted } from "../kit/counted-words.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { LargestDivergences } from "./divergence.contract.ts";
import {
  Extended,
  OneStages,
  ReviewTerms,
  type SideStage,
  type Stage,
  StageChanged,
  StagePage,
} from "./stages.contract.ts";
import { stageInWords } from "./stages.ts";
import { valueInWords } from "./value-words.ts";

interface SideOptions {
  readonly review: string;
  readonly side: string;
  readonly reason?: string;
  readonly until?: string;
}
interface TermsOptions {
  readonly review: string;
  readonly blind?: boolean;
  readonly selfTask?: string;
  readonly selfDue?: string;
  readonly independentTask?: string;
  readonly independentDue?: string;
  readonly reason?: string;
}

const pathOf = (review: string): string => `/api/reviews/${encodeURIComponent(review)}`;
const side = (): Option =>
  new Option("--side <S>", "whose side").choices(["self", "independent"]).makeOptionMandatory();

const moves: readonly (readonly [name: string, to: Stage, words: string])[] = [
  ["start", "in-progress", "say that a side is being worked on"],
  ["submit", "submitted", "hand a side in: it is locked then"],
  ["return", "changes-requested", "request changes of what was handed in, with a reason"],
  ["accept", "accepted", "accept what was handed in"],
  ["close", "closed", "close what was accepted, for good"],
];

/** Adds `assess stage`, `assess terms`, `assess extend` and `assess divergence`. */
export function stagesCommands(program: Command, terminal: Terminal): void {
  const assess =
    program.commands.find((command) => command.name() === "assess") ??
    program.command("assess").description("take assessments out, and bring them in");
  const stage = assess.command("stage").description("how far each side of an assessment is");
  stage
    .command("list")
    .description("list both sides of every organisation with their due days")
    .requiredOption("--review <R>", "the review")
    .option("--stage <S>", "only those at this stage")
    .option("--after <O>", "what comes after this organisation")
    .action((options: { review: string; stage?: string; after?: string }) =>
      listStages(terminal, options),
    );
  stage
    .command("show <ORG>")
    .description("show one organisation with everything that led there")
    .requiredOption("--review <R>", "the review")
    .action((organisation: string, { review }: { review: string }) =>
      showStages(terminal, review, organisation),
    );
  for (const [name, to, words] of moves) {
    stage
      .command(`${name} <ORG...>`)
      .description(words)
      .requiredOption("--review <R>", "the review")
      .addOption(side())
      .option("--reason <WORDS>", "why; needed to request changes")
      .option("--until <DATE>", "when changes are requested: by which day")
      .action((organisations: string[], options: SideOptions) =>
        move(terminal, to, organisations, options),
      );
  }
  addTerms(assess, terminal);
}

function addTerms(assess: Command, terminal: Terminal): void {
  assess
    .command("extend <ORG...>")
    .description("grant a later day, by a named officer")
    .requiredOption("--review <R>", "the review")
    .addOption(side())
    .requiredOption("--until <DATE>", "the last day from now on")
    .requiredOption("--officer <WHO>", "who granted it, by office or name")
    .requiredOption("--reason <WORDS>", "why")
    .action((organisations: string[], options: SideOptions & { officer: string }) =>
      extend(terminal, organisations, options),
    );
  assess
    .command("terms")
    .description("show the terms of a review, or set them: blindness and due days")
    .requiredOption("--review <R>", "the review")
    .option("--blind", "auditors see no self-scores until both sides are in")
    .option("--no-blind", "auditors see them at once")
    .option("--self-task <T>", "due by the order's clock for this task")
    .option("--self-due <DATE>", "or on this day")
    .option("--independent-task <T>", "due by the order's clock for this task")
    .option("--independent-due <DATE>", "or on this day")
    .option("--reason <WORDS>", "why; without it the terms are only shown")
    .action((options: TermsOptions) => terms(terminal, options));
  assess
    .command("divergence")
    .description("the largest disagreements between self and independent scores")
    .requiredOption("--review <R>", "the review")
    .option("--organisation <O>", "only of this organisation")
    .option("--group <G>", "only of this group of items")
    .option("--limit <N>", "how many", "20")
    .action((options: { review: string; organisation?: string; group?: string; limit: string }) =>
      divergence(terminal, options),
    );
}

const mark = (simulated: boolean): string => (simulated ? "SIMULATED: " : "");

async function listStages(
  terminal: Terminal,
  { review, stage, after }: { review: string; stage?: string; after?: string },
): Promise<void> {
  const page = await terminal.api.get(StagePage, `${pathOf(review)}/stages`, { stage, after });
  if (terminal.wantsJson) return terminal.json(page);
  terminal.out(`${mark(page.simulated)}${counted(page.total, "organisation")} of ${review}`);
  for (const { name, organisation, both_in, self, independent } of page.organisations) {
    terminal.out(`${name} (${organisation})${both_in === null ? "" : ", both sides in"}`);
    terminal.out(`  self         ${sideLine(self)}`);
    terminal.out(`  independent  ${sideLine(independent)}`);
  }
  if (page.next !== null) terminal.note(`There are more: add --after ${page.next}.`);
}

function sideLine(stage: SideStage): string {
  const due = stage.extension?.until ?? stage.due;
  const words = [
    stageInWords(stage.stage),
    `${stage.scored} of ${counted(stage.of, "item")}`,
    ...(due === null ? [] : [`due ${dayInWords(due)}`]),
    ...(stage.days_late > 0 ? [`${counted(stage.days_late, "day")} late`] : []),
    ...(stage.locked ? ["locked"] : []),
  ];
  return words.join(", ");
}

async function showStages(terminal: Terminal, review: string, organisation: string): Promise<void> {
  const path = `${pathOf(review)}/organisations/${encodeURIComponent(organisation)}/stages`;
  const shown = await terminal.api.get(OneStages, path);
  if (terminal.wantsJson) return terminal.json(shown);
  terminal.out(`${mark(shown.simulated)}${shown.name} in ${review}`);
  for (const [name, stage] of [
    ["self", shown.self],
    ["independent", shown.independent],
  ] as const) {
    terminal.out(`  ${name.padEnd(12)} ${sideLine(stage)}. ${stage.locked_words}`.trimEnd());
    terminal.out(`    ${stage.due_words}`);
  }
  for (const act of shown.history) {
    const what =
      act.act === "extension"
        ? `until ${dayInWords(act.until ?? "")} by ${act.officer}`
        : stageInWords(act.stage ?? "assigned");
    const why = act.reason === "" ? "" : `: ${act.reason}`;
    terminal.out(`  ${act.known_at.slice(0, 16).replace("T", " ")} ${act.side} ${what}${why}`);
  }
}

async function move(
  terminal: Terminal,
  to: Stage,
  organisations: readonly string[],
  { review, side: which, reason, until }: SideOptions,
): Promise<void> {
  const body = { organisations, side: which, to, reason, until };
  const path = `${pathOf(review)}/stages`;
  const answer = await terminal.api.send(StageChanged, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const { changed, both_in, unchanged, simulated } = answer;
  terminal.out(
    unchanged
      ? `${mark(simulated)}Nothing was changed: ${organisations.join(", ")} is there already.`
      : `${mark(simulated)}${changed.join(", ")}: ${which} is ${stageInWords(to)}.`,
  );
  if (both_in.length > 0) terminal.out(`Both sides are in of ${both_in.join(", ")}.`);
}

async function extend(
  terminal: Terminal,
  organisations: readonly string[],
  { review, side: which, until, officer, reason }: SideOptions & { officer: string },
): Promise<void> {
  const body = { organisations, side: which, until, officer, reason };
  const path = `${pathOf(review)}/extensions`;
  const answer = await terminal.api.send(Extended, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(
    answer.unchanged
      ? `${mark(answer.simulated)}That day was granted already.`
      : `${mark(answer.simulated)}${answer.organisations.join(", ")}: ${which} until ${dayInWords(answer.until)}.`,
  );
}

async function terms(terminal: Terminal, options: TermsOptions): Promise<void> {
  const { review, blind, reason } = options;
  const path = `${pathOf(review)}/terms`;
  const wanted = {
    self: sideTerms(options.selfTask, options.selfDue),
    independent: sideTerms(options.independentTask, options.independentDue),
  };
  const sets = Object.keys({ ...wanted.self, ...wanted.independent }).length > 0;
  if (reason === undefined && (sets || blind !== undefined)) {
    throw new Problem("bad-input", "say why the terms are set: add --reason WORDS.");
  }
  const answer =
    reason === undefined
      ? await terminal.api.get(ReviewTerms, path)
      : await terminal.api.send(ReviewTerms, "POST", path, {
          blind: blind ?? false,
          ...wanted,
          reason,
        });
  if (terminal.wantsJson) return terminal.json(answer);
  if (!answer.set) return terminal.out(`No terms are set for ${review}: nothing is due.`);
  const due = ({ task, due_day: day }: ReviewTerms["self"]): string =>
    day === undefined ? (task === undefined ? "no day" : `by task ${task}`) : dayInWords(day);
  terminal.out(
    `${mark(answer.simulated)}${answer.blind ? "Auditors are blind until both sides are in" : "Nobody is blind"}; self due ${due(answer.self)}, independent due ${due(answer.independent)}.`,
  );
}

function sideTerms(task: string | undefined, day: string | undefined) {
  return {
    ...(task === undefined ? {} : { task }),
    ...(day === undefined ? {} : { due_day: day }),
  };
}

async function divergence(
  terminal: Terminal,
  {
    review,
    organisation,
    group,
    limit,
  }: { review: string; organisation?: string; group?: string; limit: string },
): Promise<void> {
  const path = `${pathOf(review)}/divergence/largest`;
  const query = { organisation, group, limit };
  const answer = await terminal.api.get(LargestDivergences, path, query);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(`${mark(answer.simulated)}${counted(answer.total, "pair")} of scores differ.`);
  for (const pair of answer.pairs) {
    const proved = Math.floor(pair.least / 10_000_000);
    terminal.out(
      `  ${pair.item.padEnd(14)} self ${valueInWords(pair.self).padEnd(10)} independent ${valueInWords(pair.independent).padEnd(10)} at least ${proved} % apart  ${pair.name}`,
    );
  }
}
