import { dayInWords } from "../kit/calendar.ts";

/** Every sentence of the report that is not computed elsewhere, in one place for translation. */
export const words = {
  language: "en-GB",
  simulated: "SIMULATED. The organisations of this review do not exist.",
  confirmedByNobody: "Confirmed by nobody.",
  computed: (on: string, asOf: string) => `Computed from evidence of ${on}, as known at ${asOf}.`,
  skip: "Go to the ratings",
  contents: "On this page",
  roster: "Every organisation at once",
  rosterNote: (units: string, lines: readonly string[]) =>
    `One column is one organisation: the share of its ${units} that is proved good; the flat area above is proved bad. Columns hatched in full have too little evidence for a rating. Lines at ${lines.join(" and ")}.`,
  rosterTable: "The numbers behind this chart",
  fails: "Where it fails",
  failsNote: "“Organisations” counts those with at least one unit proved bad.",
  rely: "Before you rely on this",
  relyNote: "What is open, most consequential first.",
  organisations: "Organisations",
  organisationsNote: (from: string) =>
    `Largest first; marks at ${from}. Shares are cut, never rounded up.`,
  nothingCounted: "nothing to count",
  each: "Each organisation, with reasons",
  eachNote: "Open a line for its reasons, its items and what would change its rating.",
  missing: "What is missing",
  missingNote:
    "Nothing was put in place of what is not there. All of these stay in every total above.",
  nothingMissing: "Nothing is missing: every item was measured for every organisation.",
  noOwner: "no owner known",
  outside: "Owners outside the list of this review",
  outsideWay: "They are listed apart.",
  bands: (bands: readonly string[]) => `Ratings by what is proved: ${bands.join("; ")}.`,
  method: "Method, in full",
  minima: (units: number, coverage: string) =>
    `At least ${units} units are needed for a rating, and ${coverage}\u00A0% coverage where the unknown leaves it open. Below, the evidence is called insufficient; an organisation without any is called not reported. Both stay in every total.`,
  items: "What was asked",
  sources: "Sources",
  sourcesNote: "Each file lies in the bundle as it was received; its digest is SHA-256.",
  sourcesLeftOut:
    "A public edition carries no source files: with them, and with their digests, what is withheld could be computed. What it counts stands in public-rows.json of its bundle.",
  check: "Check it without us",
  checkNote:
    "Everything on this page can be recomputed offline from the bundle that it came in, with Muster's checker or by hand: CHECK-BY-HAND.md in the bundle says how.",
  why: "Why",
  changes: "What would change it",
  itemsOfOne: "Items",
  legend: {
    good: "proved good",
    edge: "what is proved ends here",
    unknown: "unknown",
    bad: "proved bad",
  },
  atBest: (name: string) => `at best ${name}`,
  column: {
    item: "Item",
    organisation: "Organisation",
    owner: "Owner, as the source writes it",
    rating: "Rating",
    counts: "Counts",
    bar: "0–100\u00A0%",
    proved: "Proved",
    best: "At best",
    good: "Good",
    unknown: "Unknown",
    unseen: "Not seen",
    bad: "Bad",
    organisations: "Organisations",
    reason: "Reason",
    source: "Source",
    day: "Day",
    rows: "Rows",
    file: "File",
    mapping: "Read by",
    label: "Label",
    from: "From",
  },
  foot: (origin: string, size: string, root: string) =>
    `Log ${origin}, checkpoint ${size}, root ${root}`,
} as const;

/** Writes an instant `2026-11-22T10:00:00.000000Z` as "22 November 2026, 10:00:00 UTC". */
export function instantInWords(instant: string): string {
  const [day = "", time = ""] = instant.split("T");
  return time === "" ? dayInWords(day) : `${dayInWords(day)}, ${time.slice(0, 8)} UTC`;
}
