import { createElement as h, type ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import { percentInWords } from "../determination/words.ts";
import { outsideInWords } from "../determination/outside-in-words.ts";
import { shownText } from "../kit/shown-text.ts";
import type { ReportContent } from "./report-content.ts";
import { bestRankOf, scoreBar, sizeColumn, thresholdsOf } from "./report-facts.ts";
import { RatingWords } from "./report-marks.ts";
import { Name } from "./report-names.ts";
import { Count, Section, Table, type Row } from "./report-tables.ts";
import { words } from "./report-words.ts";

/** Each item over all organisations: where the whole fails. */
export function WhereItFails({ content }: { readonly content: ReportContent }): ReactElement {
  const { column } = words;
  const outside = outsideInWords(content.determination.enterprise.items);
  const rows = content.determination.enterprise.items.map((total): Row => {
    const unknown = total.unknown + total.unseen;
    return {
      key: total.item,
      cells: [
        h("span", null, `${total.item} `, h(Name, { of: total.title })),
        h(IntervalBar, { counts: { ...total, unknown }, name: total.title }),
        percentInWords(total.value.least.percent),
        h(Count, { of: total.unknown }),
        h(Count, { of: total.unseen }),
        h(Count, { of: total.bad }),
        h(Count, { of: total.organisations_bad }),
      ],
    };
  });
  const columns = [
    { title: column.item, kind: "text" },
    { title: column.bar, kind: "bar" },
    { title: column.proved, kind: "number" },
    { title: column.unknown, kind: "number" },
    { title: column.unseen, kind: "number" },
    { title: column.bad, kind: "number" },
    { title: column.organisations, kind: "number" },
  ] as const;
  return h(
    Section,
    { id: "where-it-fails", title: words.fails, note: words.failsNote },
    h(Table, { caption: words.fails, columns, rows }),
    outside === ""
      ? null
      : h(
          "p",
          { className: "note" },
          shownText(outside),
          " ",
          h("a", { href: "#outside" }, words.outsideWay),
        ),
  );
}

/** What to know before relying on the numbers. */
export function OpenPoints({ content }: { readonly content: ReportContent }): ReactElement {
  const points = content.summary.caveats.map(({ title, words: sentence }, at) =>
    h("li", { key: at }, h("b", null, shownText(title)), " ", shownText(sentence)),
  );
  return h(
    Section,
    { id: "before-you-rely", title: words.rely, note: words.relyNote },
    h("ul", { className: "open-points" }, points),
  );
}

/** Every organisation in one table, largest first. */
export function AllOrganisations({ content }: { readonly content: ReportContent }): ReactElement {
  const { column } = words;
  const bestRank = bestRankOf(content);
  const edges = thresholdsOf(content);
  const size = sizeColumn(content);
  const largestFirst = [...content.summary.ratings].sort(
    (left, right) => right.n - left.n || (left.organisation < right.organisation ? -1 : 1),
  );
  const rows = largestFirst.map((rating): Row => {
    const { organisation, name, unknown, n } = rating;
    const { counts, said } = scoreBar(rating, content);
    return {
      key: organisation,
      cells: [
        h("a", { href: `#organisation-${organisation}` }, h(Name, { of: name })),
        h(RatingWords, { rating: rating.rating, atBest: rating.at_best, bestRank }),
        counts.n === 0
          ? h(AbsentBar, { because: words.nothingCounted })
          : h(IntervalBar, { counts, words: said, thresholds: edges, name }),
        percentInWords(rating.score.least.percent),
        percentInWords(rating.score.most.percent),
        ...(size === null ? [] : [h(Count, { of: n }), h(Count, { of: unknown })]),
      ],
    };
  });
  const columns = [
    { title: column.organisation, kind: "text" },
    { title: shownText(`${column.rating} (${content.summary.methodology.scope})`), kind: "text" },
    { title: column.bar, kind: "bar" },
    { title: column.proved, kind: "number" },
    { title: column.best, kind: "number" },
    ...(size === null
      ? []
      : ([
          { title: shownText(size), kind: "number" },
          { title: column.unknown, kind: "number" },
        ] as const)),
  ] as const;
  const marks = edges.map((edge) => percentInWords(String(edge))).join(" and ");
  const note = shownText(words.organisationsNote(marks));
  return h(
    Section,
    { id: "organisations", title: words.organisations, note },
    h(Table, { caption: words.organisations, columns, rows }),
  );
}
