import type { Determination, Rating } from "../determination/determination.contract.ts";
import type { Collection } from "../evidence/evidence-facts.ts";
import { canonicalJson, digestOf, type Json } from "../kit/canonical-json.ts";
import type { ProvedLeaf } from "./bundle.contract.ts";

/** As much of an event as binds it to what is published: its kind, and some fields of its data. */
export interface Act {
  readonly kind: string;
  /** What it is about, for people. */
  readonly about: string;
  readonly data: Readonly<Record<string, Json>>;
}

/** That a determination was recorded, with the digest of its canonical text. */
export function actOfDetermination(determination: Determination): Act {
  return {
    kind: "determination.recorded",
    about: determination.review,
    data: { digest: digestOf(determination) },
  };
}

/** That the rating of one organisation was recorded, with the digest of its canonical text. */
export function actOfRating(rating: Rating): Act {
  return {
    kind: "rating.recorded",
    about: rating.name,
    data: { organisation: rating.organisation, digest: digestOf(rating) },
  };
}

/** That a file was taken in as a collection, under its digest. */
export function actOfCollection(collection: Collection): Act {
  return {
    kind: collection.kind === "due" ? "evidence.due" : "evidence.imported",
    about: collection.id,
    data: {
      collection: collection.id,
      ...(collection.kind === "due" ? {} : { file_digest: collection.file_digest }),
    },
  };
}

/** Says whether an event is this act: the same kind, and every field of the act in its data. */
export function isAct(event: ProvedLeaf["event"], act: Act): boolean {
  const { data } = event;
  return (
    event.kind === act.kind &&
    typeof data === "object" &&
    data !== null &&
    Object.entries(act.data).every(([name, value]) => {
      const found: unknown = Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined;
      return found !== undefined && canonicalJson(found) === canonicalJson(value);
    })
  );
}
