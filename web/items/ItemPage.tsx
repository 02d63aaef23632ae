import type { ReactElement } from "react";

/** Stands here until the page does. */
export function ItemPage(): ReactElement {
  return <h1>ItemPage</h1>;
}
