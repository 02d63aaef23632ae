import ical, { ICalCalendarMethod } from "ical-generator";
import { Problem } from "../kit/problem.ts";
import { newSecret, secretDigest } from "../platform/identity/secret.ts";
import type { Work } from "../platform/work.ts";
import { addCalendar, calendarHolder, readCalendars, revokeCalendar } from "./calendars.store.ts";
import { listWaiting } from "./waiting.actions.ts";
import type { CalendarLink, WaitingList } from "./waiting.contract.ts";

/** Links of one person that are open at a time: enough for each device. */
const mostLinks = 10;

/**
 * Makes a link by which a person's calendars read their own dates, without signing in. Its secret is
 * answered once. Leaf: `waiting.calendar-made`. Refuses more than ten open links.
 */
export async function makeCalendar(work: Work, name: string): Promise<CalendarLink> {
  const { transaction, actor } = work;
  if ((await readCalendars(transaction, actor.account)).length >= mostLinks) {
    throw new Problem("refused", `You have ${mostLinks} open links already; revoke one first.`);
  }
  const secret = newSecret("calendar");
  const at = await work.knownAt();
  const digest = secretDigest(secret);
  const made = await addCalendar(transaction, { account: actor.account, name, digest, at });
  const data = { calendar: made.calendar, name };
  const subject = `account/${actor.account}`;
  await work.append({ kind: "waiting.calendar-made", subject, data });
  return { ...made, path: `/api/waiting/calendar.ics?key=${secret}` };
}

/** The open links of whoever asks, without their secrets. */
export async function listCalendars({ transaction, actor }: Work) {
  const links = await readCalendars(transaction, actor.account);
  return { links: links.map((each) => ({ ...each, path: null })) };
}

/** Closes a link of one's own for good. Leaf: `waiting.calendar-revoked`. Refuses (not-found). */
export async function endCalendar(work: Work, calendar: string): Promise<{ ok: true }> {
  const { transaction, actor } = work;
  if (!(await revokeCalendar(transaction, actor.account, calendar, await work.knownAt()))) {
    throw new Problem("not-found", "You have no such open link; load the page again.");
  }
  const subject = `account/${actor.account}`;
  await work.append({ kind: "waiting.calendar-revoked", subject, data: { calendar } });
  return { ok: true };
}

/**
 * What waits for a person, as iCalendar (RFC 5545), for whoever holds the secret of an open link: one
 * all-day event for each thing that has a day, as it stands now. Refuses (not-found) a secret that
 * opens nothing, whether it never was or was revoked.
 */
export async function subscribedWaiting(work: Work, key: string): Promise<string> {
  const holder = await calendarHolder(work.transaction, secretDigest(key));
  if (!holder) {
    const sentence = "This link opens no calendar: it was never made, or it was revoked.";
    throw new Problem("not-found", sentence);
  }
  const person = { ...work, actor: { kind: "person", ...holder } as const };
  return waitingCalendar(await listWaiting(person));
}

/** Writes what has a day as iCalendar; the same list gives the same bytes. */
export function waitingCalendar({ on, waiting }: WaitingList): string {
  const feed = ical({
    name: "Muster: what waits for you",
    prodId: { company: "Muster", product: "waiting", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const each of waiting) {
    if (each.due === null) continue;
    const simulated = each.simulated ? "SIMULATED: " : "";
    const about = [each.name, each.review_title].filter((words) => words !== "").join(", ");
    feed.createEvent({
      id: `${each.page}/${each.due}@muster`,
      start: new Date(`${each.due}T00:00:00Z`),
      allDay: true,
      stamp: new Date(`${on}T00:00:00Z`),
      summary: `${simulated}${each.what}`,
      description: about,
    });
  }
  return feed.toString();
}
