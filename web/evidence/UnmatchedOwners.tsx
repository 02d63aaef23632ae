import type { ReactElement } from "react";
import type { UnmatchedOwner } from "../../src/evidence/evidence.contract.ts";
import { ApproveMatch } from "../organisations/ApproveMatch.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

const shownAtMost = 40;

/** Owners of a file that are no known organisation, each with the names nearest to it. */
export function UnmatchedOwners(props: {
  readonly owners: readonly UnmatchedOwner[];
}): ReactElement | null {
  const { owners } = props;
  if (owners.length === 0) return null;
  return (
    <>
      <h3>{words.unmatched(owners.length)}</h3>
      <p className="note">{words.unmatchedNote}</p>
      <ul className="side-list">
        {owners.slice(0, shownAtMost).map((owner) => (
          <li key={owner.name}>
            <strong>
              <UserText>{owner.name}</UserText>
            </strong>{" "}
            <span className="soft">{words.ofRows(owner.rows)}.</span> {words.nearest}{" "}
            {owner.nearest.length === 0 ? words.noneNear : null}
            {owner.nearest.map((near) => (
              <ApproveMatch
                key={near.organisation}
                name={owner.name}
                organisation={near.organisation}
                known={near.name}
              />
            ))}
          </li>
        ))}
      </ul>
      {owners.length > shownAtMost ? (
        <p className="note">{words.unmatchedMore(owners.length - shownAtMost)}</p>
      ) : null}
    </>
  );
}
