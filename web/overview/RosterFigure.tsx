import { type ReactElement, useState } from "react";
import { LegendParts } from "../../charts/legend.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import type { RosterColumn } from "../../charts/roster-layout.ts";
import { Roster } from "../../charts/roster.ts";
import { bandsInWords } from "../../src/determination/bands-in-words.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { useAddress } from "../app/address.ts";
import { thresholdsOf } from "../organisations/thresholds.ts";
import { scoreCountsUnits } from "../review/score-bar.ts";
import { reviewPath } from "../review/review.ts";
import { useWidth } from "../ui/use-width.ts";
import { rosterGroups } from "./roster-groups.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

/** All organisations as one picture, with its legend, and the name of the column pointed at. */
export function RosterFigure(props: { readonly summary: DeterminationSummary }): ReactElement {
  const { summary } = props;
  const address = useAddress();
  const [figure, width] = useWidth<HTMLElement>();
  const [pointed, setPointed] = useState<RosterColumn | null>(null);
  const { methodology } = summary;
  const score = summary.enterprise.items.find((item) => item.item === methodology.score_items[0]);
  return (
    <figure ref={figure} className="roster">
      <Roster
        groups={rosterGroups(summary)}
        thresholds={thresholdsOf(summary)}
        width={width}
        label={words.roster(summary.enterprise.organisations)}
        onPoint={setPointed}
        onOpen={(column) => address.go(`${reviewPath(summary.review)}/organisations/${column.key}`)}
        {...(pointed === null ? {} : { pointed: pointed.key })}
      />
      <p className="pointed no-print" aria-hidden="true">
        {pointed === null ? (
          <span className="soft">{words.rosterHint}</span>
        ) : (
          <>
            <strong>
              <UserText>{pointed.name}</UserText>
            </strong>{" "}
            {pointed.words}
          </>
        )}
      </p>
      {width < 600 ? <Counts summary={summary} /> : null}
      <p className="legend">
        <LegendParts words={words.legend} />
      </p>
      <figcaption className="note">
        {shownText(words.bands(bandsInWords(methodology)))}{" "}
        {shownText(
          scoreCountsUnits(summary)
            ? words.rosterNote(score?.units ?? "", score?.title ?? "", methodology.minimum_units)
            : words.rosterNoteScore(methodology.minimum_units),
        )}
      </figcaption>
    </figure>
  );
}

/** On a phone the names of the groups stand below the picture. */
function Counts(props: { summary: DeterminationSummary }): ReactElement {
  return (
    <p className="legend counts">
      {props.summary.enterprise.labels
        .filter((label) => label.count > 0)
        .map(({ display, count }) => (
          <span key={display.label}>
            <RatingGlyph shape={glyphShape(display.label, display.rank)} size={14} />
            {count} <UserText>{display.name}</UserText>
          </span>
        ))}
    </p>
  );
}
