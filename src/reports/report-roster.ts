import { createElement as h, type ReactElement } from "react";
import { barShares } from "../../charts/bar-geometry.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import { Roster } from "../../charts/roster.ts";
import type { RosterGroup } from "../../charts/roster-layout.ts";
import { countInWords, percentInWords } from "../determination/words.ts";
import { bandsInWords } from "../determination/bands-in-words.ts";
import { shownText } from "../kit/shown-text.ts";
import type { ReportContent } from "./report-content.ts";
import { basisOf, scoreBar, sharedUnits, thresholdsOf } from "./report-facts.ts";
import { Legend } from "./report-marks.ts";
import { Name } from "./report-names.ts";
import { Section, Table, type Row } from "./report-tables.ts";
import { words } from "./report-words.ts";

function groupsOf(content: ReportContent): RosterGroup[] {
  const { enterprise } = content.determination;
  return enterprise.labels.map(({ display }) => ({
    label: display.label,
    name: display.name,
    rated: display.rank !== null,
    columns: content.summary.ratings
      .filter(({ rating }) => rating.label === display.label)
      .map((row) => {
        const { counts, said } = scoreBar(row, content);
        return { key: row.organisation, name: row.name, ...barShares(counts), words: said };
      }),
  }));
}

/** On a phone the names of the groups have no room above the columns, so they stand below. */
function NamesOnPhone({ content }: { readonly content: ReportContent }): ReactElement {
  const { enterprise } = content.determination;
  return h(
    "p",
    { className: "legend roster-phone" },
    ...enterprise.labels
      .filter(({ count }) => count > 0)
      .map(({ display, count }) =>
        h(
          "span",
          { key: display.label },
          h(RatingGlyph, { shape: glyphShape(display.label, display.rank), size: 14 }),
          h("span", null, `${countInWords(count)} `, h(Name, { of: display.name })),
        ),
      ),
  );
}

/** Every organisation as one column, in the order of labels, with the same in numbers behind it. */
export function EveryOrganisation({ content }: { readonly content: ReportContent }): ReactElement {
  const groups = groupsOf(content);
  const units = sharedUnits(content);
  const rows = groups.flatMap((group) =>
    group.columns.map((column): Row => ({
      key: column.key,
      cells: [h(Name, { of: column.name }), h(Name, { of: group.name }), column.words],
    })),
  );
  const columns = [
    { title: words.column.organisation, kind: "text" },
    { title: `${words.column.rating} ${basisOf(content)}`.trim(), kind: "text" },
    { title: words.column.counts, kind: "text" },
  ] as const;
  const label = groups
    .map((group) => `${countInWords(group.columns.length)} ${group.name}`)
    .join(", ");
  const thresholds = thresholdsOf(content);
  const lines = thresholds.map((edge) => percentInWords(String(edge)));
  return h(
    Section,
    { id: "roster", title: words.roster },
    h(
      "div",
      { className: "roster" },
      h(Roster, { groups, thresholds, width: 1120, label: shownText(label) }),
    ),
    h(
      "div",
      { className: "roster-phone" },
      h(Roster, { groups, thresholds, width: 358, label: shownText(label) }),
    ),
    h(NamesOnPhone, { content }),
    h(Legend),
    h(
      "p",
      { className: "note" },
      shownText(words.bands(bandsInWords(content.summary.methodology))),
    ),
    h("p", { className: "note" }, shownText(words.rosterNote(units, lines))),
    h(
      "details",
      { className: "behind" },
      h("summary", null, words.rosterTable),
      h(Table, { caption: words.rosterTable, columns, rows }),
    ),
  );
}
