import type { ReactElement } from "react";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import { UserText } from "./UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

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
      <UserText>{name}</UserText>
      {props.also === "" ? null : <span className="also">{shownText(props.also)}</span>}
    </span>
  );
}
