import type { ReactElement } from "react";

/** Stands here until the page does. */
export function OverviewPage(): ReactElement {
  return <h1>OverviewPage</h1>;
}
