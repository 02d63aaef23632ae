import { createElement as h, type ReactElement } from "react";
import { dayInWords } from "../kit/calendar.ts";
import { percentInWords } from "../determination/words.ts";
import { shownText } from "../kit/shown-text.ts";
import type { ReportContent } from "./report-content.ts";
import { Name } from "./report-names.ts";
import { Count, Section, Table, type Row } from "./report-tables.ts";
import { words } from "./report-words.ts";

/** The methodology: its labels with their bands, its minima, and the whole file as published. */
export function Method({ content }: { readonly content: ReportContent }): ReactElement {
  const { methodology } = content.summary;
  const rows = methodology.labels.map(({ display, from_percent }): Row => ({
    key: display.label,
    cells: [h(Name, { of: display.name }), percentInWords(from_percent)],
  }));
  const columns = [
    { title: words.column.label, kind: "text" },
    { title: words.column.from, kind: "number" },
  ] as const;
  const title = shownText(`${methodology.title} (${methodology.id} ${methodology.version})`);
  return h(
    Section,
    { id: "method", title: words.method, note: shownText(methodology.authority) },
    h("h3", null, title),
    h("p", null, words.minima(methodology.minimum_units, methodology.minimum_coverage_percent)),
    h(Table, { caption: title, columns, rows }),
    h("p", { className: "note" }, "sha256 ", h("code", null, methodology.digest)),
    h("pre", null, h(Name, { of: content.methodologyText })),
  );
}

/** The items of the yardstick, as they were put. */
export function WhatWasAsked({ content }: { readonly content: ReportContent }): ReactElement {
  const { yardstick } = content.summary;
  const items = content.items.flatMap(({ id, title, text }) => [
    h("dt", { key: id }, h("b", null, `${id} `, h(Name, { of: title }))),
    h("dd", { key: `${id} text` }, shownText(text)),
  ]);
  const note = shownText(`${yardstick.title} (${yardstick.id} ${yardstick.version})`);
  return h(Section, { id: "items", title: words.items, note }, h("dl", null, items));
}

/** Every file that the numbers stand on. */
export function Sources({ content }: { readonly content: ReportContent }): ReactElement {
  const { column } = words;
  const rows = content.summary.evidence.map((file): Row => ({
    key: file.collection,
    cells: [
      h(Name, { of: file.title }),
      dayInWords(file.day),
      h(Count, { of: file.rows }),
      h(
        "span",
        null,
        h("code", null, h(Name, { of: file.file_name })),
        h("br"),
        h("code", { className: "soft" }, file.file_digest),
      ),
      h("code", null, h(Name, { of: file.mapping })),
    ],
  }));
  const columns = [
    { title: column.source, kind: "text" },
    { title: column.day, kind: "text" },
    { title: column.rows, kind: "number" },
    { title: column.file, kind: "text" },
    { title: column.mapping, kind: "text" },
  ] as const;
  return h(
    Section,
    {
      id: "sources",
      title: words.sources,
      note: content.edition === undefined ? words.sourcesNote : words.sourcesLeftOut,
    },
    content.edition !== undefined ? null : h(Table, { caption: words.sources, columns, rows }),
  );
}

/** How a stranger checks the page. */
export function CheckIt({ content }: { readonly content: ReportContent }): ReactElement {
  return h(
    Section,
    { id: "check", title: words.check, note: words.checkNote },
    h("pre", null, "./muster verify bundle.zip --trust KEYFILE"),
    h(
      "p",
      { className: "note" },
      shownText(words.foot(content.log.origin, String(content.log.size), content.log.root)),
    ),
  );
}
