/** The units of one name on one day, seen or expected. */
export interface NamedUnits {
  /** Identifier of the organisation; empty where the name belongs to none in the list. */
  readonly organisation: string;
  readonly name: string;
  readonly units: readonly string[];
}

/** Whom a name seems to follow. */
export interface Follower {
  readonly name: string;
  readonly organisation: string;
  /** Units that both have. */
  readonly shared: number;
  /** Units that the name had. */
  readonly of: number;
}

/**
 * Suggests for a name that has no row on the later day who seems to follow it: whoever then has the
 * most of its units, if anybody has one. Ties go to the name that sorts first. Nothing is joined by
 * this: a match is an act of a person.
 */
export function seemsToFollow(gone: NamedUnits, later: readonly NamedUnits[]): Follower | null {
  const had = new Set(gone.units);
  let best: Follower | null = null;
  for (const { name, organisation, units } of later) {
    const shared = units.filter((unit) => had.has(unit)).length;
    const better =
      best === null || shared > best.shared || (shared === best.shared && name < best.name);
    if (shared > 0 && better) best = { name, organisation, shared, of: had.size };
  }
  return best;
}
