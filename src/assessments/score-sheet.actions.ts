import { Problem } from "../kit/problem.ts";
import { isDay } from "../kit/calendar.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import { ReadyAnswer } from "../platform/http/route.ts";
import { settledUntil } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { type ToldScore, toldScores } from "./score-facts.store.ts";
import { storedClosing, storedProfiles, storedSample } from "./samples.store.ts";
import {
  mayGive,
  requireOrganisation,
  type ScoredItem,
  scoredReview,
} from "./scored-review.actions.ts";
import { profilesOn } from "./scores-on.ts";
import { sightOf } from "./sight.actions.ts";
import type { ScoreKind, ScoreSheet, ShownScore } from "./scores.contract.ts";
import { shownScore } from "./shown-score.ts";

/**
 * All items of a review's yardstick with what one organisation says of itself and what was said of
 * it independently, as of a day and as known at an instant; left out, today and now. Every answer
 * stands beside the digest of the wording that was answered. A blind auditor is shown the independent
 * side only.
 * Refuses: whoever held a post there (not-permitted), a review or organisation that is not there, a day that is none, an instant to come.
 */
export async function showScores(
  work: Work,
  review: string,
  name: string,
  asked: { readonly on?: string; readonly as_of?: string },
): Promise<ReadyAnswer<ScoreSheet>> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, name);
  const sight = (await sightOf(work, review)).requireAny(organisation);
  const kinds: readonly ScoreKind[] =
    sight === "everything" ? ["self", "independent"] : ["independent"];
  const asOf = await instantOf(work, asked.as_of, scored.asOf);
  const on = asked.on ?? asOf.slice(0, 10);
  if (!isDay(on)) {
    const sentence = `“${on.slice(0, 40)}” is not a day; write it as 2026-03-31.`;
    throw new Problem("bad-input", sentence, { field: "on" });
  }
  const told = await toldScores(transaction, review, { on, asOf }, [organisation]);
  const shown = told.filter(({ kind }) => kinds.includes(kind));
  const scores = new Map(shown.map((each) => [`${each.kind} ${each.item}`, each]));
  const sample = await storedSample(transaction, review, asOf);
  const closing = await storedClosing(transaction, review, asOf);
  const profiles = profilesOn(await storedProfiles(transaction, review, asOf), { on, asOf });
  const sampled = sample === undefined ? null : new Set(sample.items);
  const without = profiles.get(organisation) ?? new Set<string>();
  const facts = await organisationFactsOf(transaction, [organisation], asOf);
  const [fact] = facts;
  const head: Omit<ScoreSheet, "items"> = {
    review,
    organisation,
    name: fact === undefined ? organisation : nameOn(fact, on, asOf),
    yardstick: `${scored.yardstick.id}@${scored.yardstick.version}`,
    simulated: scored.summary.simulated,
    on,
    as_of: asOf,
    within: null,
    systems: [],
    stages: { both_in: null, self: noStage, independent: noStage },
    profile: null,
    sample_closed: closing?.day ?? null,
    may_give: kinds.filter((kind) => mayGive(work, kind, organisation)),
  };
  const items = [...scored.items.values()].map((each) => {
    const { id } = each.item;
    const own: SheetOwn = {
      sampled: sampled === null || sampled.has(id),
      applicable: !without.has(id),
      not_applicable_reason: null,
      self: shownOr(scores.get(`self ${id}`), each),
      independent: shownOr(scores.get(`independent ${id}`), each),
    };
    return `${wordsOf(each)},${JSON.stringify(own).slice(1)}`;
  });
  const text = `${JSON.stringify(head).slice(0, -1)},"items":[${items.join()}]}`;
  return new ReadyAnswer(new TextEncoder().encode(text), true);
}

const noStage: ScoreSheet["stages"]["self"] = {
  stage: "assigned",
  since: null,
  by: null,
  reason: "",
  leaf: null,
  due: null,
  due_words: "",
  extension: null,
  locked: false,
  locked_words: "",
  days_late: 0,
  once_locked: false,
  scored: 0,
  of: 0,
  may: [],
};

type SheetItem = ScoreSheet["items"][number];
type SheetOwn = Pick<
  SheetItem,
  "sampled" | "applicable" | "not_applicable_reason" | "self" | "independent"
>;

/** What every organisation is shown of an item, as JSON without its end; kept with the yardstick. */
const keptWords = new WeakMap<ScoredItem, string>();

function wordsOf(item: ScoredItem): string {
  let words = keptWords.get(item);
  if (words === undefined) {
    words = JSON.stringify(itemOf(item)).slice(0, -1);
    keptWords.set(item, words);
  }
  return words;
}

async function instantOf(
  { transaction }: Work,
  asOf: string | undefined,
  now: string,
): Promise<string> {
  if (asOf === undefined) return now;
  const settled = await settledUntil(transaction);
  const known = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/u.test(asOf);
  if (known && asOf <= settled) return asOf;
  const sentence = known
    ? `what is known as of ${asOf} is not settled yet; give an instant up to ${settled}, or leave it out.`
    : `“${asOf}” is not an instant; write it as 2026-11-22T10:00:00Z.`;
  throw new Problem(known ? "refused" : "bad-input", sentence, { field: "as_of" });
}

function itemOf({ item, wording }: ScoredItem): Omit<SheetItem, keyof SheetOwn> {
  return {
    item: item.id,
    label: item.label ?? item.id,
    title: item.title,
    text: item.text,
    scale: item.scale,
    units: item.units ?? null,
    group: item.group ?? null,
    wording,
    withdrawn: item.withdrawn !== undefined,
    measured_by: item.measured_by ?? null,
  };
}

function shownOr(told: ToldScore | undefined, { item }: ScoredItem): ShownScore | null {
  return told === undefined ? null : shownScore(told, item);
}
