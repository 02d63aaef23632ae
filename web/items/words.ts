import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the pages of items. */
export const words = {
  title: "Items",
  lede: (items: number, title: string) =>
    `${title} asks ${items} questions of every organisation. Each row is one question over all of them.`,
  search: "Search",
  nothingFound: "No item has these words.",
  reading: "Reading the item …",
  otherItems: "Items of this yardstick",
  good: (count: number, percent: string) => `${grouped(count)} proved good, ${percent}\u00A0%`,
  unknown: (count: number) => `${grouped(count)} unknown`,
  bad: (count: number) => `${grouped(count)} proved bad`,
  shares: (count: number, units: string) => `All shares of ${grouped(count)} ${units}`,
  edge: "what is proved ends here",
  filterLabel: "Show organisations by what is proved",
  all: "All",
  someBad: (unit: string) => `At least one ${unit} proved bad`,
  someUnknown: "None proved bad, some unknown",
  allGood: (unit: string) => `Every ${unit} proved good`,
  organisation: "Organisation",
  bar: (units: string) => `0–100\u00A0% of its ${units}`,
  proved: "Proved",
  atBest: "At best",
  unknownHead: "Unknown",
  badHead: "Bad",
  goodHead: "Good",
  rows: "Rows:",
  compact: "compact",
  comfortable: "comfortable",
  tableLabel: "Organisations by this item",
  others: (count: number, minimum: number, units: string) =>
    `${count} more with at least ${minimum} ${units}`,
  few: (count: number, minimum: number, units: string) =>
    `${count} with fewer than ${minimum} ${units}`,
  fewNote: "counted in every total above; too few for a share to mean anything",
  none: "No organisation is shown under this filter.",
  nothing: "nothing to count",
  sorted: "Sorted by unknown share, then by size.",
  keyRow: "row",
  keyOpen: "open",
  keyItem: "other item",
} as const;
