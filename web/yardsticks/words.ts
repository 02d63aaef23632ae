import { grouped } from "../../charts/bar-geometry.ts";

const counted = (count: number, one: string, more: string) =>
  `${grouped(count)} ${count === 1 ? one : more}`;

/** Words of the pages of yardsticks. */
export const words = {
  yardsticks: "Yardsticks",
  yardstick: "Yardstick",
  listLede:
    "A yardstick is what organisations are held to: items, each with its own scale. Versions stand side by side and are never edited.",
  reading: "Reading the yardsticks …",
  readingOne: "Reading the yardstick …",
  emptyTitle: "No yardstick yet",
  empty:
    "Muster ships one for web transport and one for CSF 2.0; catalogues and profiles in OSCAL, CSV and workbooks become yardsticks when they are imported.",
  emptyWay: "./muster yardstick import FILE",
  items: "Items",
  live: "In force",
  withdrawn: "Withdrawn",
  made: "Made from",
  known: "Here since",
  notCounted: "not counted",
  origins: {
    muster: "a Muster file",
    "oscal-catalog": "an OSCAL catalogue",
    "oscal-profile": "an OSCAL profile",
    csv: "a CSV table",
    xlsx: "a workbook",
  } as Readonly<Record<string, string>>,
  way: "Import another one: ./muster yardstick import FILE",

  tabs: "Pages of this yardstick",
  differences: "Differences",
  mappings: "Mappings",
  log: "Log",
  lede: (items: number, withdrawn: number, groups: number) => {
    const inGroups = groups === 0 ? "" : ` in ${counted(groups, "group", "groups")}`;
    const all = `${counted(items, "item", "items")}${inGroups}`;
    if (withdrawn === 0) return `${all}, all in force.`;
    return `${all}: ${grouped(items - withdrawn)} in force, ${grouped(withdrawn)} withdrawn by whoever publishes them. A withdrawn item is known, and neither weighed nor scored.`;
  },
  search: "Search",
  searchItems: "Search words and identifiers",
  show: "Show items",
  all: "All",
  groups: "Groups",
  group: "Group",
  allGroups: "All groups",
  none: "No item is shown under this filter.",
  noneWay: "Show all items",
  tableLabel: "Items of this yardstick",
  item: "Item",
  scale: "Scale",
  scales: { share: "share", level: "level 1 to 5", "yes-no": "yes or no" },
  shareOf: (units: string) => `share of ${units}`,
  parts: (count: number) => counted(count, "statement part", "statement parts"),
  enhances: "Enhances",
  into: "Now in",
  guidance: "Guidance",
  wordingNote:
    "A digest of these words, with label, title and scale, is kept with every answer: it is known for good which words were answered.",
  below: "Hangs on it",
  neighbours: "Other items",
  noSuchItem: (item: string, yardstick: string) =>
    `There is no item ${item} in ${yardstick}; open the yardstick to see all of them.`,
  measuredBy: (source: string) => `measured by ${source}`,
  capabilities: "Capabilities",
  capabilitiesNote:
    "What an organisation is able to do when all of the items hold. The overview of a review shows the gaps.",
  capability: "Capability",
  sources: "Sources",
  origin: "Made from",
  originFile: (file: string) => `File ${file}`,
  digest: "Digest",
  digestNote: "of the file by which items are weighed and bundles are checked",
  file: "Download the yardstick",
  oscal: "Download as OSCAL catalogue",
  clause: (clause: string) => `, ${clause}`,
  keysNote: "j and k walk, Enter opens.",

  against: "Against",
  diffTitle: (same: number, all: number) =>
    `${grouped(same)} of ${grouped(all)} items are the same word for word`,
  diffLede: (before: string, after: string) =>
    `From ${before} to ${after}. Items are matched by identifier, then by printed label, then by unchanged text that stands in each only once.`,
  equalTotals: (count: number) =>
    `Both have ${grouped(count)} items, and they are not the same items: a total proves nothing.`,
  onlyOne: "There is nothing to compare with yet",
  onlyOneWords: "Two versions can be compared once both are imported.",
  kinds: {
    same: "same",
    renamed: "renamed",
    reworded: "reworded",
    rescaled: "other scale",
    withdrawn: "withdrawn",
    restored: "restored",
    added: "added",
    dropped: "dropped",
  },
  kindNotes: {
    same: "",
    renamed: "The same words under another identifier.",
    reworded: "The words of the item changed; what went is struck out, what came is underlined.",
    rescaled: "The item is answered on another scale, or counts something else.",
    withdrawn: "In force before, withdrawn now.",
    restored: "Withdrawn before, in force now.",
    added: "The earlier one has no such item.",
    dropped: "The later one has no such item: not even as withdrawn.",
  },
  diffFilter: "Show differences",
  diffTable: "Items that are not the same",
  was: (label: string) => `was ${label}`,
  scaleChange: (before: string, after: string) => `scale: ${before}, now ${after}`,
  noWords: "without words",
  tooLong: "Too long to be marked word by word; before and after stand one below the other.",
  strategy: "What becomes of answers",
  strategyNone:
    "Nothing is decided yet: answers to the earlier version are not taken over. Somebody of the reviewing office decides once, and the decision is a leaf of the log.",
  strategies: {
    keep: "Keep answers also where words changed",
    "ask-again": "Ask again where words or scale changed",
    rescale: "Put answers on the new scale where a rule is stated, else ask again",
  },
  strategyChosen: (strategy: string, when: string) => `${strategy}. Decided ${when}.`,
  strategyCounts: (unchanged: number, added: number) =>
    `${grouped(unchanged)} answers are kept because nothing changed; ${counted(added, "item is new and asked", "items are new and asked")}.`,
  answers: {
    kept: "kept",
    "asked-again": "asked again",
    rescaled: "put on the new scale",
    closed: "closed",
  },
  decide: "Decide",
  deciding: "Deciding …",
  notDecided: "Not decided.",

  mapsTitle: (count: number, name: string) =>
    count === 0
      ? `No mapping from or to ${name}`
      : `${counted(count, "mapping", "mappings")} from or to ${name}`,
  mapsLede:
    "A crosswalk says how items of one yardstick stand to those of another. It rates nothing: a rating never crosses it.",
  mapsEmptyTitle: "No mapping yet",
  mapsEmpty: "A crosswalk comes as a table, CSV or workbook, of whoever publishes it.",
  mapsEmptyWay: "./muster yardstick map FROM TO --file CROSSWALK.csv",
  map: "Mapping",
  crosswalk: (source: string, target: string) => `${source} to ${target}`,
  relations: (count: number) => counted(count, "relation", "relations"),
  from: "From",
  relation: "Relation",
  to: "To",
  relationKinds: {
    "equal-to": "is equal to",
    "equivalent-to": "means the same as",
    "subset-of": "is part of",
    "superset-of": "covers",
    "intersects-with": "overlaps with",
    "no-relationship": "has nothing to do with",
    "related-to": "is named with",
    none: "has no counterpart",
  },
  relationsLabel: "Relations of this mapping",
  mapFile: (file: string) => `From the file ${file}`,
  withdrawnInto: (into: string) => (into === "" ? "withdrawn" : `withdrawn, now in ${into}`),
  printed: (title: string) => `Yardstick ${title}`,
} as const;
