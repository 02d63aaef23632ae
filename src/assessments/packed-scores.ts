/**
 * Scores of one kind of one organisation, packed: four whole numbers for each item, in the order of
 * the yardstick: `good`, `bad`, `n` (as in ItemEvidence; unknown is what is left of `n`) and `day`,
 * counted from 1 January 1970. `day` is 0 where nothing was given; `n` is 0 where somebody said that
 * the value is missing.
 */
export type PackedScores = Int32Array;

/** Whole numbers an item. */
export const packedStride = 4;

/** One value as it is packed. */
export interface PackedValue {
  readonly good: number;
  readonly bad: number;
  readonly n: number;
  readonly day: number;
}

const dayMilliseconds = 86_400_000;

/** A date as days since 1 January 1970: `2020-06-08` is 18421. Throws a RangeError on what is none. */
export function dayNumber(day: string): number {
  const number = Date.parse(`${day}T00:00:00Z`) / dayMilliseconds;
  if (!Number.isSafeInteger(number)) throw new RangeError(`${day} is not a day`);
  return number;
}

/** The date of a number of days since 1 January 1970. */
export function dayOfNumber(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10);
}

/** Packed scores of which none is given. */
export function emptyScores(items: number): PackedScores {
  return new Int32Array(items * packedStride);
}

/** One value of packed scores; undefined where nothing was given, or the place is outside. */
export function packedValue(scores: PackedScores, place: number): PackedValue | undefined {
  const at = place * packedStride;
  const day = scores[at + 3] ?? 0;
  if (day === 0) return undefined;
  return { good: scores[at] ?? 0, bad: scores[at + 1] ?? 0, n: scores[at + 2] ?? 0, day };
}

/**
 * Puts a fact into packed scores, in the order in which facts became known: of two the one with the
 * later day counts, of one day the one that became known later. Answers whether it counts now.
 * Throws a RangeError on a place that the yardstick does not have, or counts that do not add up.
 */
export function putScore(scores: PackedScores, place: number, value: PackedValue): boolean {
  const { good, bad, n, day } = value;
  const at = place * packedStride;
  const fits = [good, bad, n].every(
    (each) => Number.isInteger(each) && each >= 0 && each < 2 ** 31,
  );
  if (!Number.isInteger(place) || place < 0 || at >= scores.length || !fits || good + bad > n) {
    throw new RangeError(`a score at ${place} with ${good} good and ${bad} bad of ${n} cannot be`);
  }
  if (day < (scores[at + 3] ?? 0)) return false;
  scores.set([good, bad, n, day], at);
  return true;
}

/** Packed scores as the bytes that are stored, lower byte first. */
export function bytesOfScores(scores: PackedScores): Uint8Array {
  return new Uint8Array(scores.buffer, scores.byteOffset, scores.byteLength);
}

/**
 * Reads stored bytes. A yardstick keeps its items for good, so anything but its length is a fault:
 * throws a RangeError.
 */
export function scoresOfBytes(bytes: Uint8Array, items: number): PackedScores {
  if (bytes.byteLength !== items * packedStride * 4) {
    throw new RangeError(`packed scores of ${items} items have ${bytes.byteLength} bytes`);
  }
  // A row's bytes lie anywhere in the connection's buffer; numbers need a place divisible by four.
  return new Int32Array(new Uint8Array(bytes).buffer);
}
