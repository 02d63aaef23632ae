import type { ReactElement } from "react";

/** Stands here until the page does. */
export function UnitsPage(): ReactElement {
  return <h1>UnitsPage</h1>;
}
