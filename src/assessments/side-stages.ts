import type { Extension, SideStage } from "./stages.contract.ts";
import { daysLate, isIn, lockedBecause, type Mover, stageOf, stagesFrom } from "./stages.ts";

/** What acts made of one side. */
export interface SideActs {
  readonly stage: SideStage["stage"] | null;
  readonly since: string | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly leaf: string | null;
  readonly once_locked: boolean;
  readonly extension: Extension | null;
}

/** That nobody did anything about a side. */
export const noActs: SideActs = {
  stage: null,
  since: null,
  by: null,
  reason: null,
  leaf: null,
  once_locked: false,
  extension: null,
};

/** Everything that says how one side stands. */
export interface SideMatter {
  readonly acts: SideActs;
  readonly due: string | null;
  readonly dueWords: string;
  readonly scored: number;
  readonly of: number;
  readonly movers: ReadonlySet<Mover>;
  readonly today: string;
}

/** How one side stands on a day, in the words of its page. */
export function sideStage(matter: SideMatter): SideStage {
  const { acts, due, dueWords, scored, of, movers, today } = matter;
  const stage = stageOf(acts.stage, scored > 0);
  const facts = { stage, due, extendedUntil: acts.extension?.until ?? null };
  const because = lockedBecause(facts, today);
  const past = because !== null && !isIn(stage);
  return {
    stage,
    since: acts.since,
    by: acts.by,
    reason: acts.reason ?? "",
    leaf: acts.leaf,
    due,
    due_words: dueWords,
    extension: acts.extension,
    locked: because !== null,
    locked_words: because ?? "",
    days_late: daysLate(facts, today),
    once_locked: acts.once_locked || past,
    scored,
    of,
    may: stagesFrom(stage, movers),
  };
}
