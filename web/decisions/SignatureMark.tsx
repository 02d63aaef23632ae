import type { ReactElement } from "react";
import type { Accountability } from "../../src/decisions/decisions.contract.ts";
import { words } from "./words.ts";

/** Where a signature stands: a full square with a tick, a half one, an empty dashed one, a cross. */
export function SignatureMark(props: { readonly of: Accountability }): ReactElement {
  const { signature, signed_late: isSignedLate } = props.of;
  const isEmpty = signature === "none";
  return (
    <span className={`signature-mark ${signature}`}>
      <svg viewBox="0 0 16 16" width={16} height={16} className="glyph" aria-hidden>
        <rect
          x={1.5}
          y={1.5}
          width={13}
          height={13}
          className={signature === "signed" ? "mark-filled" : "mark-empty"}
          strokeDasharray={isEmpty ? "2 2" : undefined}
        />
        {signature === "signed" ? <path d="M4 8.5 7 11.5 12 5" className="mark-tick" /> : null}
        {signature === "stale" ? (
          <rect x={1.5} y={8} width={13} height={6.5} className="mark-filled" />
        ) : null}
        {signature === "late" ? (
          <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" className="mark-line" />
        ) : null}
      </svg>
      {isSignedLate && signature === "signed" ? words.signedLateShort : words.signatures[signature]}
    </span>
  );
}
