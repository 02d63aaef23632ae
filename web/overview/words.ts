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
  rosterNoteScore: (minimum: number) =>
    `One column is one organisation: its score, as far as it is proved; the flat area above is proved not to be reached. Those hatched in full have too little known of them${minimum === 0 ? "" : `, or fewer than ${minimum} units`}, so no rating.`,
  capabilities: "Gaps by capability",
  capabilitiesNote: (organisations: number) =>
    `Of ${organisations} organisations. One has a capability when every item of it is proved to reach the best label’s line; it lacks it when one is proved not to.`,
  capability: "Capability",
  have: "Have it",
  lack: "Lack it",
  notKnown: "Not known",
  systemic: "systemic",
  whoLacks: (lacking: number, unknown: number) =>
    [lacking === 0 ? "" : `${lacking} lack it`, unknown === 0 ? "" : `${unknown} not known`]
      .filter(Boolean)
      .join(", "),
  more: (count: number) => `and ${grouped(count)} more`,
  worstFirst: (shown: number, all: number) =>
    `${shown} of ${grouped(all)} items, those most often proved bad first.`,
  allItems: "Show all items",
  method: "How this is rated",
  methodCompare: "By another methodology",
  open: "Before you rely on this",
  openNote: "What is open, most consequential first.",
  nothingOpen: "Nothing is open.",
  confirmed: (stands: number, all: number) =>
    stands === 0
      ? "No rating is confirmed."
      : `${grouped(stands)} of ${grouped(all)} ratings are confirmed.`,
  verdictsSent: (sent: number, departed: number) =>
    `${grouped(sent)} draft verdicts were sent for a reply${departed === 0 ? "" : `; of ${grouped(departed)} two officers departed from what was computed`}.`,
  seeVerdicts: "See the verdicts",
  addInventory: "Add an inventory",
  seeEvidence: "See the evidence",
  seeOpen: "See them",
  seeDiffering: "See the list",
  table: "Organisations",
  emptyTitle: "No evidence for this day yet",
  empty:
    "Every organisation is hatched, because nothing was measured. Evidence is a file of measurements, read by a mapping.",
  emptyWay: "./muster evidence import FILE --mapping M",
} as const;
