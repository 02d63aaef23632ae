import { counted } from "../kit/counted-words.ts";
import { type Command, Option } from "commander";
import { sha256 } from "../kit/canonical-json.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { mediaOfFormat } from "./report-formats.ts";

interface ReportOptions {
  readonly review: string;
  readonly format: string;
  readonly out: string;
  readonly on?: string;
  readonly asOf?: string;
  readonly methodology?: string;
  readonly errorsTo?: string;
  readonly public?: true;
}

/** `report`: the report of a review as a file. */
export function reportCommand(program: Command, terminal: Terminal): void {
  program
    .command("report")
    .description("write the report of a review as PDF, page, workbook, open data or table")
    .requiredOption("--review <review>", "review, such as web-transport-2020")
    .addOption(
      new Option("--format <format>", "kind of file")
        .choices(Object.keys(mediaOfFormat))
        .makeOptionMandatory(),
    )
    .option("--on <date>", "day spoken of; the review's newest when left out")
    .option("--as-of <instant>", "what was known then; everything known now when left out")
    .option("--methodology <name>", "such as web-transport@1.0; the review's own when left out")
    .option("--errors-to <address>", "to whom readers report errors; printed in the report")
    .option("--public", "on public evidence: without what is withheld")
    .requiredOption("--out <file>", "where to write the report, such as report.pdf")
    .action((options: ReportOptions) => report(terminal, options));
}

async function report(terminal: Terminal, options: ReportOptions): Promise<void> {
  terminal.whenStopped(`Stopped. Nothing was changed, and ${options.out} is as it was.`);
  const { review, format, out, on, asOf, methodology, errorsTo } = options;
  const basis = options.public === undefined ? {} : { basis: "public" };
  const path = `/api/reviews/${encodeURIComponent(review)}/report`;
  const query = { format, on, as_of: asOf, methodology, errors_to: errorsTo, ...basis };
  const content = await terminal.api.download(path, query);
  await writeWhole(out, content);
  const digest = sha256(content);
  if (terminal.wantsJson) {
    return terminal.json({ file: out, format, bytes: content.length, sha256: digest });
  }
  terminal.out(`${out}, ${counted(content.length, "byte")}, sha256 ${digest}`);
}
