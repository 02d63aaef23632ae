import { createElement as h, type ReactElement } from "react";
import { LegendParts } from "../../charts/legend.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import { shownText } from "../kit/shown-text.ts";
import type { Display } from "../determination/determination.contract.ts";
import { Name } from "./report-names.ts";
import { words } from "./report-words.ts";

/** A rating with its sign and words, and the best that the unknown leaves open under it. */
export function RatingWords(props: {
  readonly rating: Display;
  readonly atBest: Display;
  readonly bestRank: number;
}): ReactElement {
  const { rating, atBest, bestRank } = props;
  const open = rating.rank !== null && atBest.label !== rating.label;
  return h(
    "span",
    { className: "rating" },
    h(RatingGlyph, { shape: glyphShape(rating.label, rating.rank, bestRank) }),
    h(
      "span",
      null,
      h(Name, { of: rating.name }),
      open ? h("span", { className: "best" }, shownText(words.atBest(atBest.name))) : null,
    ),
  );
}

/** What the four marks of a chart mean. */
export function Legend(): ReactElement {
  return h("p", { className: "legend" }, h(LegendParts, { words: words.legend }));
}
