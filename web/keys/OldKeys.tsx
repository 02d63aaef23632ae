import type { ReactElement } from "react";
import type { PersonKey } from "../../src/attestations/keys.contract.ts";
import { instantInWords, shortDigest } from "../app/days.ts";
import { UserText } from "../ui/UserText.tsx";
import { KeyState } from "./KeyState.tsx";
import { words } from "./words.ts";

/** Keys in a folded table: whose, where they stand, and from when until when they sign. */
export function OldKeys(props: {
  readonly title: string;
  readonly keys: readonly PersonKey[];
}): ReactElement | null {
  if (props.keys.length === 0) return null;
  return (
    <details className="folded key-list">
      <summary>{props.title}</summary>
      <table className="rows plain-table" aria-label={props.title}>
        <thead>
          <tr>
            {[words.person, words.fingerprint, words.state, words.since, words.until].map(
              (name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.keys.map((key) => (
            <tr key={key.fingerprint}>
              <th scope="row" className="name">
                <UserText>{key.account_name}</UserText>
              </th>
              <td data-head={words.fingerprint} className="mono">
                {shortDigest(key.fingerprint)}
              </td>
              <td>
                <KeyState state={key.state} />
              </td>
              <td data-head={words.since}>{instantOr(key.active_from, words.notYet)}</td>
              <td data-head={words.until}>{instantOr(key.active_until, words.open)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function instantOr(instant: string | null, otherwise: string): string {
  return instant === null ? otherwise : instantInWords(instant);
}
