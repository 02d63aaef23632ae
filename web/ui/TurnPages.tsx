import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import { Go } from "../app/Go.tsx";
import { useAddress } from "../app/address.ts";
import type { ListPage } from "./turn-pages.ts";

const words = {
  label: "Pages of this list",
  shown: (first: number, last: number, total: number) =>
    `${grouped(first)} to ${grouped(last)} of ${grouped(total)}`,
  before: "Before",
  further: "Further",
} as const;

/** Which part of a list is shown, and the ways before and behind it; nothing where all is shown. */
export function TurnPages(props: { readonly list: ListPage<unknown> }): ReactElement | null {
  const { path, search } = useAddress();
  const { page, pages, first, last, total } = props.list;
  if (pages < 2) return null;
  const to = (number: number) => ({ ...search, page: number === 1 ? "" : `${number}`, item: "" });
  return (
    <nav className="filters turn-pages" aria-label={words.label}>
      {page === 1 ? null : (
        <Go to={path} search={to(page - 1)}>
          {words.before}
        </Go>
      )}
      <span className="note">{words.shown(first, last, total)}</span>
      {page === pages ? null : (
        <Go to={path} search={to(page + 1)}>
          {words.further}
        </Go>
      )}
    </nav>
  );
}
