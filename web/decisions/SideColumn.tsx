import type { ReactElement } from "react";
import type { Attestation, StatementView } from "../../src/attestations/attestations.contract.ts";
import { fingerprintInWords } from "../../src/kit/ed25519.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { Ahead } from "./Ahead.tsx";
import { proofAddress, proofFile } from "./SignedProof.tsx";
import type { Standing } from "./standing.ts";
import { useDigest } from "./use-signing.ts";
import { words } from "./words.ts";

interface SideColumnProps {
  readonly view: StatementView;
  readonly signed: readonly Attestation[];
  readonly standing: Standing;
}

/** Beside the statement: what will happen, what was signed before, and the digest. */
export function SideColumn(props: SideColumnProps): ReactElement {
  const { view, signed, standing } = props;
  const { review, organisation } = view.statement.predicate;
  const computed = useDigest(view.statement);
  const isSigned = standing === "signed";
  const digest = isSigned ? (signed[0]?.attestation ?? computed) : computed;
  const base = reviewPath(review.id);
  const own = `${base}/organisations/${organisation.id}`;
  return (
    <aside className="sign-side">
      <h2 className="small">{words.whatHappens}</h2>
      <Ahead view={view} newest={signed[0]} standing={standing} />
      <h2 className="small">{isSigned ? words.signature : words.earlier}</h2>
      <Earlier signed={signed} />
      <h2 className="small">{words.goesStale}</h2>
      <p className="note">{words.goesStaleWhat}</p>
      <h2 className="small">{isSigned ? words.digestSigned : words.digest}</h2>
      <p className="digest">
        {digest === "" ? (
          words.digestWaits
        ) : digest === null ? (
          words.digestNone
        ) : (
          <code>{fingerprintInWords(digest)}</code>
        )}
      </p>
      <nav aria-label={words.links} className="no-print">
        <h2 className="small">{words.links}</h2>
        <ul className="see-also">
          <li>
            <Go to={`${base}/findings`} search={{ of: "risks", organisation: organisation.id }}>
              {words.toFindings}
            </Go>
          </li>
          <li>
            <Go to={own}>{words.toOrganisation}</Go>
          </li>
          <li>
            <Go to={`${own}/scores`}>{words.toScores}</Go>
          </li>
          <li>
            <Go to={`${own}/delegations`}>{words.toDelegations}</Go>
          </li>
          <li>
            <Go to="/keys">{words.toKeys}</Go>
          </li>
        </ul>
      </nav>
    </aside>
  );
}

const fewChanges = 4;

function Earlier(props: { readonly signed: readonly Attestation[] }): ReactElement {
  const [newest, ...before] = props.signed;
  if (newest === undefined) return <p className="note">{words.noneEarlier}</p>;
  const by = words.signedBy(newest.name, newest.capacity, newest.signed_at);
  const { changes } = newest;
  return (
    <>
      {newest.state === "stale" ? (
        <div className="stale-box">
          <p>
            <strong>{words.stale}</strong> <UserText>{by}</UserText> {words.staleWhat}
          </p>
          <ul>
            {changes.slice(0, fewChanges).map(({ what, id, words: said }) => (
              <li key={`${what} ${id} ${said}`}>
                <UserText>{said}</UserText>
              </li>
            ))}
          </ul>
          {changes.length > fewChanges ? (
            <p>
              <a href="#statement-of">{words.moreChanges(changes.length)}</a>
            </p>
          ) : null}
        </div>
      ) : (
        <p className="note">
          <UserText>{by}</UserText>
        </p>
      )}
      {newest.late ? <p className="note late-mark">{words.signedLate}</p> : null}
      <p className="note no-print">
        <a href={proofAddress(newest)} download={proofFile(newest)}>
          {words.download}
        </a>
      </p>
      {before.length === 0 ? null : (
        <details className="before no-print">
          <summary>{words.earlierAll(before.length)}</summary>
          <ul className="side-list">
            {before.map((each) => (
              <li key={each.attestation}>
                <UserText>{words.signedBy(each.name, each.capacity, each.signed_at)}</UserText>{" "}
                <a href={proofAddress(each)} download={proofFile(each)}>
                  {words.download}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
