import { Problem } from "../kit/problem.ts";
import { dayInWords } from "../kit/calendar.ts";
import { partsOf } from "./due-dates.ts";
import { noSuchOffice, noSuchTask } from "./no-such-name.ts";
import type { OrderAct } from "./order-act.contract.ts";
import { isInForce, nextStatus } from "./order-life.ts";
import type { OrderState } from "./order-state.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";

const ofProducts: ReadonlySet<string> = new Set([
  "delivered",
  "received",
  "accepted",
  "returned",
  "extended",
  "waived",
  "blocked",
]);

/**
 * Says whether an act may be done to an order in its state, or refuses it.
 * Refuses (refused): a step that its life does not have, a leaked text signed without a reason, acts on products before signing or after
 * the end, a product that precedes the order, a receipt before a delivery, days in the future of
 * `today`. Refuses (not-found, bad-input): tasks, parts and offices that the order does not have.
 */
export function checkAct(order: OrderFile, state: OrderState, act: OrderAct, today: string): void {
  if (act.day > today) {
    throw new Problem(
      "refused",
      `${dayInWords(act.day)} has not come yet; enter it when it has happened.`,
    );
  }
  if (nextStatus(state.status, act.kind) === null) {
    const sentence = `An order that is ${state.status} cannot be ${act.kind}; its life has no such step.`;
    throw new Problem("refused", sentence);
  }
  checkIssued(order, state, act);
  for (const office of act.by === null || act.kind === "superseded" ? [] : [act.by]) {
    if (Object.hasOwn(order.offices, office)) continue;
    throw new Problem("not-found", noSuchOffice(order, office));
  }
  if (act.task === null) return;
  const task = order.tasks.find((each) => each.id === act.task);
  if (!task) throw new Problem("not-found", noSuchTask(order, act.task));
  if (act.kind === "decided") return checkChoice(task, act);
  if (!ofProducts.has(act.kind)) return;
  const signed = state.facts.signed;
  if (signed === null || !isInForce(state.status)) {
    const sentence = `The order ${order.id} is ${state.status}; products are entered while it is in force.`;
    throw new Problem("refused", sentence);
  }
  if (act.day < signed) {
    throw new Problem(
      "refused",
      `A product cannot precede the order it answers, which was signed on ${dayInWords(signed)}.`,
    );
  }
  checkPart(task, state, act);
  checkOrderOfEvents(state, act);
  if (act.kind === "extended" && act.until !== null && act.until < signed) {
    throw new Problem("refused", "An extension cannot end before the order was signed.");
  }
}

/** A text that leaked and was never issued is signed, or set a day for, only with a reason. */
function checkIssued(order: OrderFile, state: OrderState, act: OrderAct): void {
  if (act.kind !== "signed" && act.kind !== "scheduled") return;
  if (state.status === "leaked" && act.because === null) {
    throw new Problem(
      "refused",
      `The order ${order.id} leaked and was never issued, so its clock cannot start by mistake; if it was issued after all, say why with \`--issued-after-all "reason"\`.`,
    );
  }
  if (state.status !== "leaked" && act.because !== null) {
    const sentence = `The order ${order.id} is ${state.status}, not leaked; leave out why it was issued after all.`;
    throw new Problem("refused", sentence);
  }
}

function checkPart(task: OrderTask, state: OrderState, act: OrderAct): void {
  if (act.part === null) return;
  const parts = partsOf(task, state.facts);
  if (parts === null) {
    const sentence =
      task.each === "organisation"
        ? "Nobody said yet which organisations this order speaks to; name them with `order heads`."
        : `The task ${task.id} is one product; leave out whose part it is.`;
    throw new Problem("refused", sentence);
  }
  if (!parts.includes(act.part)) {
    throw new Problem("not-found", `${act.part} owes no part of the task ${task.id}.`);
  }
}

function checkOrderOfEvents(state: OrderState, act: OrderAct): void {
  if (act.kind !== "received" && act.kind !== "accepted" && act.kind !== "returned") return;
  const delivered = state.facts.events.some(
    (each) =>
      each.task === act.task &&
      each.event === "delivery" &&
      each.on <= act.day &&
      (each.part === null || act.part === null || each.part === act.part),
  );
  if (delivered) return;
  throw new Problem(
    "refused",
    `There is no delivery of ${act.task ?? ""} on record by ${dayInWords(act.day)}; enter that first.`,
  );
}

function checkChoice(task: OrderTask, act: OrderAct): void {
  const { kind } = task.deadline;
  const fits: readonly string[] =
    kind === "repeat"
      ? ["due-date", "delivery"]
      : kind === "after-product"
        ? ["first", "last", "each"]
        : [];
  if (act.choice !== null && fits.includes(act.choice)) return;
  const sentence =
    fits.length === 0
      ? `The date of ${task.id} leaves nothing to decide.`
      : `For ${task.id} the choice is ${fits.join(", ")}.`;
  throw new Problem("refused", sentence);
}
