import { readDay, readInstant } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { requireAccountNamed } from "../platform/identity/accounts.actions.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type {
  Assignment,
  Office,
  OfficeChanged,
  OfficeList,
  Standing,
  Vacancy,
} from "./offices.contract.ts";
import { addOffices, addStandings, readOffices, readStandings } from "./offices.store.ts";
import { bodyOn, standingOn } from "./standing-on.ts";

/** The register of offices as it stood on a day (default: the day of the newest fact). */
export async function listOffices(
  work: Work,
  query: { on?: string | undefined; as_of?: string | undefined },
): Promise<OfficeList> {
  const { as_of } = query;
  const asOf =
    as_of === undefined
      ? await lastKnownAt(work.transaction)
      : readInstant(as_of, { field: "as_of" });
  const on = query.on === undefined ? asOf.slice(0, 10) : readDay(query.on, { field: "on" });
  const offices = await readOffices(work.transaction, asOf);
  const standings = await readStandings(work.transaction, asOf);
  return {
    on,
    offices: offices.map((each) => ({
      office: each.office,
      title: each.title,
      standing: standingOn(standings, each.office, on),
      body: bodyOn(each, standings, on),
    })),
  };
}

async function enter(
  work: Work,
  standing: Omit<Standing, "known_at">,
  office: Office | null,
): Promise<OfficeChanged> {
  readDay(standing.from_day, { field: "from" });
  const known = await readOffices(work.transaction, await lastKnownAt(work.transaction));
  if (!office && !known.some((each) => each.office === standing.office)) {
    throw new Problem(
      "not-found",
      `There is no office ${standing.office}; give its title to add it.`,
    );
  }
  const knownAt = await work.knownAt();
  const names = new Set(known.map((each) => each.office));
  const missing = office?.seats.find((seat) => !names.has(seat));
  if (missing !== undefined) {
    throw new Problem(
      "bad-input",
      `the seat ${missing} is not an office of the register; add it first.`,
      { field: "seats" },
    );
  }
  const added = office ? await addOffices(work.transaction, [office], knownAt) : 0;
  const entered = await addStandings(work.transaction, [{ ...standing, known_at: knownAt }]);
  if (added + entered > 0) {
    const { office: subject, ...data } = standing;
    const kind = standing.state === "vacant" ? "office.vacated" : "office.assigned";
    await work.append({ kind, subject: `office/${subject}`, data });
  }
  const standings = await readStandings(work.transaction, knownAt, [standing.office]);
  return {
    office: standing.office,
    standing: standingOn(standings, standing.office, standing.from_day),
    unchanged: added + entered === 0,
  };
}

function untilOf({ acting, from, until }: Assignment): string | null {
  if (until === undefined) return null;
  if (acting !== true) {
    const sentence = "only an acting appointment has a last day; leave it out, or say acting too.";
    throw new Problem("bad-input", sentence, { field: "until" });
  }
  if (readDay(until, { field: "until" }) >= from) return until;
  const sentence = `${until} is before the first day ${from}; give a later one.`;
  throw new Problem("bad-input", sentence, { field: "until" });
}

/**
 * Puts a holder or an acting holder into an office from a day on; adds the office by its title.
 * Refuses: an account that is not there, a last day of anybody who does not only act.
 */
export async function assignOffice(
  work: Work,
  office: string,
  given: Assignment,
): Promise<OfficeChanged> {
  const account =
    given.account === undefined ? null : await requireAccountNamed(work, given.account);
  const standing = {
    office,
    state: given.acting === true ? ("acting" as const) : ("held" as const),
    holder: given.holder ?? account?.name ?? null,
    account: account?.account ?? null,
    from_day: given.from,
    until: untilOf(given),
    note: given.note ?? null,
    from_memory: false,
  };
  if (given.title === undefined) return enter(work, standing, null);
  const { title, seats = [], quorum = null } = given;
  if (quorum !== null && quorum > seats.length) {
    throw new Problem("bad-input", "the quorum is larger than the number of seats.", {
      field: "quorum",
    });
  }
  return enter(work, standing, { office, title, seats, quorum });
}

/** Says that an office is empty from a day on. */
export function vacateOffice(work: Work, office: string, given: Vacancy): Promise<OfficeChanged> {
  const { from, note = null } = given;
  return enter(
    work,
    {
      office,
      state: "vacant",
      holder: null,
      account: null,
      from_day: from,
      until: null,
      note,
      from_memory: false,
    },
    null,
  );
}
