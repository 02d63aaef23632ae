import type { ItemView } from "../../src/determination/determination-views.contract.ts";
import { unknownOf } from "../../src/determination/words.ts";

/** One organisation in the table of an item. */
export type ItemRow = ItemView["rows"][number];

/** What a filter of the page of an item leaves. */
export type ItemFilter = "" | "bad" | "unknown" | "good";

/** Whether a row stays under a filter: some bad; none bad and some unknown; every unit good. */
export function keepItemRow({ evidence }: ItemRow, filter: string): boolean {
  switch (filter) {
    case "bad":
      return evidence.bad > 0;
    case "unknown":
      return evidence.bad === 0 && (unknownOf(evidence) > 0 || evidence.n === 0);
    case "good":
      return evidence.n > 0 && evidence.good === evidence.n;
    default:
      return true;
  }
}

/**
 * Sorts the rows of an item. The default is by unknown share, compared exactly, then by size, then by
 * name; rows with nothing to count come last.
 */
export function sortItemRows(rows: readonly ItemRow[], sort: string): readonly ItemRow[] {
  const up = sort.endsWith("-up");
  const by = comparisons[up ? sort.slice(0, -3) : sort] ?? byUnknownShare;
  const sign = up ? 1 : -1;
  return rows.toSorted(
    (one, other) =>
      sign * by(one, other) || other.evidence.n - one.evidence.n || byName(one, other),
  );
}

type Comparison = (one: ItemRow, other: ItemRow) => number;

const byName: Comparison = (one, other) =>
  one.name < other.name ? -1 : Number(one.name > other.name);

/** Cross-multiplied, so that equal shares are equal. */
const byUnknownShare: Comparison = ({ evidence: one }, { evidence: other }) => {
  if (one.n === 0 || other.n === 0) return Number(one.n > 0) - Number(other.n > 0);
  return unknownOf(one) * other.n - unknownOf(other) * one.n;
};

const comparisons: Readonly<Record<string, Comparison | undefined>> = {
  name: byName,
  proved: (one, other) => one.value.least.billionths - other.value.least.billionths,
  best: (one, other) => one.value.most.billionths - other.value.most.billionths,
  unknown: (one, other) => unknownOf(one.evidence) - unknownOf(other.evidence),
  bad: (one, other) => one.evidence.bad - other.evidence.bad,
  good: (one, other) => one.evidence.good - other.evidence.good,
  units: (one, other) => one.evidence.n - other.evidence.n,
};

/** The rows of the page: those to look at, the others with enough units, those with too few. */
export interface FoldedRows {
  readonly shown: readonly ItemRow[];
  readonly others: readonly ItemRow[];
  readonly few: readonly ItemRow[];
}

/** Folds away what says least: organisations with too few units, and those after the first `limit`. */
export function foldItemRows(rows: readonly ItemRow[], minimum: number, limit: number): FoldedRows {
  const enough = rows.filter((row) => row.evidence.n >= minimum);
  return {
    shown: enough.slice(0, limit),
    others: enough.slice(limit),
    few: rows.filter((row) => row.evidence.n < minimum),
  };
}
