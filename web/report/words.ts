import { grouped } from "../../charts/bar-geometry.ts";
import { dayInWords, instantInWords } from "../app/days.ts";

/** Words of the page of reports. */
export const words = {
  title: (published: number, day: string) =>
    published === 0
      ? `Nothing is published of ${dayInWords(day)} yet`
      : published === 1
        ? `One edition of ${dayInWords(day)} is published`
        : `${grouped(published)} editions of ${dayInWords(day)} are published`,
  lede: "A report says what is proved, what is missing, by which method and from which sources. All formats are written from one content; a published edition is never changed, only corrected by a later one.",
  reading: "Reading what was published …",
  now: "The report as it stands now",
  nowNote: (day: string, asOf: string) =>
    `Of ${dayInWords(day)}, as known at ${instantInWords(asOf)}. Each download is made afresh; what was published stands below and stays as it was.`,
  read: "Read it here",
  asPublic: "For the public",
  asOffice: "For the office, with everything",
  basis: "Which report",
  readingReport: "Writing the report …",
  formats: {
    pdf: ["PDF", "tagged, for reading aloud and for paper"],
    html: ["Page", "one file, opens in any browser"],
    xlsx: ["Workbook", "values only, no formulas"],
    csv: ["CSV", "one row an organisation"],
    json: ["Open data", "JSON, everything the report says"],
  } as Readonly<Record<string, readonly [string, string]>>,
  editions: "Editions",
  noEditions: "Nothing is published yet",
  noEditionsWords:
    "An edition is the recorded ratings of a day as a signed bundle that anybody can check without this server.",
  noEditionsWay: (review: string, day: string) => `./muster publish --review ${review} --on ${day}`,
  published: (when: string) => `Published ${instantInWords(when)}`,
  corrects: (id: string) => `Corrects ${id}:`,
  corrected: (id: string) => `Corrected by ${id}:`,
  correctedHead: "This edition was corrected.",
  report: "Read",
  bundle: "Bundle to verify",
  leaf: "Leaf",
  digest: "SHA-256 of the bundle",
  size: (bytes: number) =>
    bytes >= 1_000_000
      ? `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB`
      : `${Math.ceil(bytes / 1000)} kB`,
  withheldTitle: "What is withheld from the public",
  nothingWithheld: "Nothing is withheld: the public edition is the whole.",
  withheldNote:
    "Each with the authority under which it is withheld. A public edition is determined anew from public rows alone, so no total gives it away.",
  organisation: "Organisation",
  what: "What",
  authority: "Authority",
  item: (item: string) => `item ${item}`,
  along: (item: string) => `, goes along with ${item}`,
  presence: "leaves the public edition",
  presenceWith: (name: string) => `leaves the public edition with ${name}`,
  leaves: "What would leave",
  leavesNote: "Nothing has left. This is what a public edition of this day would say:",
  leavesCount: (organisations: number) =>
    organisations === 1
      ? "1 organisation is told of."
      : `${grouped(organisations)} organisations are told of.`,
  mentions:
    "Published words name somebody who is withheld; an edition is refused until they are mended",
  toldAlready: "Told already, and never taken back",
  told: (id: string, day: string) => `${id}, of ${dayInWords(day)}`,
  remarks: "What a reader could still wonder",
  previewDigest: "Digest of the public rows",
  refusedPreview: "The preview was refused:",
} as const;
