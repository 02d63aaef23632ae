import type { ReactElement } from "react";
import { BandAxis } from "../../charts/band-axis.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import { readMethodology } from "../../src/determination/read-methodology.ts";
import type { Methodology } from "../../src/determination/methodology.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Which label begins where, drawn; the file is read here by the same rules as on the server. */
export function Bands(props: { readonly content: string }): ReactElement | null {
  const methodology = readOrNothing(props.content);
  if (methodology === null) return null;
  const labels = methodology.labels.toReversed();
  return (
    <figure className="bands" aria-label={words.bands}>
      <BandAxis
        bands={labels.map(({ name, fromPercent }) => ({ name, from: Number(fromPercent) }))}
      />
      <ul className="legend">
        {labels.map((label) => (
          <li key={label.label} className="rating">
            <RatingGlyph shape={glyphShape(label.label, label.rank)} />
            <UserText>{words.bandFrom(label.name, label.fromPercent)}</UserText>
          </li>
        ))}
      </ul>
      <figcaption className="note">{words.bandsNote}</figcaption>
    </figure>
  );
}

/** A file of another release may not be readable by these rules: its words stand all the same. */
function readOrNothing(content: string): Methodology | null {
  try {
    return readMethodology(content, "methodology");
  } catch {
    return null;
  }
}
