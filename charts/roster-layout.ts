/** One organisation in the roster; shares in percent. */
export interface RosterColumn {
  readonly key: string;
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** What is said of it when it is pointed at: "1,379 of 1,452 proved good …". */
  readonly words: string;
}

/** The organisations of one display. Those outside the order of labels are hatched in full. */
export interface RosterGroup {
  readonly label: string;
  readonly name: string;
  readonly rated: boolean;
  readonly columns: readonly RosterColumn[];
}

/** A group with its place on the x axis. */
export interface PlacedGroup {
  readonly group: RosterGroup;
  readonly x: number;
  readonly width: number;
  /** Width of one column, the gap included. */
  readonly step: number;
  /** Whether the name fits above the group beside the count. */
  readonly named: boolean;
}

const gap = 12;

/**
 * Places the groups of a roster side by side, one column of the same width per organisation.
 *
 * Given: groups in the order of labels, the x at which the first begins, and the x where the last ends.
 * Returns: each group that has columns, placed; their columns are ordered by what is proved, then by
 * what is possible, then by name, so that the same data always give the same picture.
 */
export function placeRoster(
  groups: readonly RosterGroup[],
  from: number,
  to: number,
): readonly PlacedGroup[] {
  const filled = groups.filter((group) => group.columns.length > 0);
  const total = filled.reduce((sum, group) => sum + group.columns.length, 0);
  if (total === 0) return [];
  const step = (to - from - gap * (filled.length - 1)) / total;
  let x = from;
  return filled.map((group) => {
    const width = step * group.columns.length;
    const placed = {
      group: { ...group, columns: group.columns.toSorted(byProof) },
      x,
      width,
      step,
      named: group.name.length * 7.4 + String(group.columns.length).length * 12 + 8 <= width + gap,
    };
    x += width + gap;
    return placed;
  });
}

function byProof(one: RosterColumn, other: RosterColumn): number {
  return (
    other.least - one.least ||
    other.most - one.most ||
    (one.name < other.name ? -1 : Number(one.name > other.name))
  );
}
