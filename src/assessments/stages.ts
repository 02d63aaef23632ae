import { dayInWords, daysBetween } from "../kit/calendar.ts";
import type { Stage } from "./stages.contract.ts";

/** Who may bring a side to another stage: whoever scores it, or an officer of the review. */
export type Mover = "side" | "officer";

interface Transition {
  readonly from: Stage;
  readonly to: Stage;
  readonly by: Mover;
}

/**
 * Every step that there is between stages; what is not here is refused. Only an officer's request
 * for changes opens what was handed in, and what is closed stays closed.
 */
export const transitions: readonly Transition[] = [
  { from: "assigned", to: "in-progress", by: "side" },
  { from: "assigned", to: "submitted", by: "side" },
  { from: "in-progress", to: "submitted", by: "side" },
  { from: "submitted", to: "changes-requested", by: "officer" },
  { from: "submitted", to: "accepted", by: "officer" },
  { from: "changes-requested", to: "in-progress", by: "side" },
  { from: "changes-requested", to: "submitted", by: "side" },
  { from: "accepted", to: "changes-requested", by: "officer" },
  { from: "accepted", to: "closed", by: "officer" },
];

/** All stages, in their order. */
export const stageOrder: readonly Stage[] = [
  "assigned",
  "in-progress",
  "submitted",
  "changes-requested",
  "accepted",
  "closed",
];

const inStages: ReadonlySet<Stage> = new Set(["submitted", "accepted", "closed"]);

/** Whether a side is in: handed in, and locked by that. */
export function isIn(stage: Stage): boolean {
  return inStages.has(stage);
}

/** A stage in words that follow "is". */
export function stageInWords(stage: Stage): string {
  switch (stage) {
    case "in-progress":
      return "in progress";
    case "changes-requested":
      return "returned with changes requested";
    default:
      return stage;
  }
}

/**
 * The stage of a side: the one that an act brought it to; without one it is in progress as soon as
 * anything of it was scored.
 */
export function stageOf(stored: Stage | null, scored: boolean): Stage {
  if (stored !== null && stored !== "assigned") return stored;
  return scored ? "in-progress" : "assigned";
}

/** To which stages somebody may bring a side from where it is, in the order of stages. */
export function stagesFrom(from: Stage, movers: ReadonlySet<Mover>): Stage[] {
  return stageOrder.filter((to) =>
    transitions.some((each) => each.from === from && each.to === to && movers.has(each.by)),
  );
}

/** Who may bring a side from one stage to another; null where nobody may. */
export function moverOf(from: Stage, to: Stage): Mover | null {
  return transitions.find((each) => each.from === from && each.to === to)?.by ?? null;
}

/** What is known of one side when somebody wants to change it. */
export interface SideFacts {
  /** The stage that an act brought it to; null without one. */
  readonly stage: Stage | null;
  /** The day by which it is due; null where none counts. */
  readonly due: string | null;
  /** The latest day that was granted; null without an extension. */
  readonly extendedUntil: string | null;
}

/** The last day on which a side may be changed; null where none counts. An extension never shortens. */
export function lastDayOf({ due, extendedUntil }: Omit<SideFacts, "stage">): string | null {
  if (due === null || extendedUntil === null) return due;
  return extendedUntil > due ? extendedUntil : due;
}

/**
 * Why the scores of a side are locked on a day, in one sentence that says how to mend it; null while
 * they are open. `today` is the day on the clock of facts.
 */
export function lockedBecause(facts: SideFacts, today: string): string | null {
  const { stage } = facts;
  if (stage !== null && isIn(stage)) {
    const open =
      stage === "closed"
        ? "what is closed is not changed."
        : "an officer opens it by requesting changes.";
    return `These scores are ${stageInWords(stage)} and locked; ${open}`;
  }
  const last = lastDayOf(facts);
  if (last === null || today <= last) return null;
  return `These scores were due on ${dayInWords(last)} and are locked; an officer may grant a later day.`;
}

/** Days past the last day, for a side that is not in; 0 while there is time, or none counts. */
export function daysLate(facts: SideFacts, today: string): number {
  const last = lastDayOf(facts);
  if (last === null || (facts.stage !== null && isIn(facts.stage))) return 0;
  return Math.max(0, daysBetween(last, today));
}
