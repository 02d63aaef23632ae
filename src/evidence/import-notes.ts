import { dayInWords } from "../kit/calendar.ts";
import type { Observed } from "./evidence-facts.ts";
import type { Mapping } from "./mapping.contract.ts";

/** What whoever imports a file should know of it, in sentences; empty where nothing is to be said. */
export function importNotes(
  observed: Observed,
  mapping: Mapping,
  about: { readonly unmatched: number; readonly missingInventories: readonly string[] },
): string[] {
  const notes: string[] = [];
  const rows = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);
  if (observed.left_out > 0)
    notes.push(`${rows(observed.left_out)} left out by the mapping's filter.`);
  if (observed.stale_rows > 0) {
    notes.push(`${rows(observed.stale_rows)} too old for ${dayInWords(observed.day)}: unknown.`);
  }
  if (observed.combined_rows > 0) {
    notes.push(`${rows(observed.combined_rows)} combined with another of the same unit.`);
  }
  for (const column of observed.absent_columns) {
    notes.push(`No column "${column}" that month: what it tells is missing, not bad.`);
  }
  if (about.unmatched > 0) {
    const names = about.unmatched === 1 ? "1 name is" : `${about.unmatched} names are`;
    notes.push(`${names} no known organisation: the rows are kept, and shown as outside.`);
  }
  for (const inventory of about.missingInventories) {
    notes.push(
      `No inventory by ${inventory} is known for ${dayInWords(observed.day)} or earlier: what was not seen cannot be told.`,
    );
  }
  if (mapping.kind !== "inventory") {
    const held = new Set((mapping.held_against ?? []).flatMap((each) => each.items));
    const free = mapping.items.filter((each) => !held.has(each.item)).map((each) => each.item);
    if (free.length > 0) {
      notes.push(
        `${free.join(", ")}: no inventory to check the count of ${mapping.units} against.`,
      );
    }
  }
  return notes;
}
