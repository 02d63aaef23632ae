import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import type { LogEntry } from "../../src/platform/log/log.contract.ts";
import type { Search } from "../app/address.ts";
import { instantInWords, shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { words } from "./words.ts";

interface EntryTableProps {
  readonly entries: readonly LogEntry[];
  /** What the list is narrowed to, kept by every link. */
  readonly list: Search;
  readonly after: string;
  readonly chosen: string;
}

/** Acts in rows: when, who did what, about what, the leaf and its number. */
export function EntryTable({ entries, list, after, chosen }: EntryTableProps): ReactElement {
  const here = { ...list, ...(after === "" ? {} : { after }) };
  return (
    <table className="rows log">
      <caption className="visually-hidden">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.act}</th>
          <th scope="col">{words.about}</th>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.leaf}</th>
          <th scope="col" className="number">
            {words.number}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.digest} data-row className={entry.digest === chosen ? "chosen" : ""}>
            <th scope="row">
              <Go
                to="/log"
                search={{ ...here, entry: entry.digest }}
                open
                current={entry.digest === chosen}
              >
                {words.whoDid(entry.actor_name, entry.kind)}
              </Go>
            </th>
            <td className="about">
              <Go to="/log" search={{ subject: entry.subject }}>
                {words.aboutInWords(entry)}
              </Go>
            </td>
            <td className="when">
              <time dateTime={entry.at}>{instantInWords(entry.at)}</time>
            </td>
            <td className="mono leaf">{shortDigest(entry.digest)}</td>
            <td className="number">
              {entry.index === null ? (
                <span className="soft">{words.numberFollows}</span>
              ) : (
                grouped(entry.index)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
