import { addSpan } from "../kit/calendar.ts";
import type { BodyOn, Office, Standing, StandingOn } from "./offices.contract.ts";

/** Why an office is vacant that nobody vacated. */
export const actingEnded = "the acting appointment ended";

/** Of an office about which nothing was entered for a day. */
export const nothingKnown: StandingOn = {
  state: "unknown",
  holder: null,
  account: null,
  from_day: null,
  until: null,
  note: null,
  from_memory: false,
};

/**
 * How an office stood on a day: the latest thing that began on or before it; of two that began on
 * one day, the one known later. Nothing entered is `unknown`, never vacant. After the last day of an
 * acting appointment the office is vacant until somebody is entered.
 */
export function standingOn(
  standings: readonly Standing[],
  office: string,
  day: string,
): StandingOn {
  let last: Standing | undefined;
  for (const each of standings) {
    if (each.office !== office || each.from_day > day) continue;
    const later = !last || each.from_day > last.from_day;
    if (later || (each.from_day === last?.from_day && each.known_at >= last.known_at)) last = each;
  }
  if (!last) return nothingKnown;
  const { state, holder, account, from_day, until, note, from_memory } = last;
  if (until !== null && until < day) {
    const from = addSpan(until, { days: 1 });
    return { ...nothingKnown, state: "vacant", from_day: from, note: actingEnded, from_memory };
  }
  return { state, holder, account, from_day, until, note, from_memory };
}

/**
 * How a joint body stood on a day. A seat is filled unless its office is known to be vacant; an
 * acting holder fills it. Without a written quorum all seats are needed.
 */
export function bodyOn(body: Office, standings: readonly Standing[], day: string): BodyOn | null {
  if (body.seats.length === 0) return null;
  const empty = body.seats.filter((seat) => standingOn(standings, seat, day).state === "vacant");
  const filled = body.seats.length - empty.length;
  const quorum = body.quorum ?? body.seats.length;
  return { seats: body.seats.length, filled, empty, quorum, has_quorum: filled >= quorum };
}
