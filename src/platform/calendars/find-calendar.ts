import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type HolidayCalendar, readHolidayCalendar } from "../../kit/holidays.ts";
import { Problem } from "../../kit/problem.ts";

const folder = fileURLToPath(new URL("../../../policy/calendars/", import.meta.url));
let known: Promise<Map<string, HolidayCalendar>> | undefined;

async function readAll(): Promise<Map<string, HolidayCalendar>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).toSorted();
  const calendars = await Promise.all(
    files.map(async (name) => readHolidayCalendar(await readFile(`${folder}${name}`), name)),
  );
  return new Map(calendars.map((each) => [`${each.id}@${each.version}`, each]));
}

/** Of an order that names no calendar: Saturdays and Sundays are off, and nothing else is known. */
export const weekendsOnly: HolidayCalendar = {
  format: "muster-calendar/1",
  id: "weekends",
  version: 1,
  title: "Saturdays and Sundays only",
  source: "no calendar of holidays was named",
  from: "0001-01-01",
  until: "9999-12-31",
  weekend: ["Saturday", "Sunday"],
  days_off: [],
};

/** The calendar with this name and version, such as `us-federal@1`. Refuses (not-found) others. */
export async function findCalendar(name: string | undefined): Promise<HolidayCalendar> {
  if (name === undefined) return weekendsOnly;
  // Calendars are never edited, so that one reading serves until the process ends.
  const calendars = await (known ??= readAll());
  const calendar = calendars.get(name);
  if (calendar) return calendar;
  const names = [...calendars.keys()].join(", ");
  throw new Problem(
    "not-found",
    `There is no calendar ${name} in policy/calendars; known are ${names}.`,
  );
}
