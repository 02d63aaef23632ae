import type { ReactElement } from "react";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { methodologyPath } from "../methodologies/methodology-path.ts";
import { weighsScores } from "./score-bar.ts";
import { determinationAddress } from "./determination-address.ts";
import { CheckPage } from "./CheckPage.tsx";
import { usePublication } from "./use-publication.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

interface ReviewFootProps {
  readonly summary: DeterminationSummary;
  readonly checkpoint: number | null;
}

/** What a page of a review stands on: methodology, evidence, checkpoint; and how to check it. */
export function ReviewFoot(props: ReviewFootProps): ReactElement {
  const { summary, checkpoint } = props;
  const publication = usePublication(summary.review, summary.on);
  const delivered = summary.evidence.find((one) => one.kind !== "inventory");
  return (
    <>
      <Go to={methodologyPath(summary.methodology)}>
        {shownText(words.methodology(summary.methodology.id, summary.methodology.version))}
      </Go>
      <span>
        {delivered === undefined
          ? !weighsScores(summary.methodology)
            ? words.noEvidence
            : words.scores
          : shownText(words.evidence(delivered.rows, delivered.title, delivered.day))}
      </span>
      {checkpoint === null ? null : <span>{words.checkpoint(checkpoint)}</span>}
      <CheckPage summary={summary} />
      <a href={determinationAddress(summary)} download={`${summary.review}-${summary.on}.json`}>
        {words.download}
      </a>
      {publication === null ? null : (
        <>
          <a href={publication.report}>{words.report}</a>
          <a href={publication.bundle} download>
            {words.bundle}
          </a>
        </>
      )}
    </>
  );
}
