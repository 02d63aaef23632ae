import { counted } from "../kit/counted-words.ts";
import type { MethodologyComparison } from "./methodology-comparison.contract.ts";
import type { MethodologySection } from "./methodology-words.ts";
import { wrapped } from "./terminal-words.ts";
import { capital, countInWords } from "./words.ts";

/** A methodology in words, for the terminal. */
export function methodologyLines(sections: readonly MethodologySection[]): string[] {
  return sections.flatMap(({ heading, paragraphs, tables }) => [
    heading,
    ...paragraphs.flatMap((paragraph) => wrapped(`  ${paragraph}`)),
    ...tables.flatMap(({ columns, rows }) => tableLines([columns, ...rows])),
    "",
  ]);
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  const [head = []] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  return rows.map((row) =>
    `    ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** How many of those that stay the same are named. */
const mostNamed = 40;

/** Two methodologies side by side, for the terminal: what they say otherwise, then who moves and why. */
export function methodologyComparisonLines(comparison: MethodologyComparison): string[] {
  const { a, b, rules, organisations, headline } = comparison;
  const moved = organisations.filter(({ move }) => move !== "same");
  return [
    ...wrapped(`${capital(headline)}.`),
    "",
    ...rules.flatMap(({ what, a: one, b: two }) => [
      what,
      ...wrapped(`  ${a.id} ${a.version}: ${one}`),
      ...wrapped(`  ${b.id} ${b.version}: ${two}`),
    ]),
    "",
    ...moved
      .slice(0, mostNamed)
      .flatMap(({ name, a: one, b: two, because }) => [
        ...wrapped(`${name}: ${one.rating.name} -> ${two.rating.name}`),
        ...because.flatMap((words) => wrapped(`  ${words}`)),
      ]),
    ...(moved.length > mostNamed
      ? [`and ${countInWords(moved.length - mostNamed)} more; --json lists all`]
      : []),
    `${counted(organisations.length - moved.length, "is", "are")} shown the same by both.`,
  ];
}
