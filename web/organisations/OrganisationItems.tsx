import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { RatedItem } from "../../src/determination/determination.contract.ts";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { missingInWords, unknownOf } from "../../src/determination/words.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { ItemsHead } from "../review/ItemsHead.tsx";
import { UnitsCount } from "../review/UnitsCount.tsx";
import { useAddress } from "../app/address.ts";
import { SearchField } from "../ui/SearchField.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { hasWords, pageOf } from "../ui/turn-pages.ts";
import { ScoredItems } from "./ScoredItems.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

const itemsOnPage = 60;

/** Every item of the yardstick for one organisation. */
export function OrganisationItems(props: { readonly view: OrganisationView }): ReactElement {
  const { view } = props;
  const { search } = useAddress();
  const { items } = view.rating;
  if (items.some(({ combined }) => combined !== undefined)) return <ScoredItems view={view} />;
  const heads = [words.proved, words.atBest, words.good, words.unknown, words.bad, words.rank];
  const found = items.filter((each) =>
    hasWords(`${each.item} ${each.title}`, search["find"] ?? ""),
  );
  const list = pageOf(found, search["page"] ?? "", itemsOnPage);
  return (
    <section aria-labelledby="items">
      <h2 id="items">{words.items}</h2>
      {items.length <= itemsOnPage ? null : (
        <div className="list-controls no-print">
          <SearchField label={words.search} />
        </div>
      )}
      <table className="rows items" aria-labelledby="items">
        <ItemsHead item={words.item} bar={words.range100} numbers={heads} />
        <tbody>
          {list.rows.map((item) => (
            <ItemRow key={item.item} view={view} item={item} />
          ))}
        </tbody>
      </table>
      <TurnPages list={list} />
      <p className="note after-table">{words.rankNote}</p>
    </section>
  );
}

function ItemRow(props: { view: OrganisationView; item: RatedItem }): ReactElement {
  const { view, item } = props;
  const { evidence, value } = item;
  const unknown = unknownOf(evidence);
  const counted = {
    review: view.review,
    item: item.item,
    organisation: view.rating.organisation,
    evidence,
  };
  const rank = view.ranks[item.item] ?? "";
  return (
    <tr>
      <td className="code soft">{item.item}</td>
      <th scope="row" className="name">
        <Go to={`${reviewPath(view.review)}/items/${item.item}`}>
          <UserText>{item.title}</UserText>
        </Go>
        {evidence.missing === null ? null : (
          <span className="below">{missingInWords(evidence.missing)}</span>
        )}
      </th>
      <td className="bar-cell">
        {evidence.n === 0 ? (
          <AbsentBar because={missingInWords(evidence.missing ?? "no-collection")} />
        ) : (
          <IntervalBar counts={{ ...evidence, unknown }} name={item.title} />
        )}
      </td>
      <td className="number proved">{words.percent(value.least.percent)}</td>
      <td className="number rare">{words.percent(value.most.percent)}</td>
      <td className="number rare">
        <UnitsCount {...counted} of="good" />
      </td>
      <td className="number rare">
        <UnitsCount {...counted} of="unknown" />
      </td>
      <td className="number rare">
        <UnitsCount {...counted} of="bad" />
      </td>
      <td className="number rare">
        {rank === "" ? <span className="soft">{words.tooFew}</span> : rank}
      </td>
    </tr>
  );
}
