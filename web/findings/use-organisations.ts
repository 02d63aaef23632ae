import { use } from "react";
import { ReviewContext } from "../review/review.ts";
import type { ChoiceOption } from "../ui/Choice.tsx";

/**
 * The organisations that can be chosen, by name: those of the review as far as its ratings are known
 * here, and the one that is chosen already. Whoever sees no ratings writes the name.
 */
export function useOrganisations(chosen: string): ChoiceOption[] {
  const ratings = use(ReviewContext)?.summary.ratings ?? [];
  const known = ratings
    .map(({ organisation, name }) => ({ value: organisation, name }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const there = chosen === "" || known.some(({ value }) => value === chosen);
  return there ? known : [{ value: chosen, name: chosen }, ...known];
}
