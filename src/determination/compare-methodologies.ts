import type { Determination, RatedItem, Rating } from "./determination.contract.ts";
import type {
  MethodologyComparison,
  MethodologyMove,
  MethodologyMoved,
} from "./methodology-comparison.contract.ts";
import { compareFractions } from "./exact.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import { rulesThatDiffer, sameLabels } from "./methodology-words.ts";
import type { NamedMethodology } from "./rating-inputs.ts";
import { countInWords, intervalInWords, percentInWords } from "./words.ts";

/** One of the two: a methodology, and what it determines. */
export interface ComparedMethodology {
  readonly methodology: NamedMethodology;
  readonly determination: Determination;
}

/** How many items are named as a reason. */
const mostItems = 3;

/**
 * Sets two methodologies side by side on the same inputs: who is shown otherwise, and why. It is no
 * movement in time: nothing became better or worse, another rule was applied.
 * Given: two determinations of one review on one day, as known at one instant.
 */
export function compareMethodologies(
  a: ComparedMethodology,
  b: ComparedMethodology,
): MethodologyComparison {
  const { review, on, as_of } = a.determination;
  const others = new Map(b.determination.ratings.map((each) => [each.organisation, each]));
  const rules = { a: a.methodology.methodology, b: b.methodology.methodology };
  const organisations = a.determination.ratings
    .flatMap((rating) => {
      const other = others.get(rating.organisation);
      return other === undefined ? [] : [compared(rating, other, rules)];
    })
    .toSorted(movedFirst);
  const counts = Object.fromEntries(
    moves.map((move) => [move, organisations.filter((each) => each.move === move).length]),
  );
  return {
    format: "muster/methodology-comparison/1",
    review,
    on,
    as_of,
    a: named(a.methodology),
    b: named(b.methodology),
    rules: rulesThatDiffer(rules.a, rules.b),
    counts,
    headline: headlineOf(organisations, counts, rules),
    organisations,
  };
}

const moves: readonly MethodologyMove[] = ["higher", "lower", "rated", "unrated", "other", "same"];

function named({ methodology, digest }: NamedMethodology): MethodologyComparison["a"] {
  const { id, version, title } = methodology;
  return { id, version, digest, title };
}

interface Rules {
  readonly a: Methodology;
  readonly b: Methodology;
}

function headlineOf(
  organisations: readonly MethodologyMoved[],
  counts: Readonly<Record<string, number>>,
  { a, b }: Rules,
): string {
  const byOne = (counts["rated"] ?? 0) + (counts["unrated"] ?? 0);
  const moved = organisations.length - (counts["same"] ?? 0);
  const all = countInWords(organisations.length);
  return `${countInWords(moved)} of ${all} ${organisations.length === 1 ? "organisation" : "organisations"} ${moved === 1 || organisations.length === 1 ? "is" : "are"} shown otherwise by ${b.id} than by ${a.id}: ${countInWords(counts["higher"] ?? 0)} higher, ${countInWords(counts["lower"] ?? 0)} lower${byOne === 0 ? "" : `, ${countInWords(byOne)} rated by one of them alone`}`;
}

function movedFirst(left: MethodologyMoved, right: MethodologyMoved): number {
  const place = ({ move }: MethodologyMoved): number => moves.indexOf(move);
  return (
    place(left) - place(right) || (left.name < right.name ? -1 : left.name > right.name ? 1 : 0)
  );
}

function compared(a: Rating, b: Rating, rules: Rules): MethodologyMoved {
  const side = ({ rating, least, at_best, score }: Rating): MethodologyMoved["a"] => ({
    rating,
    least,
    at_best,
    score,
  });
  const move = moveOf(a, b, rules);
  const { organisation, name } = a;
  const because = move === "same" ? [] : becauseOf(a, b, rules);
  return { organisation, name, move, a: side(a), b: side(b), because };
}

function moveOf({ rating: a }: Rating, { rating: b }: Rating, rules: Rules): MethodologyMove {
  if (a.label === b.label) return "same";
  if (a.rank === null && b.rank === null) return "other";
  if (a.rank === null) return "rated";
  if (b.rank === null) return "unrated";
  if (!sameLabels(rules.a, rules.b)) return "other";
  return b.rank > a.rank ? "higher" : "lower";
}

function becauseOf(a: Rating, b: Rating, rules: Rules): string[] {
  return [
    ...scoreReason(a, b),
    ...itemReasons(a, b, rules),
    ...bandReason(rules),
    ...gateReasons(a, b),
    ...coverageReason(a, b, rules),
  ];
}

function scoreReason(a: Rating, b: Rating): string[] {
  const same =
    a.score.least.billionths === b.score.least.billionths &&
    a.score.most.billionths === b.score.most.billionths;
  return same
    ? []
    : [`The score is ${intervalInWords(b.score)} instead of ${intervalInWords(a.score)}.`];
}

/** The share of the score that an item proves, as a numerator over the total weight. */
interface Part {
  readonly item: RatedItem;
  readonly weight: number;
  readonly total: number;
}

function partsOf(
  { items }: Rating,
  methodology: Methodology,
): { parts: Map<string, Part>; total: number } {
  const core = new Map(scoreItems(methodology).map((member) => [member.item, member.core]));
  const apart = methodology.scores === "maturity-average";
  const weighed = items.map((item) => {
    const counts = item.weight > 0 && (!apart || core.get(item.item) === true);
    return { item, weight: counts ? item.weight : 0 };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return { parts: new Map(weighed.map((part) => [part.item.item, { ...part, total }])), total };
}

function itemReasons(a: Rating, b: Rating, rules: Rules): string[] {
  const [one, two] = [partsOf(a, rules.a), partsOf(b, rules.b)];
  const differing = [...one.parts].flatMap(([id, from]) => {
    const to = two.parts.get(id);
    if (to === undefined) return [];
    // What each proves of the score, over the product of both totals: exact, and compared as such.
    const proved = (part: Part, other: number): bigint =>
      BigInt(part.item.value.least.billionths) * BigInt(part.weight) * BigInt(other);
    const difference = proved(to, one.total) - proved(from, two.total);
    return difference === 0n
      ? []
      : [{ id, from, to, size: difference < 0n ? -difference : difference }];
  });
  const sorted = differing.toSorted((left, right) =>
    left.size === right.size ? (left.id < right.id ? -1 : 1) : left.size > right.size ? -1 : 1,
  );
  const more = sorted.length - mostItems;
  return [
    ...sorted.slice(0, mostItems).map(({ from, to }) => itemReason(from, to)),
    ...(more > 0
      ? [`${countInWords(more)} more ${more === 1 ? "item counts" : "items count"} otherwise.`]
      : []),
  ];
}

function itemReason(from: Part, to: Part): string {
  const title = `${from.item.item} ${from.item.title}`;
  if (from.weight === 0) return `${title} counts: ${intervalInWords(to.item.value)}.`;
  if (to.weight === 0)
    return `${title} does not count; it was ${intervalInWords(from.item.value)}.`;
  const [before, after] = [intervalInWords(from.item.value), intervalInWords(to.item.value)];
  return before === after
    ? `${title} weighs otherwise: ${shareInWords(to)} instead of ${shareInWords(from)}.`
    : `${title} is ${after} instead of ${before}${whyOf(to.item)}.`;
}

function shareInWords({ weight, total }: Part): string {
  return `${countInWords(weight)} of ${countInWords(total)}`;
}

/** Why a combined value is as open as it is. */
function whyOf({ combined, value }: RatedItem): string {
  if (combined === undefined || value.least.billionths === value.most.billionths) return "";
  const { self, independent, trust } = combined;
  const there = (score: typeof self): boolean => score !== null && score.missing === null;
  if (!there(independent) && !there(self)) return ", because no score that counts was given";
  if (!there(independent) && trust.billionths > 0) {
    return `, because the self-score is trusted to ${percentInWords(trust.percent)}`;
  }
  if (!there(independent)) return ", because no independent score stands beside the self-score";
  return there(self) ? "" : ", because no self-score stands beside the independent one";
}

/** The labels that begin elsewhere, whether or not one of the two ratings shows them. */
function bandReason(rules: Rules): string[] {
  const ids = [...new Set([...rules.a.labels, ...rules.b.labels].map(({ label }) => label))];
  const parts = ids.flatMap((id) => {
    const [one, two] = [rules.a, rules.b].map(({ labels }) =>
      labels.find(({ label }) => label === id),
    );
    if (one && two && compareFractions(one.from, two.from) === 0) return [];
    const edge = (label: typeof one): string =>
      label === undefined ? "nowhere" : `at ${percentInWords(label.fromPercent)}`;
    const name = (two ?? one)?.name ?? id;
    return [`${name} begins ${edge(one)} in ${rules.a.id} and ${edge(two)} in ${rules.b.id}`];
  });
  return parts.length === 0 ? [] : [`The bands differ: ${parts.join("; ")}.`];
}

function gateReasons(a: Rating, b: Rating): string[] {
  const shut = ({ reasons }: Rating): string[] =>
    reasons
      .filter(({ kind, words }) => kind === "gate" && /: (shut|not known)/u.test(words))
      .map(({ words }) => words);
  const [before, after] = [shut(a), shut(b)];
  return [
    ...after.filter((words) => !before.includes(words)).map((words) => `${words}.`),
    ...before.filter((words) => !after.includes(words)).map((words) => `No longer: ${words}.`),
  ];
}

function coverageReason(a: Rating, b: Rating, rules: Rules): string[] {
  if (a.rating.rank !== null && b.rating.rank !== null) return [];
  const known = ({ coverage }: Rating, { minimumCoveragePercent }: Methodology): string =>
    `${percentInWords(coverage.percent)} of ${percentInWords(minimumCoveragePercent)} needed`;
  return [
    `Known of the score: ${known(b, rules.b)} by ${rules.b.id}, ${known(a, rules.a)} by ${rules.a.id}.`,
  ];
}
