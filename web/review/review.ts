import { createContext, use } from "react";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";

/** What all pages of a review share: the determination of the day, without its reasons. */
export interface ShownReview {
  readonly summary: DeterminationSummary;
  /** True while another day is computed and the numbers of the old one stay. */
  readonly computing: boolean;
}

export const ReviewContext = createContext<ShownReview | null>(null);

/** The review around a page. Throws where a page stands outside of a review's frame. */
export function useReview(): ShownReview {
  const review = use(ReviewContext);
  if (review === null) throw new Error("a page of a review was drawn outside of its frame");
  return review;
}

/** The path of a review's pages: "/reviews/web-transport-2020". */
export function reviewPath(review: string): string {
  return `/reviews/${review}`;
}
