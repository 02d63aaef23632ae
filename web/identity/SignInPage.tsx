import type { ReactElement } from "react";

/** Stands here until the page does. */
export function SignInPage(): ReactElement {
  return <h1>SignInPage</h1>;
}
