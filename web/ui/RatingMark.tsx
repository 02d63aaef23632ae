import type { ReactElement } from "react";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";

interface Shown {
  readonly label: string;
  readonly name: string;
  readonly rank: number | null;
}

interface RatingMarkProps {
  readonly rating: Shown;
  /** "at best Managing Risk"; empty when nothing hangs on the unknown. */
  readonly also: string;
}

/** A rating as shape and word, with what is still possible below. */
export function RatingMark(props: RatingMarkProps): ReactElement {
  const { label, name, rank } = props.rating;
  return (
    <span className="rating">
      <RatingGlyph shape={glyphShape(label, rank)} />
      <span>{name}</span>
      {props.also === "" ? null : <span className="also">{props.also}</span>}
    </span>
  );
}
