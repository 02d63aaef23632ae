import type { ReactElement } from "react";
import type { ShownVerdict } from "../../src/confirmations/verdicts.contract.ts";
import { UserText } from "../ui/UserText.tsx";
import { displayNamed, inTime } from "./verdict-state.ts";
import { words } from "./words.ts";

/** Who signed what, with the key and the leaf, and why where it departs from what was computed. */
export function Signatures(props: { readonly verdict: ShownVerdict }): ReactElement {
  const { signatures, displays } = props.verdict;
  return (
    <section className="verdict-part" aria-labelledby="signatures">
      <h2 id="signatures">{words.signatures}</h2>
      {signatures.length === 0 ? <p className="note">{words.noSignature}</p> : null}
      <ol className="signatures">
        {inTime(signatures).map(({ by, by_name, rating, reason, known_at, key, leaf }) => (
          <li key={by}>
            <p>
              <UserText>
                {words.signature(displayNamed(displays, rating).name, by_name, known_at)}
              </UserText>
            </p>
            {reason === "" ? null : (
              <p>
                <UserText>{words.because(reason)}</UserText>
              </p>
            )}
            <dl className="statement-facts">
              <div>
                <dt>{words.key}</dt>
                <dd>
                  <code className="breaks">{key}</code>
                </dd>
              </div>
              <div>
                <dt>{words.facts.leaf}</dt>
                <dd>
                  <code className="breaks">{leaf}</code>
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}
