import type { ReactElement } from "react";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
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
      <Methodology summary={summary} report={publication?.report ?? ""} />
      <span>
        {delivered === undefined
          ? words.noEvidence
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

/** The methodology; its whole text stands in the published report, where there is one. */
function Methodology(props: {
  readonly summary: DeterminationSummary;
  readonly report: string;
}): ReactElement {
  const { id, version } = props.summary.methodology;
  const name = shownText(words.methodology(id, version));
  return props.report === "" ? <span>{name}</span> : <a href={`${props.report}#method`}>{name}</a>;
}
