import { type ReactElement, useState } from "react";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { words } from "./words.ts";

/** Runs the rules in the browser on the evidence shown; the rules are fetched when asked for. */
export function Recompute(props: { readonly view: OrganisationView }): ReactElement {
  const { view } = props;
  const [said, setSaid] = useState<{ readonly about: OrganisationView; readonly words: string }>();
  async function recompute(): Promise<void> {
    setSaid({ about: view, words: words.recomputing });
    try {
      const { recomputeHere } = await import("./recompute.ts");
      const found = recomputeHere(view);
      const result =
        found === null ? words.recomputeGates : words.recomputed(found.same, found.rating.name);
      setSaid({ about: view, words: result });
    } catch (error) {
      setSaid({ about: view, words: asProblem(error).message });
    }
  }
  return (
    <>
      <button type="button" className="plain no-print" onClick={() => void recompute()}>
        {words.recompute}
      </button>
      <span role="status" className="recomputed">
        {said?.about === view ? said.words : ""}
      </span>
    </>
  );
}
