import type { Day } from "../kit/calendar.ts";
import type { Standing } from "../offices/offices.contract.ts";
import { bodyOn, standingOn } from "../offices/standing-on.ts";
import type { ClockRow } from "./clock.contract.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";

/** What decides whether an office of a task was or is empty. */
export interface OfficeMatter {
  readonly order: OrderFile;
  readonly standings: readonly Standing[];
  readonly signed: Day | null;
  readonly on: Day;
}

/** Every office that has to do something in a task, leads first. */
export function officesOf(task: OrderTask): string[] {
  const { leads, coordinated_by = [], coordination = [], consultation = [], support = [] } = task;
  return [...new Set([...leads, ...coordinated_by, ...coordination, ...consultation, ...support])];
}

/** Offices of a task that were vacant at signing or are now, and bodies that lack their quorum. */
export function emptyOffices(matter: OfficeMatter, task: OrderTask): ClockRow["empty_offices"] {
  return officesOf(task).flatMap((office) => {
    const words = officeWords(matter, office) ?? bodyWords(matter, office);
    const short = matter.order.offices[office]?.short ?? office;
    return words === null ? [] : [{ office, short, words: `${short} ${words}` }];
  });
}

function officeWords({ standings, signed, on }: OfficeMatter, office: string): string | null {
  const then = signed !== null && standingOn(standings, office, signed).state === "vacant";
  const now = standingOn(standings, office, on).state === "vacant";
  if (then) return now && signed !== on ? "vacant at signing and now" : "vacant at signing";
  return now ? "vacant now" : null;
}

function bodyWords({ order, standings, on }: OfficeMatter, office: string): string | null {
  const { title = office, seats = [], quorum = null } = order.offices[office] ?? {};
  const body = bodyOn({ office, title, seats, quorum }, standings, on);
  if (body === null || body.empty.length === 0) return null;
  const seated = `${body.filled} of ${body.seats} seats filled`;
  return body.has_quorum ? seated : `without its quorum, ${seated}`;
}
