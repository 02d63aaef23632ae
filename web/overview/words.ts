import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the overview. */
export const words = {
  legend: {
    good: "proved good",
    edge: "what is proved ends here",
    unknown: "unknown",
    bad: "proved bad",
  },
  roster: (organisations: number) =>
    `${organisations} organisations by rating, a column each. Arrow keys walk, Enter opens.`,
  rosterNote: (units: string, title: string, minimum: number) =>
    `One column is one organisation: the share of its ${units} that is proved good (${title}); the flat area above is proved bad. Those hatched in full have fewer than ${minimum} ${units}, or too little is known of them, so no rating.`,
  rosterHint: "Point at a column, or walk with the arrow keys; Enter opens the organisation.",
  fails: "Where it fails",
  item: "Item",
  notMeasured: "not measured",
  range100: "0–100\u00A0%",
  proved: "Proved",
  unknown: "Unknown",
  bad: "Bad",
  organisations: "Organisations",
  organisationsNote: "“Organisations”: those with at least one proved bad.",
  score: "the score",
  counts: (items: string, count: number, units: string, unseen: number) =>
    `${items} count ${grouped(count)} ${units}${unseen === 0 ? "" : `, of which ${grouped(unseen)} have no row`}`,
  unitsBelow: (count: number, units: string) => `${grouped(count)} ${units}`,
  range: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  outsideList: "Owners outside the list",
  outsideReading: "Reading the owners outside the list …",
  outsideOwner: "Owner, as the source writes it",
  outsideWhy: "Why outside",
  outsideCounts: "Counts",
  outsideNobody: "no owner known",
  bands: (bands: readonly string[]) => `Ratings by what is proved: ${bands.join("; ")}.`,
  open: "Before you rely on this",
  openNote: "What is open, most consequential first.",
  nothingOpen: "Nothing is open.",
  seeOpen: "See them",
  seeDiffering: "See the list",
  table: "Organisations",
  emptyTitle: "No evidence for this day yet",
  empty:
    "Every organisation is hatched, because nothing was measured. Evidence is a file of measurements, read by a mapping.",
  emptyWay: "./muster evidence import FILE --mapping M",
} as const;
