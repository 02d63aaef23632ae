import type { ReactElement } from "react";

/** Stands here until the page does. */
export function HomePage(): ReactElement {
  return <h1>HomePage</h1>;
}
