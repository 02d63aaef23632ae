import type { ReactElement } from "react";

/** Stands here until the page does. */
export function ComparisonPage(): ReactElement {
  return <h1>ComparisonPage</h1>;
}
