import { type ReactElement, useState } from "react";
import type { HeadStatement } from "../../src/attestations/attestations.contract.ts";
import { valueInWords } from "../../src/assessments/value-words.ts";
import { dayInWords } from "../app/days.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Up to so many, they are drawn at once, so that they are on paper too. */
const few = 200;

/** What the organisation says of itself, item by item: signed with the rest, folded on the screen. */
export function StatedItems(props: Pick<HeadStatement, "items" | "totals">): ReactElement {
  const { items, totals } = props;
  const [wasOpened, setOpened] = useState(items.length <= few);
  return (
    <details className="stated-items" onToggle={() => setOpened(true)}>
      <summary>{words.items(totals.items, totals.answered)}</summary>
      {wasOpened ? (
        <table
          className="rows compact plain-table"
          aria-label={words.items(totals.items, totals.answered)}
        >
          <thead>
            <tr>
              {[words.item, words.itemTitle, words.value, words.day].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ item, title, value, day }) => (
              <tr key={item}>
                <th scope="row">
                  <UserText>{item}</UserText>
                </th>
                <td>
                  <UserText>{title}</UserText>
                </td>
                <td data-head={words.value}>
                  {value === null ? (
                    <span className="soft">{words.notAnswered}</span>
                  ) : (
                    valueInWords(value)
                  )}
                </td>
                <td data-head={words.day}>{day === null ? words.noDay : dayInWords(day)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </details>
  );
}
