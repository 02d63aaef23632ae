import { type ReactElement, useState } from "react";
import { Determination } from "../../src/determination/determination.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import {
  outsideBecause,
  outsideCounts,
  outsideInWords,
} from "../../src/determination/outside-in-words.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAnswer } from "../app/answers.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Says how much of the totals belongs to owners outside of the list, and lists them apart. */
export function OutsideOwners(props: {
  readonly summary: DeterminationSummary;
}): ReactElement | null {
  const { summary } = props;
  const [open, setOpen] = useState(false);
  const said = outsideInWords(summary.enterprise.items);
  if (said === "") return null;
  return (
    <div className="outside">
      <p className="note">{shownText(said)}</p>
      <details className="no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.outsideList}</summary>
        {open ? <Owners summary={summary} /> : null}
      </details>
    </div>
  );
}

/** The owners stand in the determination only, which is fetched when they are asked for. */
function Owners({ summary }: { readonly summary: DeterminationSummary }): ReactElement {
  const { review, on, as_of } = summary;
  const answer = useAnswer(Determination, `/api/reviews/${review}/determination`, { on, as_of });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.outsideReading} />;
  }
  return (
    <table className="rows plain-table" aria-label={words.outsideList}>
      <thead>
        <tr>
          <th scope="col">{words.outsideOwner}</th>
          <th scope="col">{words.outsideWhy}</th>
          <th scope="col">{words.outsideCounts}</th>
        </tr>
      </thead>
      <tbody>
        {answer.data.outside.map((owner) => (
          <tr key={`${owner.because} ${owner.name}`}>
            <th scope="row" className="name">
              {owner.name === "" ? words.outsideNobody : <UserText>{owner.name}</UserText>}
            </th>
            <td>{outsideBecause(owner)}</td>
            <td>{shownText(outsideCounts(owner))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
