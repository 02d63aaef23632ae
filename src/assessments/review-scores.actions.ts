import type { Transaction } from "../platform/database/database.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { ClosedSample } from "./closed-sample.ts";
import type { OrganisationScores } from "./organisation-scores.ts";
import { dayOfNumber, packedStride } from "./packed-scores.ts";
import { actScores } from "./score-acts.ts";
import { valueOfCounts } from "./score-counts.ts";
import type { ScoreAct, ScoreFacts } from "./score-facts.ts";
import {
  missingReasons,
  scoreHistory,
  standingRows,
  type StoredScore,
} from "./score-facts.store.ts";
import {
  closedSamples,
  storedClosing,
  storedProfiles,
  storedRounds,
  storedSample,
} from "./samples.store.ts";
import {
  laidOut,
  profilesOn,
  roundOn,
  type ScoreQuestion,
  type StandingScore,
} from "./scores-on.ts";
import { currentOfItem } from "./packed-scores.store.ts";
import {
  currentScores,
  type CurrentScores,
  lastAssessmentFact,
  scoreDays,
} from "./scores.store.ts";
import type { ScoreKind } from "./scores.contract.ts";

/** What is asked of the scores of a review. */
export interface ReviewScoresAsked extends ScoreQuestion {
  readonly review: string;
  readonly yardstick: Yardstick;
  /** The organisations asked for: one answer for each, in this order. */
  readonly organisations: readonly string[];
  /** One item alone; all when left out. */
  readonly item?: string;
}

/**
 * The scores of organisations as they stand on a day, as known at an instant, in a constant number
 * of queries; empty where nobody ever said anything in the review. Where the question is about what
 * stands now they are read packed, else from the history: a test proves both equal.
 */
export async function reviewScores(
  transaction: Transaction,
  asked: ReviewScoresAsked,
): Promise<OrganisationScores[]> {
  const { review, on, asOf, organisations, item } = asked;
  const items = itemsAsked(asked);
  const last = await lastAssessmentFact(transaction, review, "infinity");
  if (last === null) return [];
  const days = await scoreDays(transaction, review, "infinity");
  const newest = last <= asOf && (days[0] ?? on) <= on;
  const scores = newest
    ? await newestScores(transaction, asked)
    : grouped(await standingRows(transaction, review, asked, someOf(organisations), item));
  const sample = await storedSample(transaction, review, asOf);
  const closing = await storedClosing(transaction, review, asOf);
  const closed =
    closing !== undefined && closing.day <= on
      ? await closedSamples(transaction, review)
      : new Map<string, ClosedSample>();
  const profiles = profilesOn(await storedProfiles(transaction, review, asOf), asked);
  const round = roundOn(await storedRounds(transaction, review, asOf), asked);
  return organisations.map((organisation) =>
    laidOut(
      {
        organisation,
        self: scores.get(`self ${organisation}`) ?? nothing,
        independent: scores.get(`independent ${organisation}`) ?? nothing,
        closed: closed.get(organisation) ?? null,
        notApplicable: profiles.get(organisation) ?? new Set(),
      },
      items,
      sample?.items ?? null,
      { ...asked, round },
    ),
  );
}

function itemsAsked({ yardstick, item }: ReviewScoresAsked): Yardstick["items"] {
  return item === undefined ? yardstick.items : yardstick.items.filter(({ id }) => id === item);
}

type Standing = Map<string, Map<string, StandingScore>>;
const nothing: ReadonlyMap<string, StandingScore> = new Map();

/** A few organisations are asked for by name, a whole list without. */
function someOf(organisations: readonly string[]): readonly string[] | null {
  return organisations.length <= 20 ? organisations : null;
}

function grouped(rows: readonly StoredScore[]): Standing {
  const scores: Standing = new Map();
  for (const { organisation, item, kind, day, counts } of rows) {
    const key = `${kind} ${organisation}`;
    const own = scores.get(key) ?? new Map<string, StandingScore>();
    scores.set(key, own);
    own.set(item, { item, day, counts });
  }
  return scores;
}

async function newestScores(transaction: Transaction, asked: ReviewScoresAsked): Promise<Standing> {
  const { review, asOf, yardstick, organisations, item } = asked;
  const items = itemsAsked(asked);
  const named = someOf(organisations);
  const current =
    item === undefined
      ? await currentScores(transaction, review, named, items.length)
      : await currentOfItem(transaction, review, named, placeOf(yardstick, item));
  const reasons = new Map(
    (await missingReasons(transaction, review, asOf, named, item)).map((each) => [
      reasonKey(each.kind, each.organisation, each.item, each.day),
      each.counts.missing,
    ]),
  );
  return new Map(
    current.map((each) => [
      `${each.kind} ${each.organisation}`,
      unpacked(each, items, (item, day) => {
        const { kind, organisation } = each;
        return reasons.get(reasonKey(kind, organisation, item, day)) ?? "not-reported";
      }),
    ]),
  );
}

function placeOf({ items }: Yardstick, item: string): number {
  return items.findIndex(({ id }) => id === item);
}

function reasonKey(kind: ScoreKind, organisation: string, item: string, day: string): string {
  return JSON.stringify([kind, organisation, item, day]);
}

function unpacked(
  { scores }: CurrentScores,
  items: Yardstick["items"],
  reason: (item: string, day: string) => NonNullable<StandingScore["counts"]["missing"]>,
): Map<string, StandingScore> {
  const found = new Map<string, StandingScore>();
  for (const [place, { id }] of items.entries()) {
    const [good = 0, bad = 0, n = 0, number = 0] = scores.subarray(
      place * packedStride,
      place * packedStride + packedStride,
    );
    if (number === 0) continue;
    const day = dayOfNumber(number);
    const missing = n === 0 ? reason(id, day) : null;
    found.set(id, { item: id, day, counts: { good, bad, n, missing } });
  }
  return found;
}

/** Everything that people said in a review, as known at an instant: what a bundle carries. */
export async function reviewScoreFacts(
  transaction: Transaction,
  review: string,
  yardstick: Yardstick,
  asOf: string,
): Promise<ScoreFacts> {
  const scales = new Map(yardstick.items.map(({ id, scale }) => [id, scale]));
  const history = await scoreHistory(transaction, review, asOf);
  const acts = [...Map.groupBy(history, ({ no }) => no).values()].map((rows): ScoreAct => {
    const [first] = rows;
    return {
      act: first?.act ?? "given",
      known_at: first?.knownAt ?? "",
      scores: actScores(
        rows.map(({ organisation, item, kind, day, counts, wording }) => ({
          organisation,
          item,
          kind,
          day,
          value: valueOfCounts(counts, scales.get(item) ?? "level"),
          wording,
        })),
      ),
    };
  });
  const sample = await storedSample(transaction, review, asOf);
  const closing = await storedClosing(transaction, review, asOf);
  return {
    format: "muster/scores/1",
    acts,
    sample: sample === undefined ? null : { items: sample.items, known_at: sample.known_at },
    closed: closing === undefined ? null : { day: closing.day, known_at: closing.known_at },
    profiles: await storedProfiles(transaction, review, asOf),
    rounds: await storedRounds(transaction, review, asOf),
  };
}
