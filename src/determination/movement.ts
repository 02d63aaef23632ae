import { dayInWords } from "../kit/calendar.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Bound, Display, Interval, Movement } from "./determination.contract.ts";
import { compareFractions, type Fraction, fraction, ofBillionths } from "./exact.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";

/** A movement, and why it may not be told or what it hides; empty where nothing is to be said. */
export interface Moved {
  readonly movement: Movement;
  readonly because: string;
}

/** A range on one day, as exact fractions or as ranks. */
interface Range {
  readonly lo: Fraction;
  readonly hi: Fraction;
}

/**
 * How a value moved, however the unknown turns out (determination.md, section 3): improved when the
 * later least is above the earlier most, declined when the later most is below the earlier least;
 * else now seen when the range became narrower, lost sight when wider, unchanged when neither.
 */
export function movementOf(from: Interval, to: Interval): Movement {
  return movementOfRanges(rangeOf(from), rangeOf(to));
}

function movementOfRanges(from: Range, to: Range): Movement {
  if (compareFractions(to.lo, from.hi) > 0) return "improved";
  if (compareFractions(to.hi, from.lo) < 0) return "declined";
  const width = compareFractions(widthOf(to), widthOf(from));
  return width < 0 ? "now-seen" : width > 0 ? "lost-sight" : "unchanged";
}

function rangeOf({ least, most }: Interval): Range {
  return { lo: fractionOf(least), hi: fractionOf(most) };
}

function fractionOf({ billionths, exact }: Bound): Fraction {
  return exact === null ? ofBillionths(billionths) : fraction(exact.numerator, exact.denominator);
}

function widthOf({ lo, hi }: Range): Fraction {
  return {
    numerator: hi.numerator * lo.denominator - lo.numerator * hi.denominator,
    denominator: hi.denominator * lo.denominator,
  };
}

/** One item of one name on one day; null where the name has no row at all. */
export interface DatedEvidence {
  readonly day: string;
  readonly evidence: ItemEvidence | null;
}

/**
 * How an item moved between two days. Not comparable, with the reason, when nothing is there on one
 * of the days or it was measured by another rule. Units that were expected and not seen are there:
 * their value is open, and losing sight of them is told as that.
 */
export function movementOfItem(from: DatedEvidence, to: DatedEvidence): Moved {
  const absent = [from, to].filter(({ evidence }) => evidence === null || evidence.n === 0);
  const [nowhere] = absent;
  if (from.evidence === null || to.evidence === null || nowhere !== undefined) {
    const because = absent.map((side) => absenceInWords(side)).join(", ");
    return { movement: "not-comparable", because };
  }
  const [before, after] = [from.evidence, to.evidence];
  if (before.rule !== "" && after.rule !== "" && before.rule !== after.rule) {
    const because =
      before.units === after.units
        ? `measured by another rule on ${dayInWords(from.day)}`
        : `${before.units} were counted on ${dayInWords(from.day)}, not ${after.units}`;
    return { movement: "not-comparable", because };
  }
  const movement = movementOf(intervalOf(valueOfItem(before)), intervalOf(valueOfItem(after)));
  return { movement, because: "" };
}

function absenceInWords({ day, evidence }: DatedEvidence): string {
  const when = dayInWords(day);
  if (evidence === null) return `no row under this name on ${when}`;
  return evidence.missing === "not-in-collection"
    ? `no row under this name on ${when}`
    : `not measured on ${when}`;
}

/** A rating on one day, with what it was made by. */
export interface DatedRating {
  readonly day: string;
  readonly rating: Display;
  readonly least: Display;
  readonly at_best: Display;
  /** Whether anything was there to rate: a unit, seen or expected, of an item of the score. */
  readonly anything: boolean;
  /** Digests of methodology and yardstick. */
  readonly madeBy: string;
}

/**
 * How a rating moved. Ratings move like values, by what is proved and what is open; a display that
 * goes from a label to one outside the order is lost sight and names the old one, never improvement;
 * the way back is now seen, unless it moved however the unknown turns out.
 */
export function movementOfRating(from: DatedRating, to: DatedRating): Moved {
  if (from.madeBy !== to.madeBy) {
    return { movement: "not-comparable", because: "made by another methodology or yardstick" };
  }
  const empty = [from, to].filter(({ anything }) => !anything);
  if (empty.length > 0) {
    const because = empty.map(({ day }) => `nothing was measured on ${dayInWords(day)}`).join(", ");
    return { movement: "not-comparable", because };
  }
  const movement = movementOfRanges(ranks(from), ranks(to));
  const lost = from.rating.rank !== null && to.rating.rank === null;
  const found = from.rating.rank === null && to.rating.rank !== null;
  const because =
    from.rating.label === to.rating.label ? "" : `${from.rating.name} became ${to.rating.name}`;
  if (lost && movement !== "declined") return { movement: "lost-sight", because };
  if (found && movement !== "improved" && movement !== "declined") {
    return { movement: "now-seen", because };
  }
  return { movement, because };
}

/** Ranks as fractions of a number that no methodology reaches, so that they compare like values. */
function ranks({ least, at_best }: DatedRating): Range {
  const of = (display: Display): Fraction => fraction(display.rank ?? 0, 1000);
  return { lo: of(least), hi: of(at_best) };
}
