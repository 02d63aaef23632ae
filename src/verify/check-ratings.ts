import { counted } from "../kit/counted-words.ts";
import { Determination, type Rating } from "../determination/determination.contract.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { determinationPieces } from "../determination/determination-pieces.ts";
import { isTextOfPieces } from "../kit/text-pieces.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { countInWords } from "../determination/words.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import { type Check, fails, holds, named } from "./verification.ts";

/**
 * Compares a published determination with the one computed anew, byte by byte.
 *
 * Given: the bytes of the published text, and an organisation whose rating is to be told, if any.
 * Returns: a check that names every organisation whose rating differs; one that differs elsewhere
 * (in totals, in the form of the text) says so.
 */
export async function checkRatings(
  published: Uint8Array,
  recomputed: Determination,
  organisation?: string,
): Promise<Check> {
  const count = counted(recomputed.ratings.length, "rating");
  const one = organisation === undefined ? undefined : findRating(recomputed.ratings, organisation);
  if (organisation !== undefined && one === undefined) {
    return fails("ratings", `no organisation of this bundle is named "${organisation}"`);
  }
  if (await isTextOfPieces(published, determinationPieces(recomputed))) {
    const told = one === undefined ? "" : `. ${one.name}: ${reasonsInWords(one)}`;
    return holds("ratings", `${count} recomputed, 0 differ${told}`);
  }
  const differing = differencesOf(new TextDecoder().decode(published), recomputed);
  const words =
    differing.length === 0
      ? `${count} recomputed; ${bundleNames.determination} differs beside them`
      : `${count} recomputed, ${countInWords(differing.length)} differ: ${named(differing)}`;
  return fails("ratings", words, [bundleNames.determination]);
}

/** By identifier, by name, or by a part of the identifier that only one has. */
function findRating(ratings: readonly Rating[], wanted: string): Rating | undefined {
  const exact = ratings.find((each) => each.organisation === wanted || each.name === wanted);
  const partly = ratings.filter((each) => each.organisation.includes(wanted));
  return exact ?? (partly.length === 1 ? partly[0] : undefined);
}

function reasonsInWords({ reasons }: Rating): string {
  return reasons
    .filter(({ level }) => level <= 1)
    .map(({ words, remark }) => (remark === "" ? words : `${words} (${remark})`))
    .join("; ");
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
