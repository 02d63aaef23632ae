import type { ReactElement } from "react";
import type { ClockRow, ClockView } from "../../src/orders/clock.contract.ts";
import { Count } from "../ui/Count.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

interface OfficeRow {
  readonly office: string;
  readonly title: string;
  readonly rows: readonly ClockRow[];
}

function officesOf(view: ClockView): OfficeRow[] {
  const offices = new Map<string, { title: string; rows: ClockRow[] }>();
  for (const row of view.rows) {
    for (const lead of row.leads) {
      const entry = offices.get(lead.office) ?? { title: lead.title, rows: [] };
      entry.rows.push(row);
      offices.set(lead.office, entry);
    }
  }
  return [...offices]
    .map(([office, entry]) => ({ office, ...entry }))
    .toSorted((a, b) => b.rows.length - a.rows.length || a.title.localeCompare(b.title));
}

/** Every office that leads something, with its tasks. */
export function OfficeTable({ view }: { readonly view: ClockView }): ReactElement {
  return (
    <table className="rows plain-table" aria-label={words.byOffice}>
      <thead>
        <tr>
          <th scope="col">{words.office}</th>
          <th scope="col">{words.tasks}</th>
          <th scope="col" className="number">
            {words.openTasks}
          </th>
        </tr>
      </thead>
      <tbody>
        {officesOf(view).map((each) => (
          <tr key={each.office} data-row>
            <th scope="row" className="name">
              <UserText>{each.title}</UserText>
            </th>
            <td className="office-tasks">
              {each.rows.map((row, at) => (
                <span key={row.task}>
                  {at === 0 ? "" : " · "}
                  <UserText>{`${row.clause} ${row.short}`}</UserText>
                </span>
              ))}
            </td>
            <td className="number">
              <Count of={each.rows.filter((row) => row.state === "no-delivery-on-record").length} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
