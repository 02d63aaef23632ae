import type { ReactElement } from "react";
import type { RibbonKind } from "../../charts/movement-ribbon.ts";

/** The sign of a movement; it stands beside its word and says nothing alone. */
export function MovementSign(props: { readonly kind: RibbonKind }): ReactElement {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="sign">
      {signs[props.kind]}
    </svg>
  );
}

const ring = { cx: 8, cy: 8, r: 6, fill: "none", strokeWidth: 2 };

const signs: Readonly<Record<RibbonKind, ReactElement>> = {
  improved: <path className="c-good" d="M8 3l6 10H2z" />,
  declined: <path className="c-high-risk" d="M8 13L2 3h12z" />,
  "lost-sight": <circle {...ring} stroke="var(--unknown)" strokeDasharray="2.5 2" />,
  "now-seen": (
    <>
      <circle {...ring} stroke="var(--ink)" />
      <circle cx="8" cy="8" r="3" fill="var(--ink)" />
    </>
  ),
  unchanged: <path d="M3 6h10M3 10h10" stroke="var(--ink)" strokeWidth="2" />,
  "not-comparable": (
    <path d="M3 6h10M3 10h10M11 2L5 14" stroke="var(--ink)" strokeWidth="1.6" fill="none" />
  ),
};
