import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the comparison of two days. */
export const words = {
  reading: "Comparing the two days …",
  from: "From",
  to: "To",
  item: "Item",
  toWord: "to",
  note: (names: number) =>
    `All ${grouped(names)} names that appear on either date, one unit of width each.`,
  legend: {
    good: "proved good",
    edge: "what is proved ends here",
    unknown: "unknown",
    bad: "proved bad",
  },
  kinds: {
    improved: "improved",
    declined: "declined",
    "lost-sight": "lost sight",
    "now-seen": "now seen",
    unchanged: "unchanged",
    "not-comparable": "not comparable",
  },
  means: {
    improved: (from: string, to: string) => `The least of ${to} is above the most of ${from}.`,
    declined: (from: string, to: string) => `The most of ${to} is below the least of ${from}.`,
    "lost-sight": (_from: string, to: string) =>
      `Less is known in ${to}: the range became wider and overlaps the old one.`,
    "now-seen": (_from: string, to: string) =>
      `More is known in ${to}, but the ranges overlap: neither better nor worse.`,
    unchanged: () => "The ranges overlap and are equally wide.",
    "not-comparable": () =>
      "Nothing is there on one of the days under this name. Nothing is joined before a match is approved.",
  },
  none: "None.",
  showAll: (count: number) => `Show all ${grouped(count)}`,
  showFewer: "Show fewer",
  pair: (good: number, n: number) => `${grouped(good)} of ${grouped(n)}`,
  pairUnknown: (unknown: number) => (unknown === 0 ? "" : `, ${grouped(unknown)} unknown`),
  noValue: "no value",
  noRow: "no row under this name",
  seems: (name: string, shared: number, of: number) =>
    `Seems to follow as “${name}”: ${shared} of ${of} units.`,
  others: "What may not be compared",
  ratings: "How ratings moved",
  ratingsNote: "A rating moves only if it holds however the unknown turns out.",
  organisation: "Organisation",
  movement: "Movement",
  emptyTitle: "There is only one day",
  empty:
    "A comparison needs evidence of two days. Import an earlier or later collection of the source.",
  tableLabel: (kind: string) => `Names: ${kind}`,
} as const;
