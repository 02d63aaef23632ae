import { type Command, Option } from "commander";
import { importLines } from "../assessments/assessments.commands.ts";
import { type BringOptions, importWorkbook } from "../assessments/score-workbook.commands.ts";
import { ScoreImport } from "../assessments/scores.contract.ts";
import { bringOscal, takeOscal, tellFile } from "./oscal.commands.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";

interface ImportOptions extends BringOptions {
  readonly kind?: string;
  readonly encoding?: string;
  readonly reason?: string;
}

interface ExportOptions {
  readonly review: string;
  readonly format: string;
  readonly what?: string;
  readonly organisation?: string;
  readonly asOf?: string;
  readonly out?: string;
}

/** `assess import` and `assess export`: workbooks, tables of scores, OSCAL. */
export function exchangeCommands(program: Command, terminal: Terminal): void {
  const assess =
    program.commands.find((command) => command.name() === "assess") ??
    program.command("assess").description("take assessments out, and bring them in");
  assess
    .command("import <FILE>")
    .description("show what a filled workbook, a CSV of scores or OSCAL would change, and save it")
    .option("--review <R>", "the review; a workbook says it itself")
    .option("--day <DATE>", "the day spoken of, where the file does not say it")
    .addOption(
      new Option("--kind <K>", "CSV: whose word, for rows without that column").choices([
        "self",
        "independent",
      ]),
    )
    .addOption(
      new Option("--encoding <E>", "CSV: how the file is written, if not in utf-8").choices([
        "utf-8",
        "windows-1252",
      ]),
    )
    .option("--reason <WORDS>", "OSCAL: why records that stand already are changed")
    .option("--save", "save it; without this nothing is saved")
    .action((file: string, options: ImportOptions) => importFile(terminal, file, options));
  assess
    .command("export")
    .description("write what was entered in the assessments of a review as OSCAL, CSV or JSON")
    .requiredOption("--review <R>", "the review")
    .addOption(
      new Option("--format <F>", "kind of file")
        .choices(["oscal", "csv", "json"])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        "--what <W>",
        "CSV: which table; OSCAL: assessment-results or plan-of-action",
      ).choices([
        "scores",
        "history",
        "stages",
        "profiles",
        "assessment-results",
        "plan-of-action",
      ]),
    )
    .option("--organisation <O>", "only of this organisation")
    .option("--as-of <INSTANT>", "what was known then")
    .option("--out <FILE>", "the file to write; the terminal when left out")
    .action((options: ExportOptions) => exportFile(terminal, options));
}

async function exportFile(terminal: Terminal, options: ExportOptions): Promise<void> {
  const { review, format, what, organisation, asOf, out } = options;
  const isModel = what === "assessment-results" || what === "plan-of-action";
  if (what !== undefined && isModel !== (format === "oscal")) {
    throw new Problem("bad-input", `there is no ${what} as ${format}; choose another --what.`);
  }
  if (format === "oscal") {
    return takeOscal(terminal, what === "plan-of-action" ? what : "assessment-results", options);
  }
  const path = `/api/reviews/${encodeURIComponent(review)}/assessments/export`;
  const content = await terminal.api.download(path, { format, what, organisation, as_of: asOf });
  await tellFile(terminal, content, out);
}

async function importFile(terminal: Terminal, file: string, options: ImportOptions): Promise<void> {
  const content = await terminal.readFile(file);
  if (content[0] === 0x50 && content[1] === 0x4b) return importWorkbook(terminal, file, options);
  if (/^\uFEFF?\s*\{/u.test(new TextDecoder().decode(content.subarray(0, 200)))) {
    const { reason, save } = options;
    const review = requireReview(options.review);
    return bringOscal(terminal, file, { review, reason, save: save === true });
  }
  return importTable(terminal, file, options);
}

async function importTable(
  terminal: Terminal,
  file: string,
  { review, kind, day, encoding, save }: ImportOptions,
): Promise<void> {
  const path = `/api/reviews/${encodeURIComponent(requireReview(review))}/scores/import`;
  const send = (dryRun: boolean): Promise<ScoreImport> =>
    terminal.api.upload(ScoreImport, path, { file }, { kind, day, encoding, dry_run: dryRun });
  const shown = await send(true);
  if (!terminal.wantsJson) for (const line of importLines(shown)) terminal.out(line);
  const saves = save === true && shown.wrong === 0 && shown.given > 0;
  const answer = saves ? await send(false) : shown;
  if (terminal.wantsJson) terminal.json(answer);
  else if (shown.given > 0 && shown.wrong === 0) {
    terminal.out(saves ? "Saved." : "Nothing was saved yet; add --save to save it.");
  }
  if (answer.wrong > 0) terminal.exitWith(1);
}

function requireReview(review: string | undefined): string {
  if (review !== undefined) return review;
  throw new Problem("bad-input", "say of which review this is: add --review R.");
}
