import type { Grant } from "./policy.ts";

function covers(held: Grant, wanted: Grant): boolean {
  return (
    held.role === wanted.role &&
    (held.organisation === null || held.organisation === wanted.organisation)
  );
}

/**
 * The grants that a token may use: what it was narrowed to, as far as its account holds it today.
 * Given: `narrowedTo` null for a token that may do all that its account can. So a role that is
 * withdrawn from the account is gone from its tokens at once, and none can hold more.
 */
export function narrowGrants(
  held: readonly Grant[],
  narrowedTo: readonly Grant[] | null,
): readonly Grant[] {
  if (narrowedTo === null) return held;
  return narrowedTo.flatMap((wanted) => {
    if (held.some((grant) => covers(grant, wanted))) return [wanted];
    // Asked for everywhere and held for some organisations only: those remain.
    return wanted.organisation === null ? held.filter((grant) => grant.role === wanted.role) : [];
  });
}
