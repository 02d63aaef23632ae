import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { ItemTotal } from "../../src/determination/determination.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { weighsScores } from "../review/score-bar.ts";
import { reviewPath } from "../review/review.ts";
import { ItemsHead } from "../review/ItemsHead.tsx";
import { UnitsCount } from "../review/UnitsCount.tsx";
import { Count } from "../ui/Count.tsx";
import { OutsideOwners } from "./OutsideOwners.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

/** Each item over all organisations. */
export function WhereItFails(props: {
  readonly summary: DeterminationSummary;
  /** The items that are shown; all of them when left out. */
  readonly items?: readonly ItemTotal[];
  /** Of a long yardstick only so many are shown, those that fail most. */
  readonly limit?: number;
}): ReactElement {
  const { summary } = props;
  const all = props.items ?? summary.enterprise.items;
  const first = summary.enterprise.items[0];
  const limit = props.limit ?? all.length;
  const items = all.length > 2 * limit ? worstFirst(all).slice(0, limit) : all;
  return (
    <section aria-labelledby="fails">
      <h2 id="fails">{words.fails}</h2>
      <p className="note">
        {countsInWords(all)} {words.organisationsNote}
      </p>
      <table className="rows items" aria-labelledby="fails">
        <ItemsHead
          item={words.item}
          bar={words.range100}
          numbers={[words.proved, words.unknown, words.bad, words.organisations]}
        />
        <tbody>
          {items.map((item) => (
            <ItemRow key={item.item} summary={summary} item={item} first={first} />
          ))}
        </tbody>
      </table>
      {items.length === all.length ? null : (
        <p className="note after-table">
          {words.worstFirst(items.length, all.length)}{" "}
          <Go to={`${reviewPath(summary.review)}/items`} className="no-print">
            {words.allItems}
          </Go>
        </p>
      )}
      <OutsideOwners summary={summary} />
    </section>
  );
}

function ItemRow(props: {
  summary: DeterminationSummary;
  item: ItemTotal;
  first: ItemTotal | undefined;
}): ReactElement {
  const { summary, item } = props;
  const unknown = item.unknown + item.unseen;
  return (
    <tr data-row>
      <td className="code soft">{item.item}</td>
      <th scope="row" className="name">
        <Go to={`${reviewPath(summary.review)}/items/${item.item}`} open>
          <UserText>{item.title}</UserText>
        </Go>
        <Below {...props} />
      </th>
      <td className="bar-cell">
        {item.n === 0 ? (
          <AbsentBar because={words.notMeasured} />
        ) : (
          <IntervalBar counts={{ ...item, unknown }} name={item.title} />
        )}
      </td>
      <td className="number proved">
        {item.n === 0 ? (
          <span className="soft">{words.notMeasured}</span>
        ) : (
          `${item.value.least.percent}\u00A0%`
        )}
      </td>
      <td className="number rare">
        <Units summary={summary} item={item} of="unknown" />
      </td>
      <td className="number rare">
        <Units summary={summary} item={item} of="bad" />
      </td>
      <td className="number rare">
        <Count of={item.organisations_bad} />
      </td>
    </tr>
  );
}

/** A count that opens its list; organisations that were scored are no units with a list. */
function Units(props: {
  summary: DeterminationSummary;
  item: ItemTotal;
  of: "bad" | "unknown";
}): ReactElement {
  const { summary, item, of } = props;
  if (weighsScores(summary.methodology) && item.units === "organisations") {
    return <Count of={of === "bad" ? item.bad : item.unknown + item.unseen} />;
  }
  return <UnitsCount review={summary.review} item={item.item} evidence={item} of={of} />;
}

/** Items that fail in most organisations first, then those of which least is known. */
function worstFirst(items: readonly ItemTotal[]): readonly ItemTotal[] {
  return items.toSorted(
    (one, other) =>
      other.organisations_bad - one.organisations_bad ||
      other.organisations_unknown - one.organisations_unknown,
  );
}

/** What stands below the name of an item: that it is the score, or that it counts something else. */
function Below(props: {
  summary: DeterminationSummary;
  item: ItemTotal;
  first: ItemTotal | undefined;
}): ReactElement | null {
  const { summary, item, first } = props;
  const other = first !== undefined && (item.n !== first.n || item.units !== first.units);
  const below = [
    ...(summary.methodology.score_items.length === 1 &&
    summary.methodology.score_items.includes(item.item)
      ? [words.score]
      : []),
    ...(other ? [words.unitsBelow(item.n, item.units)] : []),
  ].join(" · ");
  return below === "" ? null : <span className="below">{below}</span>;
}

const mostRuns = 6;

/** "WT-1 to WT-4 count 24,638 hosts; WT-5 count 1,121 domains, of which 158 have no row" */
export function countsInWords(items: readonly ItemTotal[]): string {
  const runs: { first: ItemTotal; last: ItemTotal }[] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const same = run !== undefined && run.last.n === item.n && run.last.units === item.units;
    if (same && run.last.unseen === item.unseen) run.last = item;
    else runs.push({ first: item, last: item });
  }
  // A catalogue of a thousand items has no such sentence: each row says what it counts.
  if (runs.length > mostRuns) return "";
  const said = runs.map(({ first, last }) =>
    words.counts(words.range(first.item, last.item), first.n, first.units, first.unseen),
  );
  return `${said.join("; ")}.`;
}
