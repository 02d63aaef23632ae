import type { ReactElement, ReactNode } from "react";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { evidenceInWords } from "./evidence-days.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

/** The digests that a stranger compares, the log entry, and how to check without this server. */
export function Proof(props: { readonly view: OrganisationView }): ReactElement {
  const { view } = props;
  const { proof, methodology } = view;
  return (
    <div className="columns section">
      <section aria-labelledby="proof">
        <h2 id="proof">{words.proof}</h2>
        <p className="note">{words.proofNote(evidenceInWords(view))}</p>
        <dl className="proof">
          <Line term={words.proofRating} digest={proof.rating_digest}>
            {words.inputs}
          </Line>
          <Line term={words.proofEvidence} digest={proof.evidence_digest}>
            {words.collected}
          </Line>
          <Line term={words.proofMethodology} digest={proof.methodology_digest}>
            <UserText>{methodology.id}</UserText> {methodology.version}, {words.published}
          </Line>
          <Line term={words.proofLeaf} digest={proof.leaf}>
            {proof.leaf === "" ? (
              words.notRecorded
            ) : (
              <Go to="/log" search={{ entry: proof.leaf }}>
                {words.seeProof}
              </Go>
            )}
          </Line>
        </dl>
      </section>
      <section aria-labelledby="offline" className="offline">
        <h2 id="offline">{words.offline}</h2>
        <p className="note">{words.offlineNote}</p>
        <pre>./muster verify review.zip --trust KEYFILE</pre>
      </section>
    </div>
  );
}

function Line(props: { term: string; digest: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>
        {props.digest === "" ? null : (
          <code title={props.digest}>sha256 {shortDigest(props.digest)}</code>
        )}
        <span className="soft end">{props.children}</span>
      </dd>
    </div>
  );
}
