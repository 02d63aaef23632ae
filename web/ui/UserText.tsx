import type { ReactElement } from "react";
import { shownText } from "../../src/kit/shown-text.ts";

/**
 * A name, or other text from files and people: isolated, so that its direction of writing turns
 * nothing round beside it, and without control characters.
 */
export function UserText(props: { readonly children: string }): ReactElement {
  return <bdi>{shownText(props.children)}</bdi>;
}
