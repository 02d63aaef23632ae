import { compareFractions, type Fraction } from "./exact.ts";

/**
 * The rank of the band in which a share lies, 0 the worst: bands are closed at their lower edge and
 * compared by cross-multiplication. `edges` are the lower edges, worst first, the first of them 0.
 */
export function rankOf(share: Fraction, edges: readonly Fraction[]): number {
  const above = edges.filter((edge) => compareFractions(share, edge) >= 0).length;
  return Math.max(0, above - 1);
}
