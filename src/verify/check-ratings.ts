import { Determination } from "../determination/determination.contract.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { countInWords } from "../determination/words.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import { type Check, fails, holds, named } from "./verification.ts";

/**
 * Compares a published determination with the one computed anew, byte by byte.
 *
 * Given: the published text, and the organisation of interest, if only one is.
 * Returns: a check that names every organisation whose rating differs; one that differs elsewhere
 * (in totals, in the form of the text) says so.
 */
export function checkRatings(
  published: string,
  recomputed: Determination,
  organisation?: string,
): Check {
  const count = countInWords(recomputed.ratings.length);
  if (published === canonicalJson(recomputed)) {
    return holds(
      "ratings",
      `${count} ratings recomputed, 0 differ${only(recomputed, organisation)}`,
    );
  }
  const differing = differencesOf(published, recomputed);
  const words =
    differing.length === 0
      ? `${count} ratings recomputed; ${bundleNames.determination} differs beside them`
      : `${count} ratings recomputed, ${countInWords(differing.length)} differ: ${named(differing)}`;
  return fails("ratings", words, [bundleNames.determination]);
}

function only({ ratings }: Determination, organisation: string | undefined): string {
  const rating = ratings.find((each) => each.organisation === organisation);
  return rating === undefined ? "" : `; ${rating.name}: ${rating.rating.name}`;
}

function differencesOf(text: string, recomputed: Determination): string[] {
  const published = readDetermination(text);
  if (published === null) return [];
  const texts = new Map(
    published.ratings.map((rating) => [rating.organisation, canonicalJson(rating)]),
  );
  const own = new Set(recomputed.ratings.map((rating) => rating.organisation));
  return [
    ...recomputed.ratings
      .filter((rating) => texts.get(rating.organisation) !== canonicalJson(rating))
      .map((rating) => rating.organisation),
    ...[...texts.keys()].filter((each) => !own.has(each)),
  ];
}

function readDetermination(text: string): Determination | null {
  try {
    const value: unknown = JSON.parse(text);
    return checkShape(Determination, value, (path) => ({ field: pathInWords(path) }));
  } catch {
    return null;
  }
}
