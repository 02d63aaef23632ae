import { type ReactElement, useState } from "react";
import { ObligationList } from "../../src/orders/orders.contract.ts";
import { obligationInWords } from "../../src/orders/obligation-words.ts";
import { useAnswer } from "../app/answers.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { shortDay } from "./timeline.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

interface PartsProps {
  readonly order: string;
  readonly task: string;
  readonly query: Readonly<Record<string, string>>;
}

/** A list that is fetched when somebody opens it. */
export function Parts(props: PartsProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <details className="decide" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.eachPart}</summary>
      {open ? <PartList {...props} /> : null}
    </details>
  );
}

/** What every organisation or lead owes of one task: its date, its state, and why. */
function PartList({ order, task, query }: PartsProps): ReactElement {
  const path = `/api/orders/${order}/obligations`;
  const answer = useAnswer(ObligationList, path, { ...query, task });
  if (answer.isError) return <p className="note">{asProblem(answer.error).message}</p>;
  if (answer.data === undefined) return <p role="status">{words.reading}</p>;
  return (
    <ul className="side-list">
      {answer.data.obligations.map((each) => (
        <li key={each.part ?? ""}>
          <strong>
            <UserText>{each.part ?? ""}</UserText>
          </strong>{" "}
          {words.partStates[each.state]}
          <span className="below">
            <UserText>
              {[
                each.due === null
                  ? ""
                  : each.projected
                    ? words.forecast(each.due)
                    : shortDay(each.due),
                obligationInWords(each),
              ]
                .filter((part) => part !== "")
                .join(" · ")}
            </UserText>
          </span>
        </li>
      ))}
    </ul>
  );
}
