import { dayInWords } from "../kit/calendar.ts";
import type { Office, StandingOn } from "../offices/offices.contract.ts";
import { bodyOn, standingOn } from "../offices/standing-on.ts";
import type { ClockSeat } from "./clock.contract.ts";
import type { RowMatter } from "./clock-row.ts";
import { officesOf } from "./empty-offices.ts";

/** The part of a clause that people quote: `2(b)` of `2(b)(iii)`. */
function shortClause(clause: string): string {
  return /^\d+\([a-z]+\)/u.exec(clause)?.[0] ?? clause;
}

/**
 * Offices that tasks depend on and that were or are not steadily held: vacant or acting at signing
 * or on the day, or changed between. A joint body appears when it lacks a seat.
 */
export function clockSeats(matter: RowMatter, offices: readonly Office[]): ClockSeat[] {
  const named = new Map<string, { clauses: Set<string>; leadOf: string[] }>();
  for (const task of matter.order.tasks) {
    for (const office of officesOf(task)) {
      const entry = named.get(office) ?? { clauses: new Set(), leadOf: [] };
      entry.clauses.add(shortClause(task.clause));
      if (task.leads.includes(office)) entry.leadOf.push(task.id);
      named.set(office, entry);
    }
  }
  return [...named].flatMap(([office, { clauses, leadOf }]) => {
    const words = wordsOf(matter, office, offices);
    if (words === null) return [];
    return [
      {
        office,
        title: matter.order.offices[office]?.title ?? office,
        at_signing: words.atSigning?.state ?? null,
        now: words.now.state,
        words: words.text,
        clauses: [...clauses],
        lead_of: leadOf,
      },
    ];
  });
}

interface SeatWords {
  readonly atSigning: StandingOn | null;
  readonly now: StandingOn;
  readonly text: string;
}

function wordsOf(matter: RowMatter, office: string, offices: readonly Office[]): SeatWords | null {
  const { signed } = matter.state.facts;
  const then = signed === null ? null : standingOn(matter.standings, office, signed);
  const now = standingOn(matter.standings, office, matter.on);
  const body = bodyWords(matter, office, offices);
  const unsteady = [then?.state, now.state].some(
    (state) => state === "vacant" || state === "acting",
  );
  if (!unsteady && body === null) return null;
  const atSigning =
    then && then.state !== "held" && then.state !== "unknown"
      ? [`${describe(then)} when signed`]
      : [];
  const same = then?.from_day === now.from_day;
  const later =
    same || now.state === "unknown"
      ? []
      : [`${describe(now)} from ${dayInWords(now.from_day ?? matter.on)}`];
  const note = (then?.state !== "held" ? then?.note : null) ?? now.note;
  const memory = then?.from_memory === true || now.from_memory ? ["from memory"] : [];
  const parts = [...atSigning, ...later, ...(body === null ? [] : [body])];
  const remark = [...(note === null || note === undefined ? [] : [note]), ...memory].join("; ");
  return {
    atSigning: then,
    now,
    text: `${parts.join(", then ")}${remark === "" ? "" : ` (${remark})`}`,
  };
}

function describe(standing: StandingOn): string {
  const who = standing.holder === null ? "" : ` by ${standing.holder}`;
  return {
    held: `held${who}`,
    acting: `acting holder${who}`,
    vacant: "vacant",
    unknown: "holder not entered",
  }[standing.state];
}

function bodyWords(matter: RowMatter, office: string, offices: readonly Office[]): string | null {
  const listed = matter.order.offices[office];
  const body = offices.find((each) => each.office === office) ?? {
    office,
    title: listed?.title ?? office,
    seats: listed?.seats ?? [],
    quorum: listed?.quorum ?? null,
  };
  const on = bodyOn(body, matter.standings, matter.on);
  if (on === null || on.empty.length === 0) return null;
  const able = on.has_quorum ? "it has its quorum" : "it has no quorum";
  return `${on.filled} of ${on.seats} seats filled, quorum ${on.quorum}: ${able}`;
}
