import { type ReactElement, useState } from "react";
import { barInWords } from "../../charts/bar-geometry.ts";
import { HistoryColumns } from "../../charts/history-columns.ts";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { listInWords, unknownOf } from "../../src/determination/words.ts";
import { dayInWords, yearOf } from "../app/days.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

type History = OrganisationView["history"][number];

/** Each item on each day for which evidence was collected; the table stands behind the pictures. */
export function EvidenceOverTime(props: { readonly view: OrganisationView }): ReactElement | null {
  const { history } = props.view;
  const days = history[0]?.days.map((day) => day.day) ?? [];
  if (days.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <p className="note">{words.historyNote(listInWords(days.map(dayInWords)))}</p>
      <ul className="history">
        {drawnFirst(history).map((item) => (
          <li key={item.item}>
            <h3>
              {item.item}{" "}
              <span className="title">
                <UserText>{item.title}</UserText>
              </span>
            </h3>
            <HistoryColumns name={`${item.item} ${item.title}`} days={item.days.map(drawn)} />
            <p className="note">
              <Moved words={item.words} />
            </p>
          </li>
        ))}
      </ul>
      {history.length > drawnAtMost ? (
        <p className="note">{words.historyShown(drawnAtMost, history.length)}</p>
      ) : null}
      <FoldedTable history={history} days={days} />
    </section>
  );
}

const drawnAtMost = 12;
const unmoved: readonly string[] = ["unchanged", "not-comparable"];

/** Of many items those that moved come first, and only so many are drawn. */
function drawnFirst(history: readonly History[]): readonly History[] {
  if (history.length <= drawnAtMost) return history;
  const still = (item: History) => Number(unmoved.includes(item.movement));
  return history.toSorted((one, other) => still(one) - still(other)).slice(0, drawnAtMost);
}

/** The table behind the pictures; a long one is drawn when it is opened. */
function FoldedTable(props: {
  history: readonly History[];
  days: readonly string[];
}): ReactElement {
  const [open, setOpen] = useState(props.history.length <= drawnAtMost);
  return (
    <details className="no-print" onToggle={() => setOpen(true)}>
      <summary>{words.historyTable}</summary>
      {open ? <HistoryTable {...props} /> : null}
    </details>
  );
}

/** How an item moved: the movement itself stands out from its reason. */
function Moved(props: { words: string }): ReactElement {
  const end = props.words.indexOf(":") + 1;
  return (
    <>
      <strong>{shownText(props.words.slice(0, end))}</strong>
      {shownText(props.words.slice(end))}
    </>
  );
}

function drawn(day: History["days"][number]) {
  const { value } = day;
  return {
    key: day.day,
    name: yearOf(day.day),
    percent: value?.value.least.percent ?? "",
    counts: value === null ? null : { ...value.evidence, unknown: unknownOf(value.evidence) },
  };
}

function HistoryTable(props: {
  history: readonly History[];
  days: readonly string[];
}): ReactElement {
  return (
    <table className="rows plain-table">
      <thead>
        <tr>
          <th scope="col">{words.item}</th>
          {props.days.map((day) => (
            <th key={day} scope="col">
              {dayInWords(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.history.map((item) => (
          <tr key={item.item}>
            <th scope="row">
              {item.item} {item.title}
            </th>
            {item.days.map((day) => (
              <td key={day.day}>
                {day.value === null
                  ? day.because
                  : barInWords({ ...day.value.evidence, unknown: unknownOf(day.value.evidence) })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
