import { months } from "../../src/kit/months.ts";

/** Writes an ISO date for people: 2020-06-08 as "8 June 2020"; anything else stays as it is. */
export function dayInWords(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? day : `${Number(date)} ${name} ${year}`;
}

/** Writes an instant for people, in UTC: "22 November 2026, 10:00:05 UTC". */
export function instantInWords(instant: string): string {
  const [, day = "", time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/u.exec(instant) ?? [];
  return time === undefined ? instant : `${dayInWords(day)}, ${time} UTC`;
}

/** Whether an instant of an address can be read: "2026-11-22T10:00:00Z", with up to six decimals. */
export function isInstant(text: string): boolean {
  const [, second] = /^(.{10}T.{8})(?:\.\d{1,6})?Z$/u.exec(text) ?? [];
  if (second === undefined) return false;
  const read = new Date(`${second}Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString() === `${second}.000Z`;
}

/** The year of an ISO date. */
export function yearOf(day: string): string {
  return day.slice(0, 4);
}

/** Writes a digest so that a person can compare it: "5be1 0c77 … 91d2". */
export function shortDigest(digest: string): string {
  const bare = digest.replace(/^sha256:/u, "");
  if (bare.length < 16) return bare;
  return `${bare.slice(0, 4)} ${bare.slice(4, 8)} … ${bare.slice(-4)}`;
}

/** Ends a headline with a full stop where more follows in the same line. */
export function sentence(headline: string): string {
  return /[.?:;]$/u.test(headline) ? headline : `${headline}.`;
}
