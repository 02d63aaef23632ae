import type { Attestation, HeadStatement } from "../../src/attestations/attestations.contract.ts";
import type { Accountability } from "../../src/decisions/decisions.contract.ts";
import type { Standing } from "./standing.ts";
import { words } from "./words.ts";

/** Where it stands, from what would be signed now and the newest that was. */
export function standingOf(
  { due, on }: Pick<HeadStatement, "due" | "on">,
  newest: Pick<Attestation, "state"> | undefined,
): Standing {
  if (newest !== undefined) return newest.state === "current" ? "signed" : "stale";
  return due !== null && on > due ? "late" : "unsigned";
}

/** Whole days from one day to another; negative where the second is earlier. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The name of the weekday of a day. */
export function weekdayOf(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** Something that is to be decided before a statement is ready. */
export interface Missing {
  readonly risk: string;
  readonly words: string;
}

/** What is missing before a statement is ready to be signed: nothing where all is decided. */
export function missingOf({ risks }: Pick<HeadStatement, "risks">): readonly Missing[] {
  return risks.flatMap(({ risk, title, decision }) => {
    if (decision === null) return [{ risk, words: words.notReadyWhat(risk, title) }];
    if (!decision.expired) return [];
    return [{ risk, words: words.notReadyExpired(risk, decision.expires ?? decision.date) }];
  });
}

/** Filters of the list of organisations; "" leaves all. */
export const accountabilityFilters = [
  "",
  "undecided",
  "unsigned",
  "late",
  "stale",
  "signed",
] as const;
export type AccountabilityFilter = (typeof accountabilityFilters)[number];

/** Whether a filter leaves an organisation in the list. */
export function isLeft(of: Accountability, filter: AccountabilityFilter): boolean {
  if (filter === "") return true;
  if (filter === "undecided") return of.undecided > 0;
  return of.signature === (filter === "unsigned" ? "none" : filter);
}

/** A filter as the address says it; one that does not exist leaves all. */
export function filterOf(text: string): AccountabilityFilter {
  return accountabilityFilters.find((filter) => filter === text) ?? "";
}

/** What presses most stands first: late, stale, unsigned, signed; then most undecided, then by name. */
export function byPressure(names: ReadonlyMap<string, string>) {
  const rank = { late: 0, stale: 1, none: 2, signed: 3 } as const;
  return (one: Accountability, other: Accountability): number =>
    rank[one.signature] - rank[other.signature] ||
    other.undecided - one.undecided ||
    ((names.get(one.organisation) ?? one.organisation) <
    (names.get(other.organisation) ?? other.organisation)
      ? -1
      : 1);
}

/** A whole number of money as people type it: 250000, 250,000 or 250 000; null where it is empty. */
export function moneyTyped(text: string): number | null | undefined {
  const bare = text.replaceAll(/[\s,]/gu, "");
  if (bare === "") return null;
  return /^\d{1,13}$/u.test(bare) ? Number(bare) : undefined;
}
