import { addSpan } from "../kit/calendar.ts";
import type { Standing } from "./offices.contract.ts";

/** The days on which somebody held an office or acted for it; the last one null while they do. */
export interface OfficePost {
  readonly office: string;
  readonly from: string;
  readonly until: string | null;
}

/**
 * The posts of an account, from all standings of the offices that it ever held. A standing ends on
 * the day before the next of that office begins, or on the last day of an acting appointment; of two
 * that began on one day the one known later counts.
 */
export function postsOfStandings(standings: readonly Standing[], account: string): OfficePost[] {
  return standings.flatMap((each) => {
    const corrected = standings.some(
      ({ office, from_day: from, known_at: at }) =>
        office === each.office && from === each.from_day && at > each.known_at,
    );
    if (each.account !== account || corrected) return [];
    const next = standings
      .filter(({ office, from_day: from }) => office === each.office && from > each.from_day)
      .map(({ from_day: from }) => addSpan(from, { days: -1 }));
    const ends = [...next, ...(each.until === null ? [] : [each.until])].toSorted();
    return [{ office: each.office, from: each.from_day, until: ends[0] ?? null }];
  });
}
