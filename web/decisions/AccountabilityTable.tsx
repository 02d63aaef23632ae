import type { ReactElement } from "react";
import type { Accountability } from "../../src/decisions/decisions.contract.ts";
import type { HeadOn } from "../../src/organisations/heads.contract.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { Count } from "../ui/Count.tsx";
import { UserText } from "../ui/UserText.tsx";
import { SignatureMark } from "./SignatureMark.tsx";
import { daysFrom } from "./sign-state.ts";
import { words } from "./words.ts";

interface AccountabilityTableProps {
  readonly review: string;
  readonly rows: readonly Accountability[];
  readonly names: ReadonlyMap<string, string>;
  readonly heads: ReadonlyMap<string, HeadOn>;
  /** The day spoken of. */
  readonly day: string;
}

/** Organisation by organisation: who heads it, what is undecided, and where the signature stands. */
export function AccountabilityTable(props: AccountabilityTableProps): ReactElement {
  const base = reviewPath(props.review);
  const numbers = [
    words.openRisks,
    words.undecidedColumn,
    words.preparedColumn,
    words.expiredColumn,
  ];
  return (
    <table className="rows plain-table accountability" aria-label={words.table}>
      <thead>
        <tr>
          <th scope="col">{words.organisation}</th>
          <th scope="col">{words.signatureColumn}</th>
          <th scope="col">{words.headColumn}</th>
          {numbers.map((name) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
          <th scope="col" className="due">
            {words.dueColumn}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.organisation} data-row>
            <th scope="row" className="name">
              <Go to={`${base}/organisations/${row.organisation}/decisions`} open>
                <UserText>{props.names.get(row.organisation) ?? row.organisation}</UserText>
              </Go>
            </th>
            <td>
              <SignatureMark of={row} />
            </td>
            <td data-head={words.headColumn}>
              <UserText>{headOf(props.heads.get(row.organisation))}</UserText>
            </td>
            {countsOf(row).map((count, index) => (
              <td key={numbers[index]} data-head={numbers[index]} className="number">
                <Count of={count} />
              </td>
            ))}
            <td data-head={words.dueColumn} className="due">
              <Due of={row} day={props.day} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Open risks; those without a decision, with one that waits for its signature, with an expired one. */
function countsOf({ open_risks: open, undecided, prepared, expired }: Accountability): number[] {
  return [open, undecided - prepared - expired, prepared, expired];
}

function headOf(head: HeadOn | undefined): string {
  if (head === undefined || head.state === "unknown") return head?.title ?? words.noHead;
  const title = head.title ?? head.office ?? "";
  if (head.state === "acting") return words.actingHead(title);
  return head.state === "vacant" ? `${title}, ${words.vacant}` : title;
}

function Due(props: { readonly of: Accountability; readonly day: string }): ReactElement {
  const { due, signature } = props.of;
  if (due === null) return <span className="soft">{words.notSet}</span>;
  return (
    <>
      {dayInWords(due)}
      {signature === "late" ? (
        <span className="below late-mark">{words.lateBy(daysFrom(due, props.day))}</span>
      ) : null}
    </>
  );
}
