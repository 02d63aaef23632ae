/** A run of words of two texts: in both, only in the earlier, or only in the later one. */
export interface MarkedRun {
  readonly in: "both" | "before" | "after";
  readonly text: string;
}

/** Above this many comparisons a browser would notice the pause; such texts are not marked. */
const mostCells = 4_000_000;

/**
 * Marks word by word what differs between two texts (the longest common run of words, by length).
 * Spaces stay with the word before them, so that the runs of one side read as that side's text.
 * Returns null where the texts are too long to be compared like this.
 */
export function wordMarks(before: string, after: string): readonly MarkedRun[] | null {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < old.length && start < fresh.length && same(old[start], fresh[start])) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < fresh.length - start &&
    same(old.at(-1 - end), fresh.at(-1 - end))
  ) {
    end += 1;
  }
  const middle = {
    old: old.slice(start, old.length - end),
    fresh: fresh.slice(start, fresh.length - end),
  };
  if (middle.old.length * middle.fresh.length > mostCells) return null;
  const tail = { old: old.slice(old.length - end), fresh: fresh.slice(fresh.length - end) };
  return joined([
    ...fresh.slice(0, start).map((word, at) => inBoth(old[at] ?? "", word)),
    ...compared(middle.old, middle.fresh),
    ...tail.fresh.map((word, at) => inBoth(tail.old[at] ?? "", word)),
  ]);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*/gu) ?? [];
}

/** A word of both, with the wider space behind it: on one side it may be the last. */
function inBoth(gone: string, come: string): MarkedRun {
  return { in: "both", text: come.length >= gone.length ? come : gone };
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one?.trim() === other?.trim();
}

/** The longest common subsequence, walked from its table of lengths. */
function compared(old: readonly string[], fresh: readonly string[]): readonly MarkedRun[] {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = same(old[i], fresh[j])
        ? length(i + 1, j + 1) + 1
        : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const runs: MarkedRun[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [gone, come] = [old[i], fresh[j]];
    if (gone !== undefined && come !== undefined && same(gone, come)) {
      runs.push(inBoth(gone, come));
      i += 1;
      j += 1;
    } else if (gone !== undefined && (come === undefined || length(i + 1, j) >= length(i, j + 1))) {
      runs.push({ in: "before", text: gone });
      i += 1;
    } else if (come !== undefined) {
      runs.push({ in: "after", text: come });
      j += 1;
    }
  }
  return runs;
}

function joined(runs: readonly MarkedRun[]): readonly MarkedRun[] {
  const whole: { in: MarkedRun["in"]; text: string }[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last?.in === run.in) last.text += run.text;
    else whole.push({ ...run });
  }
  return whole;
}
