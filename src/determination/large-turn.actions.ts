import { takeLargeTurn } from "../platform/large-turns.ts";
import type { ReviewSize } from "./largest-determination.ts";

/**
 * A report, bundle or edition of more values than this is made while no other is: its files take
 * several times the memory of its ratings.
 */
const mostBesideOthers = 20_000;

/** Waits until no other large one is made in this process. Refuses (unavailable): too many wait. */
export async function takeTurnToReport({ organisations, items }: ReviewSize): Promise<void> {
  if (organisations * items > mostBesideOthers) await takeLargeTurn();
}
