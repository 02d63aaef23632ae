import { nearestNames } from "../kit/nearest-names.ts";
import type { OrderFile } from "./order.contract.ts";

/** Says what to write instead of a name that is not known: those most like it, or where all stand. */
function nearestOrAll(name: string, known: readonly string[], whereAll: string): string {
  const near = nearestNames(name, known).map((each) => each.name);
  return near.length > 0 ? `nearest: ${near.join(", ")}` : whereAll;
}

/** One sentence: an order has no task of that name, and which of its tasks may have been meant. */
export function noSuchTask(order: OrderFile, task: string): string {
  const known = order.tasks.map((each) => each.id);
  const all = `\`order status ${order.id} --json\` names its tasks`;
  return `The order ${order.id} has no task ${task}; ${nearestOrAll(task, known, all)}.`;
}

/** One sentence: an order knows no office of that name, and which of its offices may have been meant. */
export function noSuchOffice(order: OrderFile, office: string): string {
  const known = Object.keys(order.offices);
  const all = `its offices are ${known.join(", ")}`;
  return `The order ${order.id} knows no office ${office}; ${nearestOrAll(office, known, all)}.`;
}

/** One sentence: there is no such order, and how one comes in. */
export function noSuchOrder(order: string): string {
  return `There is no order ${order}; import its file with \`muster order import\`.`;
}

/** One sentence: an order has no text of that version, and which it has. */
export function noSuchVersion(order: string, version: number, newest: number): string {
  const has = newest === 1 ? "its only text is version 1" : `its texts are versions 1 to ${newest}`;
  return `The order ${order} has no text version ${version}; ${has}.`;
}
