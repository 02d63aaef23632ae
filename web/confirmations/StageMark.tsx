import type { ReactElement } from "react";
import type { VerdictStage } from "../../src/confirmations/verdicts.contract.ts";
import { words } from "./words.ts";

const signs: Readonly<Record<VerdictStage, "none" | "open" | "half" | "full" | "cross">> = {
  computed: "none",
  sent: "none",
  "not-replied": "open",
  replied: "open",
  answered: "open",
  "half-confirmed": "half",
  "officers-differ": "cross",
  confirmed: "full",
  departed: "full",
};

/** Where a verdict stands, as shape and words. */
export function StageMark(props: { readonly stage: VerdictStage }): ReactElement {
  return (
    <span className="stage-mark">
      <StageGlyph stage={props.stage} />
      {words.stages[props.stage]}
    </span>
  );
}

/** The shape alone, for where the words stand beside it anyway. */
export function StageGlyph(props: { readonly stage: VerdictStage }): ReactElement {
  const sign = signs[props.stage];
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className="stage-glyph">
      <circle cx="8" cy="8" r="6.5" {...(sign === "none" ? { strokeDasharray: "2.5 2.5" } : {})} />
      {sign === "half" ? <path className="filled" d="M8 1.5a6.5 6.5 0 0 0 0 13z" /> : null}
      {sign === "full" ? <circle className="filled" cx="8" cy="8" r="6.5" /> : null}
      {sign === "full" ? <path className="tick-line" d="M4.6 8.2l2.4 2.4 4.3-4.8" /> : null}
      {sign === "cross" ? <path d="M5 5l6 6M11 5l-6 6" /> : null}
    </svg>
  );
}
