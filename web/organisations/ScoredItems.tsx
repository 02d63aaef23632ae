import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";
import type { RatedItem } from "../../src/determination/determination.contract.ts";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { missingInWords, unknownOf } from "../../src/determination/words.ts";
import { useAddress } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { barOfInterval, intervalInWords } from "../review/score-bar.ts";
import { Filters } from "../ui/Filters.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { pageOf } from "../ui/turn-pages.ts";
import { UserText } from "../ui/UserText.tsx";
import { areApart, keepScored, scoresOf } from "./scored-items.ts";
import { words } from "./words.ts";

const itemsOnPage = 60;

/** Items with self and independent score side by side, where the methodology weighs them. */
export function ScoredItems(props: { readonly view: OrganisationView }): ReactElement {
  const { view } = props;
  const { search } = useAddress();
  const { items } = view.rating;
  const find = search["find"] ?? "";
  const list = pageOf(
    keepScored(items, search["show"] ?? "", find),
    search["page"] ?? "",
    itemsOnPage,
  );
  const trust = items.find(({ combined }) => combined !== undefined)?.combined?.trust;
  const count = (show: string) => keepScored(items, show, find).length;
  return (
    <section aria-labelledby="items">
      <h2 id="items">{words.items}</h2>
      <p className="note">
        {words.scoredNote}{" "}
        {view.methodology.scores === "measured-first" && trust !== undefined
          ? words.trustIs(trust.percent)
          : null}{" "}
        <Go to={`${reviewPath(view.review)}/organisations/${view.rating.organisation}/scores`}>
          {words.toScores}
        </Go>
      </p>
      <div className="list-controls no-print">
        <Filters
          name="show"
          label={words.showItems}
          filters={[
            { key: "", name: words.allItems, count: count("") },
            { key: "apart", name: words.apart, count: count("apart") },
            { key: "open", name: words.openItems, count: count("open") },
            { key: "none", name: words.notScoredItems, count: count("none") },
          ]}
        />
        {items.length > itemsOnPage ? <SearchField label={words.search} /> : null}
      </div>
      {list.total === 0 ? <p className="note">{words.noItems}</p> : null}
      <table className="rows scored" aria-labelledby="items">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {words.item}
            </th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.self}</th>
            <th scope="col">{words.independent}</th>
            <th scope="col" className="number">
              {words.weightHead}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((item) => (
            <Row key={item.item} view={view} item={item} />
          ))}
        </tbody>
      </table>
      <TurnPages list={list} />
    </section>
  );
}

function Row(props: { view: OrganisationView; item: RatedItem }): ReactElement {
  const { view, item } = props;
  const { self, independent } = scoresOf(item);
  const apart = self !== null && independent !== null && areApart(self, independent);
  return (
    <tr data-row>
      <td className="code soft">
        <UserText>{item.item}</UserText>
      </td>
      <th scope="row" className="name">
        <Go to={`${reviewPath(view.review)}/items/${item.item}`} open>
          <UserText>{item.title}</UserText>
        </Go>
        {item.evidence.missing === null ? null : (
          <span className="below">{missingInWords(item.evidence.missing)}</span>
        )}
      </th>
      <td className="score-cell value" data-head={words.value}>
        <IntervalBar
          counts={barOfInterval(item.value)}
          height={12}
          name={item.title}
          words={intervalInWords(item.value)}
        />
        <span className="below">{intervalInWords(item.value)}</span>
      </td>
      <Score score={self} head={words.self} name={item.title} apart={false} />
      <Score score={independent} head={words.independent} name={item.title} apart={apart} />
      <td className="number rare">
        {item.weight === 0 ? <span className="soft">{words.noWeight}</span> : item.weight}
      </td>
    </tr>
  );
}

/** One score as a bar: what it proves, what it leaves open, what it proves not to be. */
function Score(props: {
  score: ItemEvidence | null;
  head: string;
  name: string;
  apart: boolean;
}): ReactElement {
  const { score, head, name, apart } = props;
  return (
    <td className={apart ? "score-cell apart" : "score-cell"} data-head={head}>
      {score === null ? (
        <AbsentBar because={words.notScored} />
      ) : (
        <IntervalBar
          counts={{ ...score, unknown: unknownOf(score) }}
          height={9}
          name={`${name}, ${head}`}
        />
      )}
      {apart ? <span className="visually-hidden">{words.apart}</span> : null}
    </td>
  );
}
