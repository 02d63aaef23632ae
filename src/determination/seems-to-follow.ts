/** How many units two names share between two days. */
export interface SharedUnits {
  readonly from_owner: string;
  readonly to_owner: string;
  readonly shared: number;
}

/**
 * Suggests for a name that has no row on the later day who seems to follow it: whoever then has the
 * most of its units, if anybody has one. Ties go to the name that sorts first. Nothing is joined by
 * this: a match is an act of a person.
 */
export function seemsToFollow(
  name: string,
  shared: readonly SharedUnits[],
): { readonly name: string; readonly shared: number } | null {
  const [best] = shared
    .filter(
      ({ from_owner, to_owner, shared: count }) =>
        from_owner.trim() === name && to_owner.trim() !== name && to_owner !== "" && count > 0,
    )
    .toSorted(
      (left, right) => right.shared - left.shared || (left.to_owner < right.to_owner ? -1 : 1),
    );
  return best === undefined ? null : { name: best.to_owner.trim(), shared: best.shared };
}
