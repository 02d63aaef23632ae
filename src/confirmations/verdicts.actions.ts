import { readDay } from "../kit/calendar.ts";
import { canonicalJson, type Json } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { risksOf } from "../findings/risks-of.actions.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import { displaysNamed } from "./rating-labels.actions.ts";
import { matterOf, readVerdicts, type ReadVerdict } from "./read-verdicts.actions.ts";
import { openRisks } from "./verdict-stage.ts";
import type {
  NewFinalWord,
  NewReply,
  NewReplyExtension,
  ShownVerdict,
  VerdictChanged,
  VerdictPage,
  VerdictQuery,
  VerdictStage,
} from "./verdicts.contract.ts";
import { insertWords, lockVerdicts } from "./verdicts.store.ts";

interface Pair {
  readonly review: string;
  readonly organisation: string;
}

/** Verdicts of a review by organisation, a page at a time, with how many stand where. */
export async function listVerdicts(
  work: Work,
  review: string,
  query: VerdictQuery,
): Promise<VerdictPage> {
  const { transaction } = work;
  const asOf = await lastKnownAt(transaction);
  const { summary, scope } = await listedReview(transaction, review, asOf, null);
  const today = await todayOf(transaction);
  const asked = { review, simulated: summary.simulated, today };
  const all = (await readVerdicts(transaction, asked, null)).map(({ verdict }) => verdict);
  const stages: Partial<Record<VerdictStage, number>> = {};
  for (const { stage } of all) stages[stage] = (stages[stage] ?? 0) + 1;
  const unsent = scope.length - all.length;
  if (unsent > 0) stages.computed = unsent;
  const { after = "", limit = 100, stage } = query;
  const wanted = all.filter(
    (each) => each.organisation > after && (stage === undefined || each.stage === stage),
  );
  const page = wanted.slice(0, limit);
  return {
    review,
    simulated: summary.simulated,
    stages,
    displays: await displaysNamed(transaction, summary.methodology),
    verdicts: page,
    next: wanted.length > limit ? (page.at(-1)?.organisation ?? null) : null,
  };
}

/** The verdict of one organisation. Refuses (not-found) where no draft was sent. */
export async function showVerdict(work: Work, pair: Pair): Promise<ShownVerdict> {
  const { verdict } = await requireVerdict(work, pair);
  const asOf = await lastKnownAt(work.transaction);
  const { summary } = await listedReview(work.transaction, pair.review, asOf, null);
  return { ...verdict, displays: await displaysNamed(work.transaction, summary.methodology) };
}

async function requireVerdict(work: Work, { review, organisation }: Pair): Promise<ReadVerdict> {
  const { transaction } = work;
  const asOf = await lastKnownAt(transaction);
  const { summary } = await listedReview(transaction, review, asOf, null);
  const today = await todayOf(transaction);
  const asked = { review, simulated: summary.simulated, today };
  const [found] = await readVerdicts(transaction, asked, [organisation]);
  if (found) return found;
  const sentence = `no draft verdict was sent to ${organisation} in ${review} yet.`;
  throw new Problem("not-found", sentence);
}

/**
 * The reply of an organisation to its draft verdict; a later one takes the place of an earlier as long
 * as the day is not past and nobody signed. Leaf: `verdict.replied`.
 */
export async function reply(work: Work, pair: Pair, given: NewReply): Promise<VerdictChanged> {
  const found = await openVerdict(work, pair, given.draft);
  const { verdict } = found;
  const today = await todayOf(work.transaction);
  const last = verdict.reply_extended?.until ?? verdict.reply_by ?? "";
  if (today > last) {
    const sentence = `the last day for a reply was ${last}; ask the reviewing office for an extension.`;
    throw new Problem("refused", sentence);
  }
  if (verdict.signatures.length > 0) {
    throw new Problem("refused", "an officer has signed the verdict; ask for a new draft.");
  }
  await requireRisks(work, pair, given.points);
  const words = { text: given.text, points: given.points };
  const { text, points } = verdict.reply ?? { text: "", points: [] };
  if (canonicalJson(words) === canonicalJson({ text, points })) return { verdict, unchanged: true };
  return say(work, pair, found, { said: "reply", kind: "verdict.replied", words });
}

/** The office's final word on what was disputed. Leaf: `verdict.answered`. */
export async function giveFinalWord(
  work: Work,
  pair: Pair,
  given: NewFinalWord,
): Promise<VerdictChanged> {
  const found = await openVerdict(work, pair, given.draft);
  const { verdict } = found;
  if (verdict.stage === "sent") {
    const last = verdict.reply_extended?.until ?? verdict.reply_by ?? "";
    const sentence = `the organisation may still reply, until ${last}; its reply is heard before the final word.`;
    throw new Problem("refused", sentence);
  }
  await requireRisks(work, pair, given.points);
  const words = { text: given.text, points: given.points };
  const { text, points } = verdict.final_word ?? { text: "", points: [] };
  if (canonicalJson(words) === canonicalJson({ text, points })) return { verdict, unchanged: true };
  const open = openRisks({
    ...matterOf(verdict),
    finalWord: { points: given.points },
  });
  if (open.length > 0) {
    const sentence = `the reply disputes ${open.join(", ")} too; give a final word on each.`;
    throw new Problem("bad-input", sentence, { field: "points" });
  }
  return say(work, pair, found, { said: "final-word", kind: "verdict.answered", words });
}

/** A later last day for a reply, by a named officer, with a reason. Leaf: `verdict.reply-extended`. */
export async function extendReply(
  work: Work,
  pair: Pair,
  given: NewReplyExtension,
): Promise<VerdictChanged> {
  const found = await openVerdict(work, pair, given.draft);
  const { verdict } = found;
  readDay(given.until, { field: "until" });
  const last = verdict.reply_extended?.until ?? verdict.reply_by ?? "";
  if (given.until === last) return { verdict, unchanged: true };
  if (given.until < last) {
    const sentence = `the day stands at ${last}; an extension is later than that.`;
    throw new Problem("refused", sentence, { field: "until" });
  }
  const words = { until: given.until, reason: given.reason };
  return say(work, pair, found, { said: "extension", kind: "verdict.reply-extended", words });
}

/** The verdict that is spoken of, as long as it is the newest. */
async function openVerdict(work: Work, pair: Pair, draft: string): Promise<ReadVerdict> {
  await lockVerdicts(work.transaction, pair.review);
  const found = await requireVerdict(work, pair);
  if (found.verdict.draft === draft) return found;
  const sentence = "another draft verdict was sent since; read that one first.";
  throw new Problem("conflict", sentence, { field: "draft" });
}

/** Refuses points about risks that the organisation does not have, and two about one. */
async function requireRisks(
  work: Work,
  { review, organisation }: Pair,
  points: readonly { readonly risk: string }[],
): Promise<void> {
  const asOf = await lastKnownAt(work.transaction);
  const known = new Set(
    (await risksOf(work.transaction, review, organisation, asOf)).map(({ risk }) => risk),
  );
  const seen = new Set<string>();
  for (const { risk } of points) {
    if (!known.has(risk)) {
      throw new Problem("not-found", `${organisation} has no risk ${risk} in this review.`);
    }
    if (seen.has(risk)) {
      throw new Problem("bad-input", `${risk} stands twice; say one thing of each risk.`);
    }
    seen.add(risk);
  }
}

interface Said {
  readonly said: "reply" | "final-word" | "extension";
  readonly kind: string;
  readonly words: { readonly [name: string]: Json };
}

async function say(
  work: Work,
  pair: Pair,
  { draftNo, verdict }: ReadVerdict,
  { said, kind, words }: Said,
): Promise<VerdictChanged> {
  const known_at = await work.knownAt();
  const leaf = await work.append({
    kind,
    subject: `review/${pair.review}/organisation/${pair.organisation}`,
    data: { draft: verdict.draft ?? "", simulated: verdict.simulated, ...words },
  });
  await insertWords(work.transaction, {
    draft_no: draftNo,
    organisation: pair.organisation,
    said,
    words: canonicalJson(words),
    by: work.actor.account,
    known_at,
    leaf,
  });
  return { verdict: (await requireVerdict(work, pair)).verdict, unchanged: false };
}
