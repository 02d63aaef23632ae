import type { Day } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import type { AnchorChoice, RepeatChoice } from "./deadline.contract.ts";
import { nextStatus } from "./order-life.ts";
import type { ActKind, OrderAct } from "./order-act.contract.ts";
import type { Extension, OrderFacts, ProductEvent } from "./order-facts.ts";
import type { OrderStatus } from "./order.contract.ts";

/** All that acts made of an order by some day. */
export interface OrderState {
  readonly status: OrderStatus;
  /** Version of the text that counts. */
  readonly version: number;
  readonly plannedFor: Day | null;
  readonly because: string | null;
  readonly supersededBy: string | null;
  readonly rule: DayRule | null;
  readonly facts: OrderFacts;
  readonly acts: readonly OrderAct[];
}

const events: Partial<Record<ActKind, ProductEvent["event"]>> = {
  delivered: "delivery",
  received: "receipt",
  accepted: "acceptance",
};

const repeatChoices: readonly string[] = ["due-date", "delivery"];
function isRepeatChoice(choice: AnchorChoice | RepeatChoice): choice is RepeatChoice {
  return repeatChoices.includes(choice);
}

/** Acts that say how the text is to be read: they speak of every day, once they are known. */
const readings: ReadonlySet<ActKind> = new Set(["decided", "heads-named"]);

/** Whether an act counts on a day: it was done by then, or says how the text is to be read. */
export function countsOn(act: OrderAct, on: Day): boolean {
  return act.day <= on || readings.has(act.kind);
}

/**
 * Folds the acts on an order into its state on a day. Acts of later days do not count, save those
 * that say how the text is to be read. Given: the
 * state in which the first text came (`leaked` or `draft`). A return takes back what that part had
 * delivered before it; the acts themselves stay.
 */
export function orderStateOn(first: OrderStatus, acts: readonly OrderAct[], on: Day): OrderState {
  const counted = acts.filter((act) => countsOn(act, on));
  let status = first;
  let plannedFor: Day | null = null;
  let because: string | null = null;
  for (const act of counted) {
    status = nextStatus(status, act.kind) ?? status;
    if (act.kind === "scheduled" || act.kind === "postponed") plannedFor = act.until;
    if (act.kind === "postponed" || act.kind === "closed") because = act.because;
  }
  return {
    status,
    version: versionAfter(counted),
    plannedFor,
    because,
    supersededBy: counted.find((act) => act.kind === "superseded")?.by ?? null,
    rule: counted.findLast((act) => act.rule !== null)?.rule ?? null,
    facts: factsFrom(counted),
    acts: counted,
  };
}

/** The version of the text that counts after some acts. */
export function versionAfter(acts: readonly OrderAct[]): number {
  return acts.findLast((act) => act.version !== null)?.version ?? 1;
}

/** What dates depend on besides the text, from acts in the order in which they were kept. */
export function factsFrom(acts: readonly OrderAct[]): OrderFacts {
  const signed = acts.find((act) => act.kind === "signed")?.day ?? null;
  const anchorChoices = new Map<string, AnchorChoice>();
  const choices = new Map<string, RepeatChoice>();
  for (const { kind, task, choice } of acts) {
    if (kind !== "decided" || task === null || choice === null) continue;
    if (isRepeatChoice(choice)) choices.set(task, choice);
    else anchorChoices.set(task, choice);
  }
  return {
    signed,
    events: productEvents(acts),
    extensions: acts.flatMap(extensionOf),
    anchorChoices,
    repeatChoices: choices,
    organisations: acts.findLast((act) => act.organisations !== null)?.organisations ?? null,
  };
}

function productEvents(acts: readonly OrderAct[]): ProductEvent[] {
  const standing: ProductEvent[] = [];
  for (const { kind, task, part, day } of acts) {
    if (task === null) continue;
    const event = events[kind];
    if (event) standing.push({ task, part, event, on: day });
    if (kind !== "returned") continue;
    const kept = standing.filter(
      (each) => each.task !== task || (part !== null && each.part !== part),
    );
    standing.splice(0, standing.length, ...kept);
  }
  return standing;
}

function extensionOf(act: OrderAct): Extension[] {
  const { kind, task, part, until, by, because } = act;
  if (kind !== "extended" || task === null || until === null) return [];
  return [{ task, part, until, by: by ?? "", because: because ?? "" }];
}
