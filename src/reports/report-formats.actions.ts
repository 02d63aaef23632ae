import { takeTurnToReport } from "../determination/large-turn.actions.ts";
import { determineReview, sizeOf } from "../determination/determination.actions.ts";
import { askReview, type ReviewAsked } from "../determination/ask-review.actions.ts";
import { evidenceCollections } from "../evidence/evidence-counted.actions.ts";
import { determinationPieces } from "../determination/determination-pieces.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { parseCheckpoint } from "../kit/checkpoint.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { unreachable } from "../kit/problem.ts";
import { bytesOfPieces, digestOfPieces } from "../kit/text-pieces.ts";
import { readNote } from "../kit/signed-note.ts";
import type { Transaction } from "../platform/database/database.ts";
import { latestCheckpoint } from "../platform/log/log.store.ts";
import { typeset } from "../platform/typesetting/typeset.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";
import { openDataPieces } from "./open-data.ts";
import { printedReport } from "./printed-report.ts";
import { oneLine } from "./publishing.actions.ts";
import { ratingsCsvPieces } from "./ratings-csv.ts";
import type { ReportContent, ReportLog } from "./report-content.ts";
import { reportContentOf } from "./report-content-of.ts";
import type { ReportFormat } from "./report-formats.ts";
import { reportPieces } from "./report-html.ts";
import { composeStyle } from "./report-style.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** What a report is asked about; what is left out is the newest. */
export interface ReportAsked extends ReviewAsked {
  /** To whom readers report errors. */
  readonly errors_to?: string;
}

/**
 * The content of a report of any review, day and methodology, published or not, as of an instant.
 * Refuses: what `askReview` refuses.
 */
export async function gatherReport(
  transaction: Transaction,
  asked: ReportAsked,
): Promise<ReportContent> {
  const question = await askReview(transaction, asked);
  await takeTurnToReport(sizeOf(question));
  const { determination, evidence, rules } = await determineReview(transaction, question);
  const { id, version } = determination.methodology;
  const methodology = await storedMethodology(transaction, id, version);
  const collections = await evidenceCollections(transaction, question.question);
  return reportContentOf({
    review: question.review,
    determination,
    methodology: question.methodology,
    methodologyText: methodology?.content ?? "",
    yardstick: question.yardstick,
    parts: rules.parts,
    differs: evidence.differs,
    evidence: collections.map(({ id: collection, title, ...each }) => ({
      collection,
      source: each.source,
      title,
      day: each.day,
      rows: each.rows,
      file_digest: each.file_digest,
      file_name: each.file_name,
      mapping: each.mapping,
      kind: each.kind,
    })),
    log: await newestLog(transaction),
    publishing: { errors_to: oneLine(asked.errors_to ?? "", "errors_to"), corrects: null },
    handCounts: [],
  });
}

/** The log as its newest checkpoint says it; empty where there is none yet. */
export async function newestLog(transaction: Transaction): Promise<ReportLog> {
  const checkpoint = await latestCheckpoint(transaction);
  if (!checkpoint) return { origin: "", size: 0, root: "" };
  const { origin, size, root } = parseCheckpoint(readNote(checkpoint.note).text);
  return { origin, size, root: encodeBase64(root) };
}

/** Writes a report in one of its formats. Refuses (too-large): what the format cannot hold. */
export async function writeReport(
  content: ReportContent,
  format: ReportFormat,
): Promise<Uint8Array> {
  switch (format) {
    case "pdf":
      return printReport(content);
    case "html":
      return bytesOfPieces(reportPieces(content, composeStyle(readOwnFile)));
    case "xlsx":
      return reportWorkbook(content);
    case "json":
      return bytesOfPieces(openDataPieces(content));
    case "csv":
      return bytesOfPieces(ratingsCsvPieces(content));
    default:
      return unreachable(format);
  }
}

/** Prints a report as tagged PDF (PDF/UA-1); the same content gives the same bytes. */
export async function printReport(content: ReportContent): Promise<Uint8Array> {
  const digest = await digestOfPieces(determinationPieces(content.determination));
  return typeset({
    template: new TextDecoder().decode(readOwnFile("src/reports/report.typ")),
    document: printedReport(content, digest),
    at: content.summary.as_of,
  });
}
