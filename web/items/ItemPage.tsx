import "./item.css";
import type { ReactElement } from "react";
import { IntervalBar } from "../../charts/interval-bar.ts";
import { LegendParts } from "../../charts/legend.ts";
import { ItemView } from "../../src/determination/determination-views.contract.ts";
import { singular, unknownOf } from "../../src/determination/words.ts";
import { useAddress, usePart } from "../app/address.ts";
import { sentence } from "../app/days.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath, useReview } from "../review/review.ts";
import { weighsScores } from "../review/score-bar.ts";
import { StillComputing } from "../review/StillComputing.tsx";
import { Filters } from "../ui/Filters.tsx";
import { type KeyActions, useKeys } from "../ui/keys.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { useSecondDrawing } from "../ui/use-second-drawing.ts";
import { foldItemRows, type ItemFilter, keepItemRow, sortItemRows } from "./item-rows.ts";
import { ItemTable } from "./ItemTable.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

const rowsOnScreen = 34;

/** One item across all organisations: who proves it, who is unmeasured. */
export function ItemPage(): ReactElement {
  const review = usePart("review");
  const item = usePart("item");
  const { on, asOf } = useAddress();
  const path = `/api/reviews/${review}/items/${item}`;
  const answer = useAnswer(ItemView, path, { on, as_of: asOf });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return (
    <>
      <StillComputing stale={answer.isPlaceholderData} shown={answer.data.on} />
      <Shown view={answer.data} />
    </>
  );
}

function Shown(props: { view: ItemView }): ReactElement {
  const { view } = props;
  const { total } = view;
  const unknown = unknownOf(total);
  const { summary } = useReview();
  useRowKeys();
  useItemKeys(view);
  return (
    <>
      <p className="note mono">
        {view.item} · {view.yardstick}
      </p>
      <h1 className="work">
        <UserText>{view.title}</UserText>
      </h1>
      <p className="lede">
        <strong>{shownText(sentence(view.headline))}</strong> {shownText(view.lede)}
      </p>
      <figure className="item-total">
        <IntervalBar counts={{ ...total, unknown }} height={26} name={view.title} />
        <figcaption className="legend">
          <LegendParts
            words={{
              good: words.good(total.good, total.value.least.percent),
              edge: "",
              unknown: words.unknown(unknown),
              bad: words.bad(total.bad),
            }}
          />
          <span>{shownText(words.shares(total.n, total.units))}</span>
        </figcaption>
      </figure>
      {weighsScores(summary.methodology) ? (
        <p className="note">
          <Go to={`${reviewPath(view.review)}/items/${view.item}/scores`}>{words.toScores}</Go>
        </p>
      ) : null}
      <Rows view={view} />
      <OtherItems view={view} />
    </>
  );
}

function Rows(props: { view: ItemView }): ReactElement {
  const { view } = props;
  const { search } = useAddress();
  const filter = search["show"] ?? "";
  const sort = search["sort"] ?? "";
  const second = useSecondDrawing();
  const kept = view.rows.filter((row) => keepItemRow(row, filter));
  const folded = foldItemRows(
    sortItemRows(kept, sort),
    view.minimum_units,
    filter === "" ? rowsOnScreen : Infinity,
  );
  const { units } = view.total;
  return (
    <>
      <div className="item-controls">
        <ItemFilters view={view} />
        <Density />
      </div>
      {kept.length === 0 ? <p className="note">{words.none}</p> : null}
      {folded.shown.length === 0 ? null : <ItemTable view={view} rows={folded.shown} sort={sort} />}
      {!second || folded.others.length === 0 ? null : (
        <details className="folded">
          <summary>{words.others(folded.others.length, view.minimum_units, units)} </summary>
          <ItemTable view={view} rows={folded.others} sort={sort} />
        </details>
      )}
      {!second || folded.few.length === 0 ? null : (
        <details className="folded">
          <summary>
            {words.few(folded.few.length, view.minimum_units, units)}{" "}
            <span className="soft">{words.fewNote}</span>
          </summary>
          <ItemTable view={view} rows={folded.few} sort={sort} />
        </details>
      )}
      <p className="note after-table no-print">
        {sort === "" ? words.sorted : ""} <kbd>j</kbd> <kbd>k</kbd> {words.keyRow} <kbd>Enter</kbd>{" "}
        {words.keyOpen} <kbd>1</kbd>–<kbd>{Math.min(9, view.items.length)}</kbd> {words.keyItem}
      </p>
    </>
  );
}

function ItemFilters(props: { view: ItemView }): ReactElement {
  const { view } = props;
  const unit = singular(view.total.units);
  const count = (filter: ItemFilter) => view.rows.filter((row) => keepItemRow(row, filter)).length;
  return (
    <Filters
      name="show"
      label={words.filterLabel}
      filters={[
        { key: "", name: words.all, count: view.rows.length },
        { key: "bad", name: words.someBad(unit), count: count("bad") },
        { key: "unknown", name: words.someUnknown, count: count("unknown") },
        { key: "good", name: words.allGood(unit), count: count("good") },
      ]}
    />
  );
}

function Density(): ReactElement {
  const { path, search } = useAddress();
  const comfortable = search["rows"] === "comfortable";
  return (
    <p className="note density no-print">
      {words.rows}{" "}
      <Go to={path} search={{ ...search, rows: "" }} current={!comfortable}>
        {words.compact}
      </Go>
      {" · "}
      <Go to={path} search={{ ...search, rows: "comfortable" }} current={comfortable}>
        {words.comfortable}
      </Go>
    </p>
  );
}

/** Digits go to the items of the yardstick, in their order. */
function useItemKeys(view: ItemView): void {
  const address = useAddress();
  const actions: Record<string, () => void> = {};
  for (const [index, other] of view.items.slice(0, 9).entries()) {
    actions[String(index + 1)] = () => address.go(`${reviewPath(view.review)}/items/${other.item}`);
  }
  useKeys(actions satisfies KeyActions);
}

function OtherItems(props: { view: ItemView }): ReactElement {
  return (
    <nav className="filters" aria-label={words.otherItems}>
      {props.view.items.map((other) => (
        <Go
          key={other.item}
          to={`${reviewPath(props.view.review)}/items/${other.item}`}
          current={other.item === props.view.item}
        >
          <span className="count">{other.item}</span> <UserText>{other.title}</UserText>
        </Go>
      ))}
    </nav>
  );
}
