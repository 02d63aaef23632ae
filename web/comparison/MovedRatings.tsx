import type { ReactElement } from "react";
import type { Comparison } from "../../src/determination/determination.contract.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import { useReview } from "../review/review.ts";
import { Go } from "../app/Go.tsx";
import { dayInWords } from "../app/days.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

/** Ratings that moved between the two days; those that may not be compared are left to the names. */
export function MovedRatings(props: { readonly comparison: Comparison }): ReactElement | null {
  const { comparison } = props;
  const { summary } = useReview();
  const moved = comparison.ratings.filter(
    ({ movement }) => movement !== "not-comparable" && movement !== "unchanged",
  );
  if (moved.length === 0) return null;
  return (
    <section aria-labelledby="ratings">
      <h2 id="ratings">{words.ratings}</h2>
      <p className="note">{words.ratingsNote}</p>
      <table className="rows plain-table" aria-labelledby="ratings">
        <thead>
          <tr>
            <th scope="col">{words.organisation}</th>
            <th scope="col">{dayInWords(comparison.from)}</th>
            <th scope="col">{dayInWords(comparison.to)}</th>
            <th scope="col">{words.movement}</th>
          </tr>
        </thead>
        <tbody>
          {moved.map((rating) => (
            <tr key={rating.organisation}>
              <th scope="row" className="name">
                <Go to={`/reviews/${summary.review}/organisations/${rating.organisation}`}>
                  <UserText>{rating.name}</UserText>
                </Go>
              </th>
              {[rating.from, rating.to].map((display, side) => (
                <td key={side === 0 ? "from" : "to"}>
                  <span className="rating">
                    <RatingGlyph shape={glyphShape(display.label, display.rank)} />
                    <UserText>{display.name}</UserText>
                  </span>
                </td>
              ))}
              <td>
                {words.kinds[rating.movement]}
                {rating.because === "" ? null : (
                  <span className="below">{shownText(rating.because)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
