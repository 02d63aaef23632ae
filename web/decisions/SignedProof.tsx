import type { ReactElement } from "react";
import type { Attestation } from "../../src/attestations/attestations.contract.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Where the file of a signed statement is. */
export function proofAddress({ review, organisation, attestation }: Attestation): string {
  return `/api/reviews/${review}/organisations/${organisation}/attestation.json?attestation=${attestation}`;
}

/** The name under which it is saved. */
export function proofFile({ organisation }: Attestation): string {
  return `attestation-${organisation}.json`;
}

/** A statement that is signed and still holds: by whom, what proves it, and how that is checked. */
export function SignedProof(props: { readonly of: Attestation }): ReactElement {
  const { of: signed } = props;
  return (
    <section className="proof">
      <h2>{words.proof}</h2>
      <p>
        <UserText>{words.signedBy(signed.name, signed.capacity, signed.signed_at)}</UserText>
        {signed.late ? <strong className="late-mark"> {words.signedLate}</strong> : null}
      </p>
      <dl className="statement-facts">
        {[
          [words.proofDigest, signed.attestation],
          [words.proofKey, signed.key],
          [words.proofLeaf, signed.leaf],
        ].map(([name, digest]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code className="breaks">{digest}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="after-table no-print">
        <a href={proofAddress(signed)} download={proofFile(signed)} className="quiet">
          {words.download}
        </a>
      </p>
      <details className="check-offline">
        <summary>{words.checkOffline}</summary>
        <ol>
          {words.checkSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <pre>{words.checkCommand(proofFile(signed))}</pre>
        <p className="note">{words.checkIs}</p>
      </details>
    </section>
  );
}
