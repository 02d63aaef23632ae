import { Type } from "typebox";
import { Value } from "typebox/value";
import type { ProvedLeaf } from "./bundle.contract.ts";

/** Kinds of events that make and change the list of a review. */
export const listKinds = ["review.made", "review.list-changed"] as const;

/** What these events are about. */
export function listSubject(review: string): string {
  return `review/${review}`;
}

const Names = Type.Array(Type.String());
const Made = Type.Object({ organisations: Names });
const Changed = Type.Object({
  act: Type.Union([Type.Literal("join"), Type.Literal("leave")]),
  organisations: Names,
});

/**
 * Replays who was in the list of a review at an instant: whoever it was made with, and each logged
 * act that let somebody join or leave until then.
 *
 * Given: events of `listKinds` about the review; those of others are passed over.
 * Returns: identifiers, sorted; null where no event says with whom the review was made.
 */
export function replayedList(
  events: readonly ProvedLeaf["event"][],
  review: string,
  asOf: string,
): string[] | null {
  const own = events
    .filter(({ subject, at }) => subject === listSubject(review) && at <= asOf)
    .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
  let list: Set<string> | null = null;
  for (const { kind, data } of own) {
    if (kind === "review.made" && Value.Check(Made, data)) list = new Set(data.organisations);
    else if (kind === "review.list-changed" && list && Value.Check(Changed, data)) {
      for (const each of data.organisations) {
        if (data.act === "join") list.add(each);
        else list.delete(each);
      }
    }
  }
  return list && [...list].sort();
}
