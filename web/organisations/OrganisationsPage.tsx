import type { ReactElement } from "react";

/** Stands here until the page does. */
export function OrganisationsPage(): ReactElement {
  return <h1>OrganisationsPage</h1>;
}
