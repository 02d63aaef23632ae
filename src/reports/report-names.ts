import { createElement as h, type ReactElement } from "react";
import { shownText } from "../kit/shown-text.ts";

/**
 * A name, or other text from files and people: isolated, so that its direction of writing turns
 * nothing round beside it, and without control characters.
 */
export function Name({ of }: { readonly of: string }): ReactElement {
  return h("bdi", null, shownText(of));
}
