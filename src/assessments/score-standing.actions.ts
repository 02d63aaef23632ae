import { digestOf, type Json } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { YardstickItem } from "../yardsticks/yardstick.contract.ts";
import { dueDays } from "./due-days.actions.ts";
import type { HeldSide } from "./held-scores.store.ts";
import { givers, peopleOf } from "./people.actions.ts";
import { type GivenRemark, saysRemark, type StandingBefore } from "./remarks.ts";
import type { ScoreRemark } from "./remarks.contract.ts";
import { type ToldScore, toldScores } from "./score-facts.store.ts";
import { shownScore } from "./shown-score.ts";
import type { ScoreConflict } from "./score-views.contract.ts";
import type { NewScore, ScoreKind } from "./scores.contract.ts";
import { lockedBecause } from "./stages.ts";

/** Refuses a score of a side that is locked, in one sentence that says how to mend it. */
export async function requireOpen(
  transaction: Transaction,
  order: string,
  owner: string,
  side: HeldSide,
): Promise<void> {
  const because = await lockOf(transaction, order, owner, side);
  if (because !== null) throw new Problem("refused", because);
}

async function lockOf(
  transaction: Transaction,
  order: string,
  owner: string,
  { now, task, day, stage, extendedUntil }: HeldSide,
): Promise<string | null> {
  const today = now.slice(0, 10);
  if (task === null && day === null) {
    return lockedBecause({ stage, due: null, extendedUntil }, today);
  }
  const terms = day === null ? (task === null ? {} : { task }) : { due_day: day };
  const { due } = (await dueDays(transaction, order, terms, today)).of(owner);
  return lockedBecause({ stage, due, extendedUntil }, today);
}

/**
 * The score that stands in the place of one that is to be given, read only where something hangs on
 * it: what the screen showed, what is to be written beside, or a tool that spoke here before.
 */
export async function standingBefore(
  transaction: Transaction,
  place: {
    readonly review: string;
    readonly organisation: string;
    readonly item: string;
    readonly kind: ScoreKind;
    readonly day: string;
  },
  given: GivenRemark & Pick<NewScore, "expects">,
  byTool: boolean,
): Promise<ToldScore | null> {
  if (given.expects === undefined && !saysRemark(given) && !byTool) return null;
  const { review, organisation, item, kind, day } = place;
  const when = { on: day, asOf: "infinity" };
  const told = await toldScores(transaction, review, when, [organisation], item);
  return told.find((each) => each.kind === kind) ?? null;
}

/** A standing score, as far as it decides what is written beside the next. */
export function remarkBefore(before: ToldScore | null): StandingBefore | null {
  return before === null ? null : { ...before.remark, leaf: before.leaf };
}

/** What a leaf says of a remark: that there is one, by its digest, and what a checker asks for. */
export function loggedRemark(remark: ScoreRemark): Record<string, Json> {
  const { tool, overrides, after_lock } = remark;
  return {
    remark: digestOf(remark),
    ...(tool === null ? {} : { tool: `${tool.name} ${tool.version}`.trim() }),
    ...(overrides === null ? {} : { overrides }),
    ...(after_lock ? { after_lock } : {}),
  };
}

/** Both scores, where the one that was shown no longer stands; null where it does. */
export function conflictOf(
  given: NewScore,
  before: ToldScore | null,
  item: YardstickItem,
): ScoreConflict | null {
  if (given.expects === undefined || given.expects === (before?.leaf ?? null)) return null;
  return {
    organisation: before?.organisation ?? given.organisation,
    item: item.id,
    kind: given.kind,
    yours: { value: given.value, day: given.day, note: given.note ?? "" },
    theirs: before === null ? null : shownScore(before, item),
    theirs_by: before?.by ?? "",
    expected: given.expects,
  };
}

/** The problem of scores that no longer stand as they were shown: nothing is saved. */
export async function conflictProblem(
  transaction: Transaction,
  conflicts: readonly ScoreConflict[],
): Promise<Problem> {
  const people = await peopleOf(transaction, givers(conflicts.map(({ theirs }) => theirs)));
  const [first] = conflicts;
  const at = first?.theirs?.known_at.slice(11, 16);
  const others = conflicts.length > 1 ? ` (and ${conflicts.length - 1} more)` : "";
  const sentence =
    at === undefined
      ? `Not saved: the score of ${first?.item ?? "an item"} that was shown is not there${others}; read it again and choose.`
      : `Not saved: somebody changed the score of ${first?.item ?? "an item"} at ${at} UTC${others}; compare both and choose.`;
  const members = {
    conflicts: conflicts.map((each) => ({
      ...each,
      theirs_by: people[each.theirs_by] ?? each.theirs_by,
    })),
  };
  return new Problem("conflict", sentence, {}, { members });
}

/** Refuses (conflict, with both) a score in whose place another stands than the one that was shown. */
export async function requireExpected(
  transaction: Transaction,
  given: NewScore,
  before: ToldScore | null,
  item: YardstickItem,
): Promise<void> {
  const conflict = conflictOf(given, before, item);
  if (conflict !== null) throw await conflictProblem(transaction, [conflict]);
}
