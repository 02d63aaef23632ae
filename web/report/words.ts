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
  publishWhole: "Publish everything",
  publishPublic: "Publish for the public",
  whoPublishes: "A reviewing officer or a determining officer publishes.",
  whoWithholds: "A reviewing officer or a determining officer withholds and lifts.",
  previewFirst: "The preview comes first: what was not looked at is not published.",
  publicIsWhole:
    "Nothing is withheld, so there is nothing to leave out. Publish everything, under “For the office, with everything”.",
  wholeWithholds:
    "Something is withheld in this review, so everything cannot be published. Publish under “For the public”, or tell it again first.",
  mendFirst: "Nothing can be published while published words name somebody who is withheld.",
  errorsTo: "Where readers report errors: an address or an office (may stay empty)",
  correctsField: "Does it correct an edition that was published?",
  correctsNone: "No, it corrects none",
  correctsBecause: "Why it is corrected; readers see this",
  lookAtIt: "Look at what becomes public",
  forGood: "This becomes public, for good",
  organisations: (count: number) =>
    count === 1 ? "1 organisation" : `${grouped(count)} organisations`,
  confirmDay: (day: string, organisations: string) =>
    `The ratings of ${organisations} on ${day}, with their reasons, signed and in the public log.`,
  confirmSimulated: "SIMULATED: the organisations of this review do not exist. The report says so.",
  confirmWhole:
    "The whole: every item of every organisation, and the evidence files as they were received. Nothing is withheld.",
  confirmPublic: (hidden: number, withheld: number) =>
    `The public edition as previewed above: ${grouped(hidden)} left out whole, ${grouped(withheld)} ${withheld === 1 ? "item" : "items"} withheld with their authority, no evidence files.`,
  confirmErrors: (address: string) =>
    address === ""
      ? "Readers report errors to the office that published; no address is given."
      : `Readers report errors to: ${address}`,
  confirmCorrects: (id: string, reason: string) => `It corrects ${id}. Reason: ${reason}`,
  neverBack:
    "It is never taken back or changed. What turns out wrong is corrected by a later edition, and both stay readable.",
  publishForGood: "Publish for good",
  back: "Back",
  publishing: {
    recording: "Recording the ratings …",
    writing: "Writing and signing the bundle; a large review takes a minute …",
  },
  notPublished: "Not published.",
  publishedNow: "Published.",
  publishedBefore: "These very bytes were published before; nothing was changed.",
  readPublished: "Read what was published",
  inForce: (count: number) =>
    count === 0
      ? "Nothing is withheld now"
      : count === 1
        ? "One thing is withheld now"
        : `${grouped(count)} things are withheld now`,
  withholding: "Withholding",
  withholdMore: "Withhold something from the public",
  wholeOrganisation: "The organisation as a whole: nobody is told that it is there",
  authorityNote: "Which law, clause or officer allows it. It is printed beside the item.",
  fromNowOn: "It holds for editions from now on. What was published before stays as it was.",
  withhold: "Withhold",
  notWithheld: "Not withheld.",
  lift: "Tell it again …",
  liftBecause: "Why it may be told again",
  liftNote: "The next public edition tells it, and that is never taken back.",
  tellAgain: "Tell it again",
  notLifted: "Not lifted.",
  sending: "Saving …",
  wasSo: "It was so already; nothing was changed.",
  done: (leaf: string) => `Saved. Leaf ${leaf.slice(0, 8)}.`,
} as const;
