import type { ScoreKind } from "../../src/assessments/scores.contract.ts";
import { kinds } from "./score-rows.ts";

/** What the server says of the sides that it leaves out. */
export interface Hiding {
  readonly hidden: readonly ScoreKind[];
}

/**
 * Which sides a page shows: what an organisation says of itself is hidden from whoever audits it until
 * both sides are in. The server leaves it out and says so; here the column goes, so that nobody takes
 * what is hidden for what is missing.
 */
export function sidesOf({ hidden }: Hiding): readonly ScoreKind[] {
  return kinds.filter((kind) => !hidden.includes(kind));
}

/** Whether nothing at all is shown of an organisation. */
export function isHidden(row: Hiding): boolean {
  return sidesOf(row).length === 0;
}

/** The same for a table of many organisations: the column goes while it is hidden of any that is shown. */
export function sidesOfAll(rows: readonly Hiding[]): readonly ScoreKind[] {
  const seen = rows.filter((row) => !isHidden(row));
  return kinds.filter((kind) => seen.every(({ hidden }) => !hidden.includes(kind)));
}
