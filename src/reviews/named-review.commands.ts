import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { ReviewList } from "./reviews.contract.ts";

/** The option by which commands name a review, in words. */
export const reviewWords = "the review, where there are several";

/** What a command was told of the review it is about. */
export interface ReviewOption {
  readonly review?: string;
}

/** The review that is named, or the only one. Refuses (bad-input) where there are several. */
export async function namedReview(terminal: Terminal, { review }: ReviewOption): Promise<string> {
  if (review !== undefined) return review;
  const { reviews } = await terminal.api.get(ReviewList, "/api/reviews");
  const [only, other] = reviews;
  if (only && !other) return only.review;
  throw new Problem("bad-input", "name the review with --review; review list shows them.");
}

/** The path of an organisation in that review. */
export async function organisationPath(
  terminal: Terminal,
  organisation: string,
  options: ReviewOption,
): Promise<string> {
  const review = encodeURIComponent(await namedReview(terminal, options));
  return `/api/reviews/${review}/organisations/${encodeURIComponent(organisation)}`;
}
