import type { ReportContent } from "./report-content.ts";
import { editionContentOf } from "./edition-content.ts";
import { gatherEdition } from "./gather-edition.actions.ts";
import { oneLine } from "./publishing.actions.ts";
import { gatherReport, newestLog, type ReportAsked } from "./report-formats.actions.ts";
import type { Transaction } from "../platform/database/database.ts";

/**
 * The content of a report on public evidence, published or not; where nothing is withheld, of the
 * report of everything. Refuses what `gatherEdition` refuses.
 */
export async function gatherPublicReport(
  transaction: Transaction,
  asked: ReportAsked,
): Promise<ReportContent> {
  const { errors_to, ...question } = asked;
  const publishing = { errors_to: oneLine(errors_to ?? "", "errors_to"), corrects: null };
  const gathered = await gatherEdition(transaction, question, publishing);
  if (gathered.withholdings.length === 0) return gatherReport(transaction, asked);
  const { rows, determination, methodologyText } = gathered;
  const { methodology, yardstick } = gathered.asked;
  const log = await newestLog(transaction);
  return editionContentOf({ rows, determination, methodology, methodologyText, yardstick, log });
}
