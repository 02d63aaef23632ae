import type { ReactElement } from "react";
import type { KeyState as State } from "../../src/attestations/keys.contract.ts";
import { words } from "./words.ts";

/** Where a key stands: a sign and words. What signs is filled, what waits is dashed. */
export function KeyState(props: { readonly state: State }): ReactElement {
  const { state } = props;
  const waits = state === "requested" || state === "approved";
  return (
    <span className={`key-state${state === "active" ? " firmly" : ""}`}>
      <svg viewBox="0 0 16 16" width={16} height={16} className="glyph" aria-hidden>
        <rect
          x={1.5}
          y={1.5}
          width={13}
          height={13}
          className={state === "active" ? "sign-filled" : "sign-empty"}
          strokeDasharray={waits ? "2 2" : undefined}
        />
        {waits || state === "active" ? null : (
          <path d="M4 4 12 12M12 4 4 12" className="sign-line" />
        )}
      </svg>
      {words.states[state]}
    </span>
  );
}
