import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { ItemView } from "../../src/determination/determination-views.contract.ts";
import { capital, missingInWords, unknownOf } from "../../src/determination/words.ts";
import { useAddress } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UnitsCount } from "../review/UnitsCount.tsx";
import { Count } from "../ui/Count.tsx";
import { SortHead } from "../ui/SortHead.tsx";
import type { ItemRow } from "./item-rows.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

interface ItemTableProps {
  readonly view: ItemView;
  readonly rows: readonly ItemRow[];
  readonly sort: string;
}

/** Organisations by one item. */
export function ItemTable(props: ItemTableProps): ReactElement {
  const { view, sort } = props;
  const { search } = useAddress();
  const comfortable = search["rows"] === "comfortable";
  const { units } = view.total;
  return (
    <table
      className={comfortable ? "rows by-item" : "rows by-item compact"}
      aria-label={words.tableLabel}
    >
      <thead>
        <tr>
          <SortHead column="name" words={words.organisation} sort={sort} upFirst />
          <th scope="col" className="bar-head">
            {shownText(words.bar(units))}
          </th>
          <SortHead column="proved" words={words.proved} sort={sort} number />
          <SortHead column="best" words={words.atBest} sort={sort} number />
          <SortHead column="unknown" words={words.unknownHead} sort={sort} number />
          <SortHead column="bad" words={words.badHead} sort={sort} number />
          <SortHead column="good" words={words.goodHead} sort={sort} number />
          <SortHead column="units" words={capital(units)} sort={sort} number />
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.organisation} view={view} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { view: ItemView; row: ItemRow }): ReactElement {
  const { view, row } = props;
  const { evidence } = row;
  const unknown = unknownOf(evidence);
  const counted = {
    review: view.review,
    item: view.item,
    organisation: row.organisation,
    evidence,
  };
  return (
    <tr data-row>
      <th scope="row" className="name">
        <Go to={`${reviewPath(view.review)}/organisations/${row.organisation}`} open>
          <UserText>{row.name}</UserText>
        </Go>
      </th>
      <td className="bar-cell">
        {evidence.n === 0 ? (
          <AbsentBar because={missingInWords(evidence.missing ?? "no-collection")} />
        ) : (
          <IntervalBar counts={{ ...evidence, unknown }} height={10} name={row.name} />
        )}
      </td>
      {evidence.n === 0 ? (
        <td className="number proved soft" colSpan={2}>
          {words.nothing}
        </td>
      ) : (
        <>
          <td className="number proved">{`${row.value.least.percent}\u00A0%`}</td>
          <td className="number rare">{`${row.value.most.percent}\u00A0%`}</td>
        </>
      )}
      <td className="number rare">
        <strong>
          <UnitsCount {...counted} of="unknown" />
        </strong>
      </td>
      <td className="number rare">
        <UnitsCount {...counted} of="bad" />
      </td>
      <td className="number rare">
        <UnitsCount {...counted} of="good" />
      </td>
      <td className="number rare">
        <Count of={evidence.n} />
      </td>
    </tr>
  );
}
