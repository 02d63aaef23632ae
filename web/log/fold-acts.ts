import type { LogEntry } from "../../src/platform/log/log.contract.ts";

/** Acts of one change and one kind that stand together: those shown, and how many are folded. */
export interface ActRun {
  readonly shown: readonly LogEntry[];
  readonly folded: number;
}

const shownOfMany = 2;
/** From so many on a run is folded; fewer take no more space than the words that they are folded. */
const many = 5;

/** Acts of one transaction carry one instant, so instant and kind tell what belongs together. */
function belongTogether(one: LogEntry, other: LogEntry): boolean {
  return one.at === other.at && one.kind === other.kind && one.actor === other.actor;
}

/**
 * Folds long runs of acts of one change, such as the ratings of one determination, so that the list
 * shows what happened and not only the last of it. The chosen act is always shown.
 */
export function foldActs(entries: readonly LogEntry[], chosen: string): readonly ActRun[] {
  const runs: LogEntry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first && belongTogether(first, entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.map((run) => {
    if (run.length < many) return { shown: run, folded: 0 };
    const shown = run.filter((entry, at) => at < shownOfMany || entry.digest === chosen);
    return { shown, folded: run.length - shown.length };
  });
}
