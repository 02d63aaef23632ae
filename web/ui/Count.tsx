import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";

/** A whole number in a table; zero is there, but soft. */
export function Count(props: { readonly of: number }): ReactElement {
  return <span className={props.of === 0 ? "soft" : ""}>{grouped(props.of)}</span>;
}
