import { canonicalJson } from "../kit/canonical-json.ts";
import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import { wordingOf } from "../yardsticks/wording.ts";
import { insertGivenScore } from "./given-score.store.ts";
import { heldScores } from "./held-scores.store.ts";
import { dayNumber, emptyScores, packedValue, putScore } from "./packed-scores.ts";
import type { OrganisationPacked } from "./packed-scores.store.ts";
import { isEmptyRemark, remarkOf, sameRemark, saysRemark } from "./remarks.ts";
import { requireScored } from "./scored-organisation.actions.ts";
import { countsOfValue, type ScoreCounts, valueOfCounts } from "./score-counts.ts";
import {
  isOnBehalf,
  requireItem,
  requireMayGive,
  type ScoredItem,
  scoredReview,
} from "./scored-review.actions.ts";
import { sightOf } from "./sight.actions.ts";
import { missingReasons, type StoredScore } from "./score-facts.store.ts";
import type { NewScore, ScoreMissing, ScoreValue } from "./scores.contract.ts";
import { lockOrganisation } from "./scores.store.ts";
import {
  loggedRemark,
  remarkBefore,
  requireExpected,
  requireOpen,
  standingBefore,
} from "./score-standing.actions.ts";

/** The first day that a score may speak of: days are counted from here in packed scores. */
const firstDay = "1971-01-01";

/** What giving a score did. */
export interface GivenScore {
  readonly unchanged: boolean;
  readonly review: string;
  /** Of whom: an organisation of the list, or a system inside one. */
  readonly organisation: string;
  /** The organisation of the list; another only for a system, whose scores count nowhere. */
  readonly owner: string;
  readonly item: string;
  /** Place of the item in the yardstick. */
  readonly place: number;
  readonly value: ScoreValue;
  /** Instant at which it became known; empty when nothing changed. */
  readonly knownAt: string;
  /** Everything that the organisation has after it. */
  readonly packed: OrganisationPacked;
}

/**
 * Gives one score: a fact that is never changed, only followed by a later one. The same score again,
 * of the same day and with nothing new beside it, changes nothing. Leaf: `score.given`.
 * Refuses: an organisation or item that is not there (not-found), who may not (not-permitted), a
 * value of another scale or a day to come (bad-input), a withdrawn item, a wording that is not the
 * one that stands or a side that is locked (refused), and, where whoever gives it says which score
 * they saw, one that no longer stands (conflict, with both).
 */
export async function giveScore(work: Work, review: string, score: NewScore): Promise<GivenScore> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const whose = await requireScored(transaction, scored, score.organisation);
  const { organisation, owner } = whose;
  requireMayGive(work, score.kind, owner);
  (await sightOf(work, review)).requireGive(score.kind, owner);
  const found = requireItem(score.item, scored);
  checkWording(score.wording, found);
  const counts = countsOfValue(score.value, found.item);
  const { kind, day } = score;
  const packedDay = dayOfScore(day);
  const items = scored.yardstick.items.length;
  const place = { review, ...whose, item: found.item.id, kind };
  await lockOrganisation(transaction, review, owner);
  const { side, byTool, current } = await heldScores(transaction, place, items);
  await requireOpen(transaction, scored.summary.order, owner, side);
  const before = await standingBefore(transaction, { ...place, day }, score, byTool);
  const scores = current.find((each) => each.kind === kind)?.scores ?? emptyScores(items);
  const value = valueOfCounts(counts, found.item.scale);
  const other = current.find((each) => each.kind !== kind)?.scores ?? null;
  const packed =
    kind === "self" ? { self: scores, independent: other } : { self: other, independent: scores };
  const answer = { review, ...whose, item: found.item.id, place: found.place, value, packed };
  const there = packedValue(scores, found.place);
  const reason =
    counts.missing !== null && there?.n === 0
      ? reasonsOf(await missingReasons(transaction, review, "infinity", [organisation]))
      : noReasons;
  const missing = reason({ organisation, item: found.item.id, kind, day });
  const noNews = !saysRemark(score) || (before !== null && sameRemark(score, before.remark));
  if (stands(there, counts, day, missing) && noNews) {
    return { unchanged: true, ...answer, knownAt: "" };
  }
  await requireExpected(transaction, score, before, found.item);
  const onBehalf = isOnBehalf(work, kind, owner);
  const remark = remarkOf(score, remarkBefore(before), side.onceLocked);
  const counted = putScore(scores, found.place, { ...packedCounts(counts), day: packedDay });
  const within = owner === organisation ? null : owner;
  const row = {
    act: { review, by: work.actor.account, onBehalf },
    score: { organisation, item: found.item.id, kind, day, wording: found.wording, ...counts },
    within,
    remark: isEmptyRemark(remark) ? null : remark,
    words: canonicalJson(wordingOf(found.item)),
    current: counted ? { organisation, kind, scores } : null,
  };
  const event = {
    kind: "score.given",
    subject: `review/${review}/organisation/${organisation}`,
    data: {
      item: found.item.id,
      kind,
      day,
      value,
      wording: found.wording,
      ...(onBehalf ? { on_behalf: true } : {}),
      ...(within === null ? {} : { within }),
      ...(row.remark === null ? {} : loggedRemark(row.remark)),
    },
  };
  // From here on others wait for the end of this transaction.
  const { knownAt } = await work.appendWith(event, (leaf) =>
    insertGivenScore(transaction, row, leaf),
  );
  // What today is, the clock of facts says; of a day to come nothing is kept.
  checkDay(day, knownAt);
  return { unchanged: false, ...answer, knownAt };
}

/** The number of a day that is one. Refuses (bad-input) what no calendar has, and what is too early. */
function dayOfScore(day: string): number {
  checkDay(day, "9999-12-31");
  return dayNumber(day);
}

/** Counts as they are packed: nothing at all where the value is missing. */
export function packedCounts({ good, bad, n, missing }: ScoreCounts): {
  good: number;
  bad: number;
  n: number;
} {
  return missing === null ? { good, bad, n } : { good: 0, bad: 0, n: 0 };
}

/** Finds why a score is missing that stands packed, where only that it is can be seen. */
type Reasons = (
  score: Pick<StoredScore, "organisation" | "item" | "kind" | "day">,
) => ScoreMissing | null;

const noReasons: Reasons = () => null;

/** Lays out why scores are missing, to be looked up. */
export function reasonsOf(missing: readonly StoredScore[]): Reasons {
  const key = ({ organisation, item, kind, day }: Parameters<Reasons>[0]): string =>
    JSON.stringify([organisation, item, kind, day]);
  const known = new Map(missing.map((each) => [key(each), each.counts.missing]));
  return (score) => known.get(key(score)) ?? null;
}

/** Whether a score says the same as the one that stands; `reason` is why that one is missing. */
export function stands(
  there: ReturnType<typeof packedValue>,
  { good, bad, n, missing }: ScoreCounts,
  day: string,
  reason: ScoreMissing | null,
): boolean {
  if (there?.day !== dayNumber(day)) return false;
  if (missing !== null) return there.n === 0 && reason === missing;
  return there.good === good && there.bad === bad && there.n === n;
}

/** Refuses a day that is none, one before scores are counted, and one that is still to come. */
export function checkDay(day: string, now: string): void {
  const today = now.slice(0, 10);
  if (isDay(day) && day >= firstDay && day <= today) return;
  const sentence = isDay(day)
    ? day > today
      ? `${day} is still to come; a score speaks of a day up to today, ${today}.`
      : `${day} is before ${firstDay}; give a later day.`
    : `“${day.slice(0, 40)}” is not a day; write it as 2026-03-31.`;
  throw new Problem("bad-input", sentence, { field: "day" });
}

/** Refuses a score of another wording than the one that stands. */
export function checkWording(given: string | undefined, { item, wording }: ScoredItem): void {
  if (given === undefined || given === wording) return;
  const sentence = `the wording of ${item.id} is not the one that was answered; read it again and give the score anew.`;
  throw new Problem("refused", sentence, { field: "wording" });
}
