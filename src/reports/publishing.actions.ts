import type { Determination } from "../determination/determination.contract.ts";
import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Corrects, PublicationRequest, Publishing } from "./bundle.contract.ts";
import { publicationById } from "./reports.store.ts";

/**
 * What the office adds to a publication: to whom errors are reported, and what it corrects.
 * Refuses: a correction without a reason or of nothing, of another review or another day, and of what
 * was corrected already.
 */
export async function publishingOf(
  transaction: Transaction,
  recorded: Pick<Determination, "review" | "on">,
  { corrects, reason, errors_to }: Omit<PublicationRequest, "on" | "as_of">,
): Promise<Publishing> {
  const address = oneLine(errors_to ?? "", "errors_to");
  if (corrects === undefined) {
    if (reason === undefined) return { errors_to: address, corrects: null };
    const sentence = "a reason stands beside a correction; name the publication it corrects.";
    throw new Problem("bad-input", sentence, { field: "reason" });
  }
  const said = (reason ?? "").trim();
  if (said === "") {
    const sentence = `say why ${corrects} is corrected; the reason is printed with the notice.`;
    throw new Problem("bad-input", sentence, { field: "reason" });
  }
  return { errors_to: address, corrects: await corrected(transaction, recorded, corrects, said) };
}

async function corrected(
  transaction: Transaction,
  recorded: Pick<Determination, "review" | "on">,
  id: string,
  reason: string,
): Promise<Corrects> {
  const earlier = await publicationById(transaction, id);
  const place = { field: "corrects" };
  if (earlier === undefined) {
    const sentence = `nothing was published as ${id}; \`publications\` lists all.`;
    throw new Problem("not-found", sentence, place);
  }
  if (earlier.review !== recorded.review || earlier.on !== recorded.on) {
    const sentence = `${id} is about ${earlier.review} on ${dayInWords(earlier.on)}; a corrected edition is about the same review and day.`;
    throw new Problem("refused", sentence, place);
  }
  if (earlier.corrected_by !== "") {
    const sentence = `${id} was corrected by ${earlier.corrected_by} already; correct that one.`;
    throw new Problem("refused", sentence, place);
  }
  const { digest, published_at } = earlier;
  return { publication: id, digest, published_at, reason };
}

/** An address is one line of plain text. Refuses (bad-input) line breaks and control characters. */
export function oneLine(text: string, field: string): string {
  const line = text.trim();
  if (!/[\p{Cc}\u2028\u2029]/u.test(line)) return line;
  throw new Problem("bad-input", "write it on one line, without control characters.", { field });
}
