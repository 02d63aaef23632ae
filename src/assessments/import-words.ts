import type { ScoreImport } from "./scores.contract.ts";
import { valueInWords } from "./value-words.ts";

const mostChangeLines = 50;

/** What each score would replace: told before anything is saved, and only then. */
export function changeLines({ dry_run, changes, given }: ScoreImport): string[] {
  if (!dry_run) return [];
  const shown = changes.slice(0, mostChangeLines);
  return [
    ...shown.map(({ line, organisation, item, kind, before, after, remark }) => {
      const from = before === null ? "nothing" : valueInWords(before);
      const beside = remark ? " (with note, sources or tool)" : "";
      return `  line ${line}: ${organisation} ${item} ${kind} ${from} → ${valueInWords(after)}${beside}`;
    }),
    ...(given > shown.length
      ? [`  and ${(given - shown.length).toLocaleString("en")} more changes`]
      : []),
  ];
}

/** One line for each run of rows of which the same is wrong. */
export function problemLines(problems: ScoreImport["problems"]): string[] {
  const runs: { from: number; to: number; said: string }[] = [];
  for (const { line, column, sentence, nearest } of problems) {
    const near = nearest.length === 0 ? "" : `; nearest: ${nearest.join("; ")}`;
    const said = `${column}: ${sentence}${near}`;
    const last = runs.at(-1);
    if (last?.said === said && last.to === line - 1) last.to = line;
    else runs.push({ from: line, to: line, said });
  }
  return runs.map(({ from, to, said }) =>
    from === to ? `  line ${from}, ${said}` : `  lines ${from} to ${to}, ${said}`,
  );
}
