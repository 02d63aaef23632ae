import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { readDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { Type } from "typebox";
import { Determination } from "../determination/determination.contract.ts";
import { recordedContent } from "../determination/determination.store.ts";
import { readInstant } from "../determination/instant.ts";
import { organisationHeadline } from "../determination/organisation-words.ts";
import { methodologyOf } from "../determination/policies.ts";
import type { Work } from "../platform/work.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";
import { readVerdicts } from "./read-verdicts.actions.ts";
import type { DraftSent, NewDraft } from "./verdicts.contract.ts";
import { insertDraft, lockVerdicts, type SentVerdict } from "./verdicts.store.ts";

/** As much of recorded ratings as a draft says. */
const Recorded = Type.Pick(Determination, ["methodology", "on", "as_of", "ratings"]);

/**
 * Sends recorded ratings to their organisations as draft verdicts, for a reply by a day. Whoever was
 * sent the same ratings already is left out. Leaf: `verdict.drafted`.
 * Refuses: ratings that were not recorded, a day that is past, organisations outside of the list.
 */
export async function sendDraft(work: Work, review: string, given: NewDraft): Promise<DraftSent> {
  const { transaction } = work;
  await lockVerdicts(transaction, review);
  const asOf = await lastKnownAt(transaction);
  const { summary, scope } = await listedReview(transaction, review, asOf, null);
  const today = await todayOf(transaction);
  readDay(given.reply_by, { field: "reply_by" });
  if (given.reply_by < today) {
    const sentence = `${given.reply_by} is past; give those who reply a day from ${today} on.`;
    throw new Problem("refused", sentence, { field: "reply_by" });
  }
  const asked = new Set(given.organisations ?? scope);
  const stranger = [...asked].find((each) => !scope.includes(each));
  if (stranger !== undefined) {
    const sentence = `${stranger} is not in the list of the review ${review}.`;
    throw new Problem("not-found", sentence, { field: "organisations" });
  }
  const { determination, sent: all } = await recordedVerdicts(transaction, review, given);
  const before = await readVerdicts(
    transaction,
    { review, simulated: summary.simulated, today },
    null,
  );
  const same = new Set(
    before
      .filter(({ verdict }) => verdict.determination === determination.digest)
      .map(({ verdict }) => verdict.organisation),
  );
  const sent = all.filter(({ organisation }) => asked.has(organisation) && !same.has(organisation));
  const answer = {
    review,
    simulated: summary.simulated,
    on: determination.on,
    as_of: determination.asOf,
    determination: determination.digest,
    reply_by: given.reply_by,
    organisations: sent.length,
  };
  if (sent.length === 0) return { ...answer, draft: "", unchanged: true };
  const known_at = await work.knownAt();
  const draft = await work.append({
    kind: "verdict.drafted",
    subject: `review/${review}`,
    data: {
      ...answer,
      organisations: sent.map(({ organisation, computed }) => ({ organisation, computed })),
    },
  });
  const kept = { ...given, draft, review, on: determination.on, asOf: determination.asOf };
  await insertDraft(
    transaction,
    { ...kept, determination: determination.digest, by: work.actor.account, known_at },
    sent,
  );
  return { ...answer, draft, unchanged: false };
}

async function recordedVerdicts(
  transaction: Transaction,
  review: string,
  { on, as_of }: NewDraft,
): Promise<{ determination: { digest: string; on: string; asOf: string }; sent: SentVerdict[] }> {
  const instant = as_of === undefined ? undefined : readInstant(as_of);
  const row =
    as_of !== undefined && instant === undefined
      ? undefined
      : await recordedContent(transaction, review, on, instant);
  if (row === undefined) {
    const sentence = `the ratings of ${review} on ${on} were not recorded; record them first (\`determine --record\`).`;
    throw new Problem("refused", sentence, { field: "on" });
  }
  const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });
  const recorded = checkShape(Recorded, JSON.parse(row.content), field);
  const { id, version } = recorded.methodology;
  const stored = await storedMethodology(transaction, id, version);
  if (!stored) throw new Error(`the methodology ${id}@${version} of recorded ratings is missing`);
  const { methodology } = methodologyOf(stored.content, `${id}@${version}`);
  return {
    determination: { digest: row.digest, on: recorded.on, asOf: recorded.as_of },
    sent: recorded.ratings.map((rating) => ({
      organisation: rating.organisation,
      name: rating.name,
      computed: rating.rating.label,
      at_best: rating.at_best.label,
      headline: organisationHeadline(rating, methodology),
      inputs: rating.inputs,
    })),
  };
}
