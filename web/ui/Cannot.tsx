import type { ReactElement, ReactNode } from "react";
import { shownText } from "../../src/kit/shown-text.ts";

/** Why something can not be done here, and what to do instead. */
export function Cannot(props: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <p className="cannot">
      <strong>{props.title}</strong>{" "}
      {typeof props.children === "string" ? shownText(props.children) : props.children}
    </p>
  );
}
