import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the lists that numbers open. */
export const words = {
  reading: "Reading the list …",
  total: (count: number) => (count === 1 ? "1 in this list." : `${grouped(count)} in this list.`),
  unit: "Unit",
  owner: "Owner",
  verdict: "Source’s verdict",
  verdictNone: "none given",
  good: "good",
  bad: "bad",
  unknown: "unknown",
  unseen: "no row",
  state: "Whole",
  corrected: (from: string) => `corrected; the source says ${from}`,
  none: "Nothing is in this list on this day.",
  next: "Further",
  first: "From the beginning",
  back: "Back to the organisation",
  tableLabel: "Units of this list",
} as const;
