import { createElement as h, type ReactElement, type ReactNode } from "react";
import { countInWords } from "../determination/words.ts";

/** One column of a table: its head, and whether it holds numbers. */
export interface Column {
  readonly title: ReactNode;
  readonly kind: "text" | "number" | "bar";
}

/** One row: a cell for each column; the first one names the row. */
export interface Row {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

/** Writes a table whose first column heads its rows; it scrolls by itself where it is too wide. */
export function Table(props: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}): ReactElement {
  const { caption, columns, rows } = props;
  const heads = columns.map(({ title, kind }, at) =>
    h("th", { key: at, scope: "col", className: kind }, title),
  );
  const lines = rows.map(({ key, cells }) =>
    h(
      "tr",
      { key },
      cells.map((cell, at) =>
        at === 0
          ? h("th", { key: at, scope: "row", className: columns[at]?.kind }, cell)
          : h("td", { key: at, className: columns[at]?.kind }, cell),
      ),
    ),
  );
  // A region that scrolls must be reachable by keyboard (WCAG 2.1.1), so it has a name and a stop.
  return h(
    "div",
    { className: "scrolls", role: "group", "aria-label": caption, tabIndex: 0 },
    h(
      "table",
      null,
      h("caption", null, caption),
      h("thead", null, h("tr", null, heads)),
      h("tbody", null, lines),
    ),
  );
}

/** A count with commas; zero is soft. */
export function Count({ of }: { readonly of: number }): ReactElement {
  return h("span", of === 0 ? { className: "soft" } : null, countInWords(of));
}

/** A section with its heading and a note under it. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children?: ReactNode;
}): ReactElement {
  return h(
    "section",
    { id: props.id, "aria-labelledby": `${props.id}-title` },
    h("h2", { id: `${props.id}-title` }, props.title),
    props.note === undefined ? null : h("p", { className: "note" }, props.note),
    props.children,
  );
}
