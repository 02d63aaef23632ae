import type { ReactElement } from "react";
import { BandAxis } from "../../charts/band-axis.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import type { MethodologyExplained } from "../../src/determination/methodology-comparison.contract.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Which label begins where, drawn, with each label's sign beside its name. */
export function Bands(props: { readonly labels: MethodologyExplained["labels"] }): ReactElement {
  const { labels } = props;
  return (
    <figure className="bands" aria-label={words.bands}>
      <BandAxis
        bands={labels.map(({ display, from_percent }) => ({
          name: display.name,
          from: Number(from_percent),
        }))}
      />
      <ul className="legend">
        {labels.map(({ display, from_percent }) => (
          <li key={display.label} className="rating">
            <RatingGlyph shape={glyphShape(display.label, display.rank)} />
            <UserText>{words.bandFrom(display.name, from_percent)}</UserText>
          </li>
        ))}
      </ul>
      <figcaption className="note">{words.bandsNote}</figcaption>
    </figure>
  );
}
