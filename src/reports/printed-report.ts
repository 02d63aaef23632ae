import { digestOf } from "../kit/canonical-json.ts";
import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { countInWords } from "../determination/words.ts";
import type { Block, PrintedDocument } from "./printed-document.ts";
import { methodBlocks } from "./printed-method.ts";
import { organisationBlocks } from "./printed-organisation.ts";
import { overviewBlocks } from "./printed-overview.ts";
import { printedWords } from "./printed-words.ts";
import type { ReportContent } from "./report-content.ts";
import { words } from "./report-words.ts";

/** As many as are printed in about half a minute, with less than 1.6 GB of memory. */
export const mostPrinted = 400;

/**
 * Puts the printed report together: the enterprise, one page for each organisation, what is missing,
 * the method in full, sources, editions and how to check.
 *
 * Given: its content, and the digest of its determination where that is known already.
 * Refuses (too-large): more organisations than a print can hold.
 */
export function printedReport(
  content: ReportContent,
  digest = digestOf(content.determination),
): PrintedDocument {
  const { summary, determination, log } = content;
  const { ratings } = determination;
  if (ratings.length > mostPrinted) {
    const sentence = `a PDF holds at most ${mostPrinted} organisations, one on a page, and this review has ${countInWords(ratings.length)}; take the workbook (xlsx), the table (csv) or the page (html).`;
    throw new Problem("too-large", sentence);
  }
  const day = dayInWords(summary.on);
  const brief = oneLine(summary.title);
  const checkpoint = log.size === 0 ? printedWords.noCheckpoint : printedWords.checkpoint(log.size);
  return {
    title: `${summary.title}, ${day}`,
    head: [brief, summary.simulated ? words.simulated : day],
    foot: [`${brief}, on ${day}`, printedWords.foot(shortDigest(digest), checkpoint)],
    page: printedWords.page,
    language: "en",
    region: printedWords.region,
    blocks: blocksOf(content, digest),
  };
}

function blocksOf(content: ReportContent, digest: string): Block[] {
  return [
    ...overviewBlocks(content),
    { kind: "new-page" },
    { kind: "heading", level: 2, text: words.each, id: "" },
    ...organisationBlocks(content),
    ...methodBlocks(content, digest),
  ];
}

/** As much of a title as stands on one line above a page. */
function oneLine(title: string): string {
  return title.length <= 48 ? title : `${title.slice(0, 47).toWellFormed().trimEnd()}…`;
}

/** The first twelve digits in groups of four: "3f9c 21ab 7d04". */
function shortDigest(digest: string): string {
  return (digest.slice(0, 12).match(/.{4}/g) ?? []).join(" ");
}
