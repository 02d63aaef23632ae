import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { movementExplained, notComparableInWords } from "./compare-days.ts";
import type {
  ComparedName,
  Comparison,
  Determination,
  Movement,
} from "./determination.contract.ts";
import { barInWords, capital, countInWords, movementInWords, percentInWords } from "./words.ts";

/** How many names of a movement the terminal lists before it counts the others. */
const listed = 10;

/** A determination for people: the finding, counts, then every organisation in a line. */
export function determinationLines(determination: Determination): string[] {
  const { enterprise, on, as_of, methodology, ratings } = determination;
  const width = Math.min(44, Math.max(12, ...ratings.map(({ name }) => name.length)));
  return [
    enterprise.headline,
    enterprise.lede,
    "",
    ...enterprise.labels.map(
      ({ display, count }) => `  ${countInWords(count).padStart(5)}  ${display.name}`,
    ),
    `  ${countInWords(enterprise.organisations).padStart(5)}  organisations`,
    "",
    ...ratings.map((rating) => {
      const { least, most } = rating.score;
      const best =
        rating.at_best.rank === rating.least.rank ? "" : `, at best ${rating.at_best.name}`;
      const score = `${percentInWords(least.percent).padStart(7)} ${percentInWords(most.percent).padStart(8)}`;
      return `${short(rating.name, width)}  ${score}  ${rating.rating.name}${rating.rating.rank === null ? "" : best}`;
    }),
    "",
    `On ${dayInWords(on)}, as known at ${as_of}, by ${methodology.id} ${methodology.version}.`,
    "The first share is proved, the second is the best that the unknown leaves open.",
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
    ...rating.reasons.map(({ level, words, remark }) => {
      const after = remark === "" ? "" : ` (${remark})`;
      return `${"  ".repeat(level)}${words}${after}`;
    }),
    "",
    ...rating.changes.map(({ title, words }) => `${title}: ${words}`),
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
    comparison.headline,
    comparison.lede,
    "",
    ...order.flatMap((movement) => movedLines(comparison, movement)),
    `All ${countInWords(names.length)} names of ${dayInWords(from)} or ${dayInWords(to)}.`,
    ...others.map((each) => `${each.item} may not be compared: ${each.because}.`),
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
    `  ${explained}`,
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
  return [`  ${name}`, `    ${side(from)}  ->  ${side(to)}`, ...reason, ...follows];
}
