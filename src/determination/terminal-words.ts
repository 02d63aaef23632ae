import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { movementExplained, notComparableInWords } from "./compare-days.ts";
import type {
  CapabilityTotal,
  ComparedName,
  Comparison,
  Determination,
  Movement,
} from "./determination.contract.ts";
import { barInWords, capital, countInWords, movementInWords } from "./words.ts";

/** How many names of a movement the terminal lists before it counts the others. */
const listed = 10;

/** Columns that a line may have. */
const columns = 80;
/** Columns for a name in the list of organisations. */
const nameColumns = 34;

/** Where a line may break: at a space, but not between a number and its sign. */
const breaks = / (?!%)/u;

/** Breaks a line at words so that it fits, the rest indented by two more than its beginning. */
export function wrapped(line: string): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(breaks)) {
    const glue = current.trim() === "" ? "" : " ";
    if (current.length + glue.length + word.length > columns && current.trim() !== "") {
      lines.push(current);
      current = `${indent}  ${word}`;
    } else current += glue + word;
  }
  return [...lines, current];
}

/** A determination for people: the finding, counts, then every organisation in a line. */
export function determinationLines(determination: Determination): string[] {
  const { enterprise, on, as_of, methodology, ratings } = determination;
  return [
    ...wrapped(enterprise.headline),
    ...wrapped(enterprise.lede),
    "",
    ...enterprise.labels.map(
      ({ display, count }) => `  ${countInWords(count).padStart(5)}  ${display.name}`,
    ),
    `  ${countInWords(enterprise.organisations).padStart(5)}  ${enterprise.organisations === 1 ? "organisation" : "organisations"}`,
    "",
    `${"".padEnd(nameColumns)}  proved  at best`,
    ...ratings.map((rating) => {
      const { least, most } = rating.score;
      const open = rating.rating.rank !== null && rating.at_best.rank !== rating.least.rank;
      const name = short(rating.name, nameColumns);
      const score = `${least.percent.padStart(6)}  ${most.percent.padStart(7)}`;
      return `${name}  ${score}  ${rating.rating.name}${open ? " *" : ""}`;
    }),
    "",
    ...capabilityLines(enterprise.capabilities ?? []),
    ...(enterprise.open > 0 ? ["* hangs on what is unknown: at best the next label."] : []),
    ...wrapped(
      `On ${dayInWords(on)}, as known at ${as_of}, by ${methodology.id} ${methodology.version}. Shares are in percent, cut and never rounded up.`,
    ),
  ];
}

/** Capabilities over all organisations, a line each; none where the yardstick describes none. */
function capabilityLines(capabilities: readonly CapabilityTotal[]): string[] {
  if (capabilities.length === 0) return [];
  return [
    "Capabilities: organisations that have it, lack it, and of which it is not known",
    ...capabilities.map((each) => {
      const counts = [
        each.organisations_fine,
        each.organisations_lacking,
        each.organisations_unknown,
      ].map((count) => countInWords(count).padStart(6));
      return `${short(each.title, nameColumns)}${counts.join("")}${each.systemic ? "  systemic" : ""}`;
    }),
    "",
  ];
}

function short(name: string, width: number): string {
  return name.length <= width ? name.padEnd(width) : `${name.slice(0, width - 1)}…`;
}

/** The reasons of one rating as a tree, and what would change it. Refuses (not-found) an unknown one. */
export function reasonLines(determination: Determination, organisation: string): string[] {
  const rating = determination.ratings.find((each) => each.organisation === organisation);
  if (rating === undefined) {
    const sentence = `there is no organisation ${organisation} in this determination.`;
    throw new Problem("not-found", sentence);
  }
  return [
    rating.name,
    ...rating.reasons.flatMap(({ level, words, remark }) => {
      const after = remark === "" ? "" : ` (${remark})`;
      return wrapped(`${"  ".repeat(level)}${words}${after}`);
    }),
    "",
    ...rating.changes.flatMap(({ title, words }) => wrapped(`${title}: ${words}`)),
  ];
}

const order: readonly Movement[] = [
  "improved",
  "declined",
  "lost-sight",
  "now-seen",
  "unchanged",
  "not-comparable",
];

/** A comparison for people: who moved, and why; and what may not be compared. */
export function comparisonLines(comparison: Comparison): string[] {
  const { from, to, names, items, item } = comparison;
  const others = items.filter((each) => each.item !== item && !each.comparable);
  return [
    ...wrapped(comparison.headline),
    ...wrapped(comparison.lede),
    "",
    ...order.flatMap((movement) => movedLines(comparison, movement)),
    `All ${countInWords(names.length)} names of ${dayInWords(from)} or ${dayInWords(to)}.`,
    ...others.flatMap((each) => wrapped(`${each.item} may not be compared: ${each.because}.`)),
  ];
}

function movedLines(comparison: Comparison, movement: Movement): string[] {
  const names = comparison.names.filter((each) => each.movement === movement);
  if (names.length === 0) return [];
  const explained =
    movement === "not-comparable"
      ? notComparableInWords(comparison)
      : movementExplained(movement, comparison.from, comparison.to);
  const more = names.length - listed;
  return [
    `${countInWords(names.length)} ${movementInWords(movement)}`,
    ...wrapped(`  ${explained}`),
    ...names.slice(0, listed).flatMap(nameLines),
    ...(more > 0 ? [`  and ${countInWords(more)} more; --json lists all`] : []),
    "",
  ];
}

function nameLines({ name, from, to, because, seems }: ComparedName): string[] {
  const side = (evidence: ComparedName["from"]): string =>
    evidence === null ? "no row under this name" : barInWords(evidence);
  const follows =
    seems === null
      ? []
      : [`    seems to follow as “${seems.name}”: ${seems.shared} of ${seems.of}`];
  const reason = because === "" || from === null || to === null ? [] : [`    ${capital(because)}`];
  return [`  ${name}`, `    ${side(from)}`, `    -> ${side(to)}`, ...reason, ...follows].flatMap(
    wrapped,
  );
}
