import type { ReactElement } from "react";

/** Stands here until the page does. */
export function ItemsPage(): ReactElement {
  return <h1>ItemsPage</h1>;
}
