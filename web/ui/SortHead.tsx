import type { ReactElement } from "react";
import { Go } from "../app/Go.tsx";
import { useAddress } from "../app/address.ts";
import { shownText } from "../../src/kit/shown-text.ts";

interface SortHeadProps {
  /** Name of the column in the address. */
  readonly column: string;
  readonly words: string;
  /** What is sorted by now: "proved", or "proved-up" for the other way round. */
  readonly sort: string;
  readonly number?: boolean;
  /** Names go up first, numbers down. */
  readonly upFirst?: boolean;
}

/** The head of a column that sorts; a link, because the order is part of the address. */
export function SortHead(props: SortHeadProps): ReactElement {
  const address = useAddress();
  const up = `${props.column}-up`;
  const first = props.upFirst === true ? up : props.column;
  const second = props.upFirst === true ? props.column : up;
  const ascending = props.sort === up;
  const sorted = ascending || props.sort === props.column;
  const search = { ...address.search, sort: props.sort === first ? second : first };
  return (
    <th
      scope="col"
      className={props.number === true ? "number" : ""}
      {...(sorted
        ? { "aria-sort": ascending ? ("ascending" as const) : ("descending" as const) }
        : {})}
    >
      <Go to={address.path} search={search}>
        {shownText(props.words)}
        {sorted ? <span aria-hidden="true">{ascending ? " ↑" : " ↓"}</span> : null}
      </Go>
    </th>
  );
}
