/** One thing that was checked, with what came out in one line. */
export interface Check {
  readonly what:
    | "archive"
    | "bytes"
    | "digests"
    | "inputs"
    | "signature"
    | "log"
    | "acts"
    | "enrolment"
    | "office"
    | "ratings"
    | "verdicts"
    | "published"
    | "origin";
  readonly holds: boolean;
  /** One line: "132 ratings recomputed, 0 differ". */
  readonly words: string;
  /** Entries of the archive that are not as they should be. */
  readonly entries: readonly string[];
}

/** What became of a bundle under the eyes of the checker. */
export interface Verification {
  /**
   * `verified`: everything holds and a key that was given signed it. `intact`: everything holds, and
   * nothing outside of the bundle says who made it. `failed`: something does not hold.
   */
  readonly verdict: "verified" | "intact" | "failed";
  readonly checks: readonly Check[];
  /** What is not checked by this bundle, and true of it nevertheless. */
  readonly remarks: readonly string[];
}

/** A check that holds. */
export function holds(what: Check["what"], words: string): Check {
  return { what, holds: true, words, entries: [] };
}

/** A check that does not hold, with the entries that are to blame. */
export function fails(what: Check["what"], words: string, entries: readonly string[] = []): Check {
  return { what, holds: false, words, entries };
}

/** Lists names for people: at most five, then how many more. */
export function named(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
