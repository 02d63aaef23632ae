import { waitsFor } from "./deadlines/deadline-kinds.ts";
import type { OrderTask } from "./order.contract.ts";

/**
 * Looks for tasks whose deadlines wait for each other in a circle. Answers the circle, its first
 * task repeated at the end, or nothing. Walks without recursion, so that no chain is too long.
 */
export function findDeadlineCircle(tasks: readonly OrderTask[]): string[] | null {
  const next = new Map(tasks.map((task) => [task.id, waitsFor(task.deadline)]));
  const done = new Set<string>();
  for (const start of next.keys()) {
    const trail: { task: string; left: string[] }[] = [];
    const onTrail = new Set<string>();
    const enter = (task: string): void => {
      trail.push({ task, left: [...(next.get(task) ?? [])] });
      onTrail.add(task);
    };
    if (!done.has(start)) enter(start);
    for (let here = trail.at(-1); here; here = trail.at(-1)) {
      const step = here.left.shift();
      if (step === undefined) {
        done.add(here.task);
        onTrail.delete(here.task);
        trail.pop();
      } else if (onTrail.has(step)) {
        const names = trail.map((each) => each.task);
        return [...names.slice(names.indexOf(step)), step];
      } else if (!done.has(step)) enter(step);
    }
  }
  return null;
}
