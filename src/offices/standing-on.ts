import type { BodyOn, Office, Standing, StandingOn } from "./offices.contract.ts";

/** Of an office about which nothing was entered for a day. */
export const nothingKnown: StandingOn = {
  state: "unknown",
  holder: null,
  from_day: null,
  note: null,
  from_memory: false,
};

/**
 * How an office stood on a day: the latest thing that began on or before it; of two that began on
 * one day, the one known later. Nothing entered is `unknown`, never vacant.
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
  const { state, holder, from_day, note, from_memory } = last;
  return { state, holder, from_day, note, from_memory };
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
