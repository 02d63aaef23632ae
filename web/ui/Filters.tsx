import type { ReactElement, ReactNode } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import { Go } from "../app/Go.tsx";
import { useAddress } from "../app/address.ts";
import { UserText } from "./UserText.tsx";

/** One filter: what stands in the address, its name, how many it leaves, and its sign. */
export interface Filter {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  readonly sign?: ReactNode;
}

/** Filters as tabs with counts. The chosen one is in the address under `name`; the first is "". */
export function Filters(props: {
  readonly name: string;
  readonly label: string;
  readonly filters: readonly Filter[];
}): ReactElement {
  const address = useAddress();
  const chosen = address.search[props.name] ?? "";
  return (
    <nav className="filters" aria-label={props.label}>
      {props.filters.map((filter) => (
        <Go
          key={filter.key}
          to={address.path}
          search={{ ...address.search, [props.name]: filter.key }}
          current={filter.key === chosen}
        >
          {filter.sign}
          <UserText>{filter.name}</UserText>
          <span className="count">{grouped(filter.count)}</span>
        </Go>
      ))}
    </nav>
  );
}
