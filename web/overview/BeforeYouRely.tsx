import type { ReactElement } from "react";
import type {
  Caveat,
  DeterminationSummary,
} from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

/** What is open, beside the result: most consequential first, each with the way to its list. */
export function BeforeYouRely(props: { readonly summary: DeterminationSummary }): ReactElement {
  const { summary } = props;
  return (
    <section aria-labelledby="open" className="rely">
      <h2 id="open">{words.open}</h2>
      <p className="note">{summary.caveats.length === 0 ? words.nothingOpen : words.openNote}</p>
      <ul className="side-list">
        {summary.caveats.map((caveat) => (
          <li key={`${caveat.kind} ${caveat.item}`}>
            <strong>{shownText(caveat.title)}</strong> {shownText(caveat.words)}{" "}
            <Way summary={summary} caveat={caveat} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way(props: { summary: DeterminationSummary; caveat: Caveat }): ReactElement | null {
  const base = reviewPath(props.summary.review);
  switch (props.caveat.kind) {
    case "open-ratings":
      return (
        <Go to={`${base}/organisations`} search={{ show: "open" }} className="no-print">
          {words.seeOpen}
        </Go>
      );
    case "source-differs":
      return (
        <Go to={`${base}/units`} search={{ differs: "true" }} className="no-print">
          {words.seeDiffering}
        </Go>
      );
    case "no-inventory":
      return (
        <Go to={`${base}/evidence/add`} className="no-print">
          {words.addInventory}
        </Go>
      );
    case "stale":
    case "not-delivered":
    case "no-evidence":
      return (
        <Go to={`${base}/evidence`} className="no-print">
          {words.seeEvidence}
        </Go>
      );
    case "unconfirmed":
    case "inventory":
    case "outside":
    case "withheld":
      return null;
    default:
      return props.caveat.kind satisfies never;
  }
}
