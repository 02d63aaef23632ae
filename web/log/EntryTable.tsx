import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import type { LogEntry } from "../../src/platform/log/log.contract.ts";
import type { Search } from "../app/address.ts";
import { instantInWords, shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { type ActRun, foldActs } from "./fold-acts.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

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
  // Whoever asks for one kind or one subject wants each of them.
  const narrowed = list["kind"] !== undefined || list["subject"] !== undefined;
  const runs = narrowed ? [{ shown: entries, folded: 0 }] : foldActs(entries, chosen);
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
        {runs.flatMap((run) => [
          ...run.shown.map((entry) => (
            <EntryRow key={entry.digest} entry={entry} here={here} chosen={chosen} />
          )),
          <FoldedRow key={`${run.shown[0]?.digest ?? ""} folded`} run={run} />,
        ])}
      </tbody>
    </table>
  );
}

interface EntryRowProps {
  readonly entry: LogEntry;
  readonly here: Search;
  readonly chosen: string;
}

function EntryRow({ entry, here, chosen }: EntryRowProps): ReactElement {
  const isChosen = entry.digest === chosen;
  return (
    <tr data-row className={isChosen ? "chosen" : ""}>
      <th scope="row">
        <Go to="/log" search={{ ...here, entry: entry.digest }} open current={isChosen}>
          {shownText(words.whoDid(entry))}
        </Go>
      </th>
      <td className="about">
        <Go to="/log" search={{ subject: entry.subject }}>
          {shownText(words.aboutInWords(entry))}
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
  );
}

/** Says how many acts of the same change are not shown, and leads to all of their kind. */
function FoldedRow({ run }: { readonly run: ActRun }): ReactElement | null {
  const kind = run.shown[0]?.kind ?? "";
  if (run.folded === 0) return null;
  return (
    <tr data-row className="more">
      <td colSpan={5}>
        <Go to="/log" search={{ kind }} open>
          {words.folded(run.folded, kind)}
        </Go>
      </td>
    </tr>
  );
}
