import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { kept, type Search, useAddress } from "./address.ts";

interface GoProps {
  readonly to: string;
  readonly search?: Search;
  readonly className?: string;
  readonly children: ReactNode;
  readonly label?: string;
  /** Set on the link of the page that is shown. */
  readonly current?: boolean;
  /** Set on the link that opens a row: `j` and `k` walk from one to the next. */
  readonly open?: boolean;
  /** Set on a link that opens something in its place: the page does not scroll. */
  readonly stay?: boolean;
}

/** A link inside Muster. It keeps the day spoken of and the instant as known at. */
export function Go(props: GoProps): ReactElement {
  const address = useAddress();
  return (
    <Link
      to={props.to}
      search={{ ...kept(address.search), ...props.search }}
      activeOptions={{ exact: true, includeSearch: true }}
      resetScroll={props.stay !== true}
      {...(props.className === undefined ? {} : { className: props.className })}
      {...(props.label === undefined ? {} : { "aria-label": props.label })}
      {...(props.open === true ? { "data-open": true } : {})}
      {...(props.current === true ? { "aria-current": "page" as const } : {})}
    >
      {props.children}
    </Link>
  );
}
