import type { ReactElement } from "react";
import type { EvidenceRef } from "../../src/findings/records.contract.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** What something rests on, a line each; nothing where there is none. */
export function EvidenceLines(props: {
  readonly evidence: readonly EvidenceRef[];
}): ReactElement | null {
  if (props.evidence.length === 0) return null;
  return (
    <ul className="evidence-lines" aria-label={words.restsOn}>
      {props.evidence.map(({ kind, ref, note }) => (
        <li key={`${kind} ${ref} ${note}`}>
          {kind === "link" && /^https?:\/\//u.test(ref) ? (
            <a href={ref} rel="noreferrer noopener" className="breaks">
              <UserText>{ref}</UserText>
            </a>
          ) : (
            <span className="breaks">
              {kind} <UserText>{ref}</UserText>
            </span>
          )}
          {note === "" ? null : (
            <>
              {" "}
              <UserText>{note}</UserText>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
