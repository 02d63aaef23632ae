import type { Enterprise } from "../determination/determination.contract.ts";
import type {
  DeterminationSummary,
  RatingSummary,
} from "../determination/determination-views.contract.ts";
import { countInWords, numberInWords, percentInWords } from "../determination/words.ts";

/** Marks of the displays in a terminal without colour: worst to best, then the two outside the order. */
const glyphs: Readonly<Record<string, { readonly sign: string; readonly bar: string }>> = {
  best: { sign: "x", bar: "#" },
  middle: { sign: "-", bar: "#" },
  worst: { sign: "!", bar: "#" },
  outside: { sign: "?", bar: "/" },
};

const widest = 49;
const axisLength = 44;
const billion = 1_000_000_000;

function glyphOf(
  rank: number | null,
  best: number,
): { readonly sign: string; readonly bar: string } {
  const kind = rank === null ? "outside" : rank === best ? "best" : rank === 0 ? "worst" : "middle";
  return glyphs[kind] ?? { sign: "?", bar: "/" };
}

/** One line a display: its sign, its name, its count, and one mark for each organisation. */
export function drawCounts({
  labels,
  organisations,
}: Pick<Enterprise, "labels" | "organisations">): string[] {
  const best = Math.max(...labels.map(({ display }) => display.rank ?? 0));
  const largest = Math.max(1, ...labels.map(({ count }) => count));
  const each = Math.ceil(largest / widest);
  const lines = labels
    .filter(({ count, display }) => count > 0 || display.rank !== null)
    .map(({ display, count }) => {
      const { sign, bar } = glyphOf(display.rank, best);
      return `${sign} ${display.name.padEnd(22)}${String(count).padStart(3)} ${bar.repeat(Math.ceil(count / each))}`;
    });
  const meaning =
    each === 1 ? "one mark for each organisation" : `one mark for each ${each} organisations`;
  return [...lines, `${" ".repeat(24)}${String(organisations).padStart(3)} ${meaning}`];
}

/** The organisation that is nearest to a better label among those whose rating hangs on the unknown. */
export function closestCase(ratings: readonly RatingSummary[]): RatingSummary | undefined {
  const open = ratings.filter(
    ({ rating, at_best, least }) => rating.rank !== null && at_best.rank !== least.rank,
  );
  return open.toSorted((a, b) => b.score.least.billionths - a.score.least.billionths)[0];
}

/** The last tenth of the interval of one organisation, enlarged, with its own axis. */
export function drawClosest(rating: RatingSummary, from: string): string[] {
  const { least, most } = rating.score;
  const start =
    least.billionths >= 0.9 * billion ? 90 : Math.floor((least.billionths / billion) * 10) * 10;
  const span = 10;
  const column = (billionths: number): number =>
    Math.min(
      axisLength,
      Math.max(0, Math.floor(((billionths / (billion / 100) - start) / span) * axisLength)),
    );
  const good = column(least.billionths);
  const unknown = Math.max(1, column(most.billionths) - good);
  const bad = Math.max(0, axisLength - good - unknown);
  const half = axisLength / 2;
  const axis =
    `${start} %`.padEnd(half) + `${start + span / 2} %`.padEnd(half) + `${start + span} %`;
  const marks = " ".repeat(Math.max(0, good - 2)) + percentInWords(least.percent);
  const { name } = rating.at_best;
  return [
    `${rating.name}   ${rating.rating.name}, at best ${name}`,
    "",
    axis,
    `${"#".repeat(good)}|${":".repeat(unknown)}${".".repeat(bad)}`,
    `${marks.padEnd(good + unknown)} ${percentInWords(most.percent)}`,
    "# proved good   | what is proved ends here   : unknown   . proved bad",
    `${countInWords(rating.good)} of ${countInWords(rating.n)} ${rating.units} proved good; ${name} is from ${from} %.`,
  ];
}

/** How many ratings hang on what is unknown, in a sentence. */
export function openInWords(summary: DeterminationSummary): string {
  const { open } = summary.enterprise;
  const units = summary.ratings[0]?.units ?? "units";
  const count = numberInWords(open);
  return open === 1
    ? `One rating hangs on unknown ${units}:`
    : `${count.charAt(0).toUpperCase()}${count.slice(1)} ratings hang on unknown ${units}. Closest:`;
}
