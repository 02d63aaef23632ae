import { canonicalJson } from "../kit/canonical-json.ts";
import { aroundList } from "../kit/canonical-writer.ts";
import type { Determination } from "./determination.contract.ts";

/** The canonical JSON of a determination, a piece for each rating. */
export function* determinationPieces({ ratings, ...head }: Determination): Generator<string> {
  const { before, after } = aroundList(head, "ratings");
  yield before;
  for (const [at, rating] of ratings.entries()) {
    yield `${at > 0 ? "," : ""}${canonicalJson(rating)}`;
  }
  yield after;
}
