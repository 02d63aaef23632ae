import type { ReactElement } from "react";

/** Stands here until the page does. */
export function SetUpPage(): ReactElement {
  return <h1>SetUpPage</h1>;
}
