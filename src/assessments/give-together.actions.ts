import { canonicalJson, digestOf } from "../kit/canonical-json.ts";
import type { Work } from "../platform/work.ts";
import { wordingOf } from "../yardsticks/wording.ts";
import {
  dayNumber,
  dayOfNumber,
  emptyScores,
  packedValue,
  type PackedScores,
  putScore,
} from "./packed-scores.ts";
import { type GivenRemark, isEmptyRemark, remarkOf, sameRemark, saysRemark } from "./remarks.ts";
import { insertRemarks, type RemarkRow } from "./remarks.store.ts";
import { actScores } from "./score-acts.ts";
import type { ScoreCounts } from "./score-counts.ts";
import { anyTool, missingReasons, type ToldScore, toldBefore } from "./score-facts.store.ts";
import { remarkBefore } from "./score-standing.actions.ts";
import { isOnBehalf, type ScoredReview } from "./scored-review.actions.ts";
import { packedCounts, reasonsOf, stands } from "./scores.actions.ts";
import type { ScoreKind, ScoreValue } from "./scores.contract.ts";
import {
  copyScores,
  currentScores,
  insertAct,
  keepWordings,
  nextAct,
  putCurrent,
} from "./scores.store.ts";
import { requireAllOpen, sideLocks, type SideLocks } from "./side-locks.actions.ts";

/** One of many scores that are given by one act. */
export interface TogetherRow extends GivenRemark {
  readonly organisation: string;
  /** The organisation of the list; another only for a system. */
  readonly owner: string;
  readonly item: string;
  readonly place: number;
  readonly kind: ScoreKind;
  readonly day: string;
  readonly value: ScoreValue;
  readonly counts: ScoreCounts;
  readonly wording: string;
}

/** The newest scores of those who are scored, as they stand and as they are changed. */
interface Current {
  of(row: Pick<TogetherRow, "organisation" | "kind">): PackedScores;
  all(): { organisation: string; kind: ScoreKind; scores: PackedScores }[];
}

/** Many scores, held against what stands. */
export interface Weighed<R extends TogetherRow> {
  /** Those that say something else than what stands, or with something new beside them. */
  readonly fresh: readonly R[];
  /** The score in the place of a row, where anything hangs on it. */
  readonly before: (row: TogetherRow) => ToldScore | null;
  /** What stands in the place of a row, of whatever day, in counts; undefined where nothing does. */
  readonly there: (row: TogetherRow) => ScoreCounts | undefined;
  readonly current: Current;
  readonly locks: SideLocks;
}

/**
 * Holds scores against those that stand, in a number of statements that does not grow with them. Ask
 * after locking the scores of the review, unless nothing is to be saved. `always` also reads which
 * scores stand where neither remarks nor tools make it necessary.
 */
export async function weighScores<R extends TogetherRow>(
  work: Work,
  { summary, yardstick }: ScoredReview,
  rows: readonly R[],
  always: boolean,
): Promise<Weighed<R>> {
  const { transaction } = work;
  const { review } = summary;
  const current = await currentOf(work, review, yardstick.items.length, rows);
  const there = (row: TogetherRow) => packedValue(current.of(row), row.place);
  const missing = rows.some((row) => row.counts.missing !== null || there(row)?.n === 0);
  const reasons = reasonsOf(missing ? await missingReasons(transaction, review, "infinity") : []);
  const told =
    always || rows.some(saysRemark) || (await anyTool(transaction, review))
      ? await toldBefore(transaction, review, rows)
      : null;
  const before = (row: TogetherRow): ToldScore | null => told?.(row) ?? null;
  const locks = await sideLocks(transaction, summary, null);
  const fresh = rows.filter((row) => {
    if (!stands(there(row), row.counts, row.day, reasons(row))) return true;
    const stood = before(row);
    return saysRemark(row) && !(stood !== null && sameRemark(row, stood.remark));
  });
  return {
    fresh,
    before,
    there: (row) => {
      const value = there(row);
      if (value === undefined) return undefined;
      const { good, bad, n, day } = value;
      const reason = n === 0 ? reasons({ ...row, day: dayOfNumber(day) }) : null;
      return { good, bad, n, missing: n === 0 ? (reason ?? "not-reported") : null };
    },
    current,
    locks,
  };
}

async function currentOf(
  { transaction }: Work,
  review: string,
  items: number,
  rows: readonly TogetherRow[],
): Promise<Current> {
  const named = [...new Set(rows.map(({ organisation }) => organisation))];
  const stored = await currentScores(transaction, review, named, items);
  const known = new Map(stored.map((each) => [`${each.kind} ${each.organisation}`, each]));
  return {
    of: ({ organisation, kind }) => {
      const key = `${kind} ${organisation}`;
      const found = known.get(key) ?? { organisation, kind, scores: emptyScores(items) };
      known.set(key, found);
      return found.scores;
    },
    all: () => [...known.values()],
  };
}

/** The file by which scores came; both empty where they came by hand. */
export interface ScoresFile {
  readonly name: string;
  readonly digest: string;
}

/**
 * Writes many scores by one act. Leaf: `scores.imported`, with the digest of the scores that count
 * (those of systems by a digest of their own) and of what stands beside them.
 * Refuses: a side that is locked.
 */
export async function keepScores(
  work: Work,
  { summary: { review }, items }: ScoredReview,
  { fresh, before, current, locks }: Weighed<TogetherRow>,
  file: ScoresFile,
): Promise<{ readonly leaf: string; readonly knownAt: string }> {
  const { transaction } = work;
  requireAllOpen(locks, fresh);
  const wordings = new Map(
    [...new Set(fresh.map(({ item }) => item))].flatMap((id) => {
      const found = items.get(id);
      return found === undefined
        ? []
        : [[found.wording, canonicalJson(wordingOf(found.item))] as const];
    }),
  );
  await keepWordings(transaction, wordings);
  const no = await nextAct(transaction);
  await copyScores(
    transaction,
    no,
    review,
    fresh.map(({ counts, ...row }) => ({
      ...row,
      ...counts,
      within: row.owner === row.organisation ? null : row.owner,
    })),
  );
  const remarks = remarksOf(fresh, before, locks);
  if (remarks.length > 0) await insertRemarks(transaction, no, review, remarks);
  for (const row of fresh) {
    putScore(current.of(row), row.place, { ...packedCounts(row.counts), day: dayNumber(row.day) });
  }
  const changed = new Set(fresh.map((row) => `${row.kind} ${row.organisation}`));
  const onBehalf = fresh.some((row) => isOnBehalf(work, row.kind, row.owner));
  const own = fresh.filter(({ owner, organisation }) => owner === organisation);
  const systems = fresh.filter(({ owner, organisation }) => owner !== organisation);
  const knownAt = await work.knownAt();
  const leaf = await work.append({
    kind: "scores.imported",
    subject: `review/${review}`,
    data: {
      file_name: file.name,
      file_digest: file.digest,
      scores: digestOf(actScores(own)),
      rows: own.length,
      ...(onBehalf ? { on_behalf: true } : {}),
      ...(systems.length === 0
        ? {}
        : { system_scores: digestOf(actScores(systems)), system_rows: systems.length }),
      ...(remarks.length === 0 ? {} : { remarks: digestOf(remarks), remark_rows: remarks.length }),
    },
  });
  const touched = current.all().filter((each) => changed.has(`${each.kind} ${each.organisation}`));
  await putCurrent(transaction, review, touched, knownAt);
  const { name: fileName, digest: fileDigest } = file;
  const by = work.actor.account;
  const act = { no, review, act: "imported" as const, by, onBehalf, reason: "" };
  const days = [...new Set(fresh.map(({ day }) => day))];
  await insertAct(transaction, { ...act, fileName, fileDigest, knownAt, leaf }, days);
  return { leaf, knownAt };
}

function remarksOf(
  fresh: readonly TogetherRow[],
  before: (row: TogetherRow) => ToldScore | null,
  locks: SideLocks,
): RemarkRow[] {
  return fresh.flatMap((row) => {
    const { organisation, owner, item, kind, day } = row;
    const remark = remarkOf(row, remarkBefore(before(row)), locks.onceLocked(kind, owner));
    return isEmptyRemark(remark) ? [] : [{ organisation, item, kind, day, ...remark }];
  });
}
