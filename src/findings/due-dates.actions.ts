import { showClock } from "../orders/order-views.actions.ts";
import { readTexts } from "../orders/orders.store.ts";
import type { Work } from "../platform/work.ts";
import type { RecommendationContent } from "./recommendations.contract.ts";

/** By which day a recommendation is due: its own, or that of its task on the clock; null: none yet. */
export type DueOn = (content: Pick<RecommendationContent, "due" | "due_task">) => string | null;

/**
 * Prepares the due days of a review's recommendations: the clock of its order is read once, and only
 * where one of them hangs on a task.
 */
export async function dueDays(
  work: Work,
  order: string,
  contents: readonly Pick<RecommendationContent, "due_task">[],
  when: { on: string; asOf: string },
): Promise<DueOn> {
  const onClock = order !== "" && contents.some(({ due_task: task }) => task !== "");
  const known = onClock && (await readTexts(work.transaction, when.asOf, order)).length > 0;
  const rows = known ? (await showClock(work, order, { on: when.on, as_of: when.asOf })).rows : [];
  const days = new Map(rows.map(({ task, due }) => [task, due]));
  return ({ due, due_task: task }) => due ?? days.get(task) ?? null;
}
