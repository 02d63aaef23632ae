import { dayInWords } from "../kit/calendar.ts";
import { countInWords } from "../determination/words.ts";
import type { Corrects } from "./bundle.contract.ts";

/** Sentences of print, workbook and editions, beside those of `report-words.ts`. */
export const printedWords = {
  region: "GB",
  page: ["page", "of"],
  contents: "In this report",
  systemic: "Systemic findings",
  systemicNote: (percent: string) =>
    `An item that fails in more than ${percent} % of all organisations is a finding about the whole, not about one of them.`,
  noSystemic: (percent: string) => `No item fails in more than ${percent} % of the organisations.`,
  systemicWords: (bad: number, all: number, units: string, unknown: number) =>
    `${countInWords(bad)} of ${countInWords(all)} organisations have at least one of their ${units} proved bad${
      unknown === 0 ? "" : `; for ${countInWords(unknown)} more something is unknown`
    }.`,
  others: (shown: number, all: number) =>
    `${countInWords(shown)} of ${countInWords(all)} items, those with most proved bad or unknown; ${countInWords(all - shown)} more stand in the workbook and the open data of this report.`,
  mostItems: (shown: number, all: number) =>
    `${countInWords(shown)} of ${countInWords(all)} items, those that fail in most organisations; ${countInWords(all - shown)} more stand in the workbook of this report.`,
  moreSystemic: (more: number) =>
    `${countInWords(more)} more ${more === 1 ? "item is a systemic finding" : "items are systemic findings"}; the workbook of this report names ${more === 1 ? "it" : "them"}.`,
  missingCounts: (missing: number, all: number) =>
    `${countInWords(missing)} of ${countInWords(all)} items`,
  missingBrief: (values: number) =>
    `${countInWords(values)} values are missing: here counted for each organisation, one by one in the workbook of this report.`,
  moreOutside: (more: number) =>
    `${countInWords(more)} more stand in determination.json of its bundle.`,
  moreReasons: (more: number) =>
    `${countInWords(more)} more ${more === 1 ? "reason stands" : "reasons stand"} in determination.json of its bundle.`,
  moreChanges: (more: number) =>
    `${countInWords(more)} more ${more === 1 ? "stands" : "stand"} in determination.json of its bundle.`,
  measured: "Measured",
  missing: "missing",
  against: (day: string) => `held against the inventory of ${day}`,
  onPage: "page",
  inputs: "Computed from inputs with the SHA-256",
  notPartOf: "Nothing is measured.",
  editions: "Editions and errors",
  correctsNothing: "No earlier report is corrected by this one.",
  corrected: ({ publication, published_at, reason }: Corrects) =>
    `Corrected edition. It takes the place of ${publication}, published on ${dayInWords(published_at.slice(0, 10))}. Reason: ${reason}`,
  superseded:
    "This report was corrected. What stands below is the earlier edition, as it was published.",
  reason: "Reason:",
  readCorrected: "Read the corrected edition",
  earlierStays:
    "The earlier one can still be read, as it was published, and says that it was corrected.",
  errorsTo: (address: string) => `To report an error in this report, write to ${address}.`,
  errorsToOffice:
    "To report an error in this report, write to the office that published it. It gave no address of its own for this.",
  lensNote: (from: number, to: number) => `${from} to ${to} %, enlarged`,
  proved: (percent: string) => `${percent} proved`,
  atBest: (percent: string) => `at best ${percent}`,
  from: (name: string, percent: string) => `${name} from ${percent}`,
  foot: (digest: string, checkpoint: string) => `Determination ${digest} · ${checkpoint}`,
  checkpoint: (size: number) => `checkpoint ${countInWords(size)}`,
  noCheckpoint: "no checkpoint yet",
  checkPdf:
    "This print is written from the same content as the page, the workbook, the table and the open data of its bundle. Everything in it can be recomputed offline from the bundle, with Muster’s checker or by hand: CHECK-BY-HAND.md in the bundle says how.",
  digest: "SHA-256 of the determination",
  textsElsewhere: "The full texts stand in the workbook, sheet “method”.",
} as const;

/** How readers report an error: never a person or address that nobody gave. */
export function errorsInWords(address: string): string {
  return address === "" ? printedWords.errorsToOffice : printedWords.errorsTo(address);
}
