import type { ReactElement } from "react";
import type { CollectionView } from "../../src/evidence/evidence.contract.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Count } from "../ui/Count.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Collections in rows: which source, for which day, what came, and how many rows were left out. */
export function CollectionTable(props: {
  readonly collections: readonly CollectionView[];
  readonly base: string;
  /** Those that count on the day spoken of. */
  readonly counting: ReadonlySet<string>;
}): ReactElement {
  const { collections, base, counting } = props;
  return (
    <table className="rows plain-table" aria-label={words.tableLabel}>
      <thead>
        <tr>
          <th scope="col">{words.collection}</th>
          <th scope="col">{words.day}</th>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.mapping}</th>
          <th scope="col" className="number">
            {words.rows}
          </th>
        </tr>
      </thead>
      <tbody>
        {collections.map((each) => (
          <tr key={each.id} data-row>
            <th scope="row" className="name">
              <Go to={`${base}/${each.id}`} open>
                <UserText>{each.id}</UserText>
              </Go>
              <span className="below breaks">
                <UserText>
                  {[
                    each.file_name,
                    each.revises === null ? "" : words.revises(each.revises),
                    counting.has(each.id) ? words.counts : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </UserText>
              </span>
            </th>
            <td>{dayInWords(each.day)}</td>
            <td className={each.kind === "due" ? "due-only" : ""}>{words.kinds[each.kind]}</td>
            <td className="mono" data-head={words.mapping}>
              <UserText>{each.mapping}</UserText>
            </td>
            <td className="number" data-head={words.rows}>
              <Count of={each.rows} />
              <span className="below">{leftOut(each)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What of a file is not counted as it stands; empty where all of it is. */
export function leftOut(collection: CollectionView): string {
  return [
    collection.left_out === 0 ? "" : words.leftOut(collection.left_out),
    collection.stale_rows === 0 ? "" : words.stale(collection.stale_rows),
    collection.combined_rows === 0 ? "" : words.combined(collection.combined_rows),
  ]
    .filter(Boolean)
    .join(" · ");
}
