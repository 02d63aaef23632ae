import type { ReactElement } from "react";
import type {
  Caveat,
  DeterminationSummary,
} from "../../src/determination/determination-views.contract.ts";
import { VerdictPage } from "../../src/confirmations/verdicts.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { useMay } from "../app/use-may.ts";
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
            {caveat.kind === "unconfirmed" ? (
              <Unconfirmed summary={summary} caveat={caveat} />
            ) : (
              <>
                <strong>{shownText(caveat.title)}</strong> {shownText(caveat.words)}
              </>
            )}{" "}
            <Way summary={summary} caveat={caveat} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A determination knows of no verdicts; this page does, and says how many stand and how many wait. */
function Unconfirmed(props: { summary: DeterminationSummary; caveat: Caveat }): ReactElement {
  const { summary, caveat } = props;
  const may = useMay("verdict.read-all");
  const path = `/api/reviews/${summary.review}/verdicts`;
  const { data } = useAnswer(VerdictPage, path, { limit: "1" }, may);
  const first = data?.verdicts.at(0);
  // Verdicts of another day, or on ratings that were recorded anew since, confirm nothing shown here.
  const speak = first !== undefined && first.on === summary.on && !first.superseded;
  if (data === undefined || !speak) {
    return (
      <>
        <strong>{shownText(caveat.title)}</strong> {shownText(caveat.words)}
      </>
    );
  }
  const { confirmed = 0, departed = 0 } = data.stages;
  const stands = confirmed + departed;
  const sent = sentVerdicts(data.stages);
  return (
    <>
      <strong>{words.confirmed(stands, summary.ratings.length)}</strong>{" "}
      {words.verdictsSent(sent, departed)}{" "}
      <Go to={`${reviewPath(summary.review)}/verdicts`} className="no-print">
        {words.seeVerdicts}
      </Go>
    </>
  );
}

/** How many verdicts were sent to their organisations, whatever became of them. */
function sentVerdicts(stages: VerdictPage["stages"]): number {
  return Object.entries(stages)
    .filter(([stage]) => stage !== "computed")
    .reduce((sum, [, count]) => sum + count, 0);
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
