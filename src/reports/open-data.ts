import type { RatedItem, Rating } from "../determination/determination.contract.ts";
import { aroundList } from "../kit/canonical-writer.ts";
import { type Piece, textOfPieces } from "../kit/text-pieces.ts";
import type { ReportContent } from "./report-content.ts";
import { basisOf } from "./report-facts.ts";

/**
 * Writes the ratings for programs, as canonical JSON of the format `muster/open-data/1`
 * (docs/bundle-format.md): who was reviewed, by what, with which result, in exact counts. Reasons and
 * proofs stand in `determination.json` and `log/` of the same bundle.
 */
export function openData(content: ReportContent): string {
  return textOfPieces(openDataPieces(content));
}

/** The same, a piece for each organisation. */
export function* openDataPieces(content: ReportContent): Generator<Piece> {
  const { summary, determination, items } = content;
  const { enterprise } = determination;
  const { before, after } = aroundList(
    {
      format: "muster/open-data/1",
      title: summary.title,
      notice: summary.notice,
      simulated: summary.simulated,
      review: determination.review,
      on: determination.on,
      as_of: determination.as_of,
      methodology: determination.methodology,
      yardstick: determination.yardstick,
      scope: summary.methodology.scope,
      ...(content.edition === undefined ? {} : { basis: basisOf(content) }),
      headline: enterprise.headline,
      organisations: enterprise.organisations,
      shown_best: enterprise.shown_best,
      labels: enterprise.labels.map(({ display, count }) => ({ ...display, count })),
      items: items.map(({ id, title, text }) => ({ item: id, title, text })),
      caveats: summary.caveats.map(({ title, words }) => `${title} ${words}`),
      evidence: summary.evidence,
    },
    "ratings",
  );
  yield before;
  for (const [at, rating] of determination.ratings.entries()) {
    if (at > 0) yield ",";
    yield { value: openRating(rating, summary.simulated) };
  }
  yield after;
}

function openRating(rating: Rating, simulated: boolean): object {
  const { organisation, name, score, coverage } = rating;
  return {
    organisation,
    name,
    rating: rating.rating.label,
    at_best: rating.at_best.label,
    score,
    coverage,
    items: rating.items.map(openItem),
    ...(simulated ? { simulated } : {}),
  };
}

function openItem({ item, value, evidence }: RatedItem): object {
  const { good, bad, unknown, unseen, n, units, missing, held_against, rule } = evidence;
  return { item, value, good, bad, unknown, unseen, n, units, missing, held_against, rule };
}
