import type { ReactElement } from "react";

/** Stands here until the page does. */
export function OrganisationPage(): ReactElement {
  return <h1>OrganisationPage</h1>;
}
