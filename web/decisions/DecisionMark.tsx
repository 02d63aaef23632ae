import type { ReactElement } from "react";
import type { DecisionKind } from "../../src/decisions/decisions.contract.ts";
import { words } from "./words.ts";

/** What is decided, as a sign with its word: an acceptance is dashed, nothing decided is hatched. */
export function DecisionMark(props: { readonly of: DecisionKind | null }): ReactElement {
  const { of: decision } = props;
  if (decision === null) return <span className="decision-mark undecided">{words.undecided}</span>;
  return (
    <span className={`decision-mark${decision === "accept" ? " accepted" : ""}`}>
      {words.kinds[decision]}
    </span>
  );
}
