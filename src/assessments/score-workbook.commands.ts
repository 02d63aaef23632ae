import { type Command, Option } from "commander";
import { sha256 } from "../kit/canonical-json.ts";
import { counted } from "../kit/counted-words.ts";
import { readForm } from "../kit/read-form.ts";
import { readNote } from "../kit/signed-note.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { valueInWords } from "./value-words.ts";
import { readIdentity } from "./workbook-identity.ts";
import { noteOfWorkbook } from "./read-score-workbook.ts";
import { WorkbookImport } from "./score-workbook.contract.ts";

interface TemplateOptions {
  readonly review: string;
  readonly out: string;
  readonly kind?: string;
  readonly day?: string;
}

/** `template`: a workbook to mail out. */
export function scoreWorkbookCommands(program: Command, terminal: Terminal): void {
  program
    .command("template <ORG>")
    .description("write a workbook to mail out, in which one organisation is scored by hand")
    .requiredOption("--review <R>", "the review")
    .addOption(
      new Option("--kind <K>", "whose word it takes; the organisation's own when left out").choices(
        ["self", "independent"],
      ),
    )
    .option("--day <DATE>", "the day spoken of, where it is known already")
    .requiredOption("--out <F.xlsx>", "where to write it")
    .action((organisation: string, options: TemplateOptions) =>
      template(terminal, organisation, options),
    );
}

async function template(
  terminal: Terminal,
  organisation: string,
  { review, out, kind, day }: TemplateOptions,
): Promise<void> {
  terminal.whenStopped(`Stopped. Nothing was changed, and ${out} is as it was.`);
  const path = `/api/reviews/${encodeURIComponent(review)}/organisations/${encodeURIComponent(organisation)}/workbook`;
  const content = await terminal.api.download(path, { kind, day });
  await writeWhole(out, content);
  const digest = sha256(content);
  if (terminal.wantsJson) {
    return terminal.json({ file: out, bytes: content.length, sha256: digest });
  }
  terminal.out(`${out}, ${counted(content.length, "byte")}, sha256 ${digest}`);
  terminal.out(`Filled in, it comes back by: ./muster assess import ${out} --save`);
}

/** How a file of an assessment is brought in. */
export interface BringOptions {
  /** The review; a workbook says it itself. */
  readonly review?: string;
  readonly day?: string;
  readonly save?: true;
}

/**
 * Shows what a filled workbook would change, and saves just that when it is asked to: what somebody
 * else changes in between makes it refuse.
 */
export async function importWorkbook(
  terminal: Terminal,
  file: string,
  { review, day, save }: BringOptions,
): Promise<void> {
  const named = review ?? (await reviewOf(terminal, file));
  const path = `/api/reviews/${encodeURIComponent(named)}/scores/workbook`;
  const send = (fields: object): Promise<WorkbookImport> =>
    terminal.api.upload(WorkbookImport, path, { file }, { day, ...fields });
  const shown = await send({ dry_run: true });
  if (!terminal.wantsJson) for (const line of workbookLines(shown)) terminal.out(line);
  const saves = save === true && shown.wrong === 0 && shown.given > 0;
  const answer = saves ? await send({ difference: shown.difference }) : shown;
  if (terminal.wantsJson) terminal.json(answer);
  else terminal.out(endOf(answer, saves));
  if (answer.wrong > 0) terminal.exitWith(1);
}

async function reviewOf(terminal: Terminal, file: string): Promise<string> {
  const note = noteOfWorkbook(readForm(await terminal.readFile(file), file), file);
  return readIdentity(readNote(note).text).review;
}

function endOf({ wrong, given, unchanged }: WorkbookImport, saves: boolean): string {
  if (wrong > 0) return "Nothing is saved while a row is wrong.";
  if (given === 0) return "There is nothing to save.";
  if (!saves) return "Nothing was saved yet; add --save to save it.";
  return unchanged
    ? "Everything stood already; nothing was changed."
    : `Saved: ${counted(given, "score")}.`;
}

const mostLines = 200;

/** What a workbook would change, for the terminal: counts, every change, every wrong row. */
export function workbookLines(answer: WorkbookImport): string[] {
  const { file_name, organisation, review, kind, day, simulated, changes, problems } = answer;
  const count = (number: number): string => number.toLocaleString("en");
  const more = (all: number, shown: number, what: string): string[] =>
    all > shown ? [`  and ${count(all - shown)} more ${what}`] : [];
  return [
    `${file_name}: ${simulated ? "SIMULATED, " : ""}${organisation} in ${review}, ${kind}, on ${day}`,
    `${counted(answer.asked, "item")} asked: ${counted(answer.given, "score")} to be given, ${counted(answer.same, "stands", "stand")} already, ${count(answer.left_out)} left out, ${count(answer.wrong)} wrong.`,
    ...changes.slice(0, mostLines).map((change) => {
      const before = change.before === null ? "nothing" : valueInWords(change.before);
      const marks = [
        ...(change.remark ? ["with note or evidence"] : []),
        ...(change.changed_since ? ["given by somebody since the workbook was made"] : []),
      ];
      const marked = marks.length === 0 ? "" : ` (${marks.join("; ")})`;
      return `  ${change.sheet}, row ${change.row}: ${change.item} ${before} → ${valueInWords(change.after)}${marked}`;
    }),
    ...more(answer.given, Math.min(changes.length, mostLines), "changes"),
    ...problems.map(
      ({ sheet, row, column, sentence }) => `  wrong: ${sheet}, row ${row}, ${column}: ${sentence}`,
    ),
    ...more(answer.wrong, problems.length, "wrong rows"),
  ];
}
