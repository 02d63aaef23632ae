import { readFileSync, writeFileSync } from "node:fs";

/** One line of the table: what was done, what it took, what we aim for, and the other side if any. */
export interface Row {
  readonly job: string;
  readonly measured: string;
  readonly aim: string;
  /** The same job done another way in the same run, with the ratio. */
  readonly beside: string;
  readonly met: boolean;
}

/** The table as Markdown. */
export function tableOf(rows: readonly Row[], machine: string): string {
  return [
    `Measured by \`npm run bench\` on ${machine}.`,
    "",
    "| Job | Measured | Aim | Beside it, same run |",
    "|---|---|---|---|",
    ...rows.map(
      ({ job, measured, aim, beside, met }) =>
        `| ${job} | ${measured}${met ? "" : " (**not met**)"} | ${aim} | ${beside} |`,
    ),
  ].join("\n");
}

const begin = "<!-- bench: written by npm run bench -- --write -->";
const end = "<!-- end of bench -->";

/** Puts the table between its two marks in the README. */
export function writeInto(path: string, table: string): void {
  const text = readFileSync(path, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} lacks the marks of the table`);
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
}
