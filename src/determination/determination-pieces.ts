import { aroundList } from "../kit/canonical-writer.ts";
import type { Piece } from "../kit/text-pieces.ts";
import type { Determination } from "./determination.contract.ts";

/** The canonical JSON of a determination, a piece for each rating. */
export function* determinationPieces({ ratings, ...head }: Determination): Generator<Piece> {
  const { before, after } = aroundList(head, "ratings");
  yield before;
  for (const [at, rating] of ratings.entries()) {
    if (at > 0) yield ",";
    yield { value: rating };
  }
  yield after;
}
