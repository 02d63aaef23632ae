import type { Day } from "../kit/calendar.ts";
import type { PartCounts } from "./clock.contract.ts";
import type { OrderAct } from "./order-act.contract.ts";

/** Where one obligation stands. `extended` and `blocked` are still open. */
export type ObligationState =
  | "not-started"
  | "submitted"
  | "returned"
  | "received"
  | "accepted"
  | "extended"
  | "waived"
  | "blocked";

/** One obligation of one organisation or lead, with who decided and why where somebody did. */
export interface Obligation {
  readonly part: string | null;
  readonly state: ObligationState;
  readonly since: Day | null;
  readonly by: string | null;
  readonly because: string | null;
}

const stateAfter: Partial<Record<OrderAct["kind"], ObligationState>> = {
  delivered: "submitted",
  received: "received",
  accepted: "accepted",
  returned: "returned",
  extended: "extended",
  waived: "waived",
  blocked: "blocked",
};

/** An extension or an obstacle changes only what is open: what was handed in stays handed in. */
function replaces(before: ObligationState, next: ObligationState): boolean {
  const handedIn = ["submitted", "received", "accepted"].includes(before);
  return !(handedIn && (next === "extended" || next === "blocked"));
}

/** The state of one obligation: what the acts on it, or on the whole task, made of it. */
export function obligationOf(
  acts: readonly OrderAct[],
  task: string,
  part: string | null,
): Obligation {
  let now: Obligation = { part, state: "not-started", since: null, by: null, because: null };
  for (const act of acts) {
    if (act.task !== task || (act.part !== null && act.part !== part)) continue;
    const state = stateAfter[act.kind];
    if (state === undefined || !replaces(now.state, state)) continue;
    now = { part, state, since: act.day, by: act.by, because: act.because };
  }
  return now;
}

/** Counts the obligations of a task by state. */
export function countObligations(obligations: readonly Obligation[]): PartCounts {
  const count = (state: ObligationState): number =>
    obligations.filter((each) => each.state === state).length;
  return {
    expected: obligations.length,
    not_started: count("not-started"),
    submitted: count("submitted"),
    returned: count("returned"),
    received: count("received"),
    accepted: count("accepted"),
    extended: count("extended"),
    waived: count("waived"),
    blocked: count("blocked"),
  };
}
