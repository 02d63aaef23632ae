import { type Command, Option } from "commander";
import { importLines } from "../assessments/assessments.commands.ts";
import { type BringOptions, importWorkbook } from "../assessments/score-workbook.commands.ts";
import { ScoreImport } from "../assessments/scores.contract.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";

interface ImportOptions extends BringOptions {
  readonly kind?: string;
  readonly encoding?: string;
}

/** `assess import`: workbooks and tables of scores. */
export function exchangeCommands(program: Command, terminal: Terminal): void {
  const assess =
    program.commands.find((command) => command.name() === "assess") ??
    program.command("assess").description("take assessments out, and bring them in");
  assess
    .command("import <FILE>")
    .description("show what a filled workbook or a CSV of scores would change, and save it")
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
    .option("--save", "save it; without this nothing is saved")
    .action((file: string, options: ImportOptions) => importFile(terminal, file, options));
}

async function importFile(terminal: Terminal, file: string, options: ImportOptions): Promise<void> {
  const [first, second] = await terminal.readFile(file);
  if (first === 0x50 && second === 0x4b) return importWorkbook(terminal, file, options);
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
