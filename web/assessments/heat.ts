import type { HeatMap } from "../../src/assessments/divergence.contract.ts";

type Cell = HeatMap["organisations"][number]["cells"][number];

/** How a cell of the heat map is drawn: which side is proved higher, in how many strengths. */
export interface Shade {
  readonly side: "none" | "level" | "self" | "independent";
  /** 0 to 4: nothing proved, below half a level, below one, below two, two or more. */
  readonly strength: 0 | 1 | 2 | 3 | 4;
}

const level = 250_000_000;

/** What is proved of the mean of self minus independent: a range that holds zero proves nothing. */
export function shadeOf({ pairs, lean_lo: lo, lean_hi: hi }: Cell): Shade {
  if (pairs === 0 || lo === null || hi === null) return { side: "none", strength: 0 };
  if (lo <= 0 && hi >= 0) return { side: "level", strength: 0 };
  const proved = lo > 0 ? lo : -hi;
  const strength = proved >= 2 * level ? 4 : proved >= level ? 3 : 2 * proved >= level ? 2 : 1;
  return { side: lo > 0 ? "self" : "independent", strength };
}

/** Items of a cell that have no pair: they are never drawn as agreement. */
export function unpairedOf(cell: Cell): number {
  return cell.self_only + cell.independent_only + cell.neither;
}
