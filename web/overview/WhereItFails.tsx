import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import type { ItemTotal } from "../../src/determination/determination.contract.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { ItemsHead } from "../review/ItemsHead.tsx";
import { UnitsCount } from "../review/UnitsCount.tsx";
import { Count } from "../ui/Count.tsx";
import { OutsideOwners } from "./OutsideOwners.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";

/** Each item over all organisations. */
export function WhereItFails(props: { readonly summary: DeterminationSummary }): ReactElement {
  const { summary } = props;
  const first = summary.enterprise.items[0];
  return (
    <section aria-labelledby="fails">
      <h2 id="fails">{words.fails}</h2>
      <p className="note">
        {countsInWords(summary.enterprise.items)}. {words.organisationsNote}
      </p>
      <table className="rows items" aria-labelledby="fails">
        <ItemsHead
          item={words.item}
          bar={words.range100}
          numbers={[words.proved, words.unknown, words.bad, words.organisations]}
        />
        <tbody>
          {summary.enterprise.items.map((item) => (
            <ItemRow key={item.item} summary={summary} item={item} first={first} />
          ))}
        </tbody>
      </table>
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
        <UnitsCount review={summary.review} item={item.item} evidence={item} of="unknown" />
      </td>
      <td className="number rare">
        <UnitsCount review={summary.review} item={item.item} evidence={item} of="bad" />
      </td>
      <td className="number rare">
        <Count of={item.organisations_bad} />
      </td>
    </tr>
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
    ...(summary.methodology.score_items.includes(item.item) ? [words.score] : []),
    ...(other ? [words.unitsBelow(item.n, item.units)] : []),
  ].join(" · ");
  return below === "" ? null : <span className="below">{below}</span>;
}

/** "WT-1 to WT-4 count 24,638 hosts; WT-5 count 1,121 domains, of which 158 have no row" */
export function countsInWords(items: readonly ItemTotal[]): string {
  const runs: { first: ItemTotal; last: ItemTotal }[] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const same = run !== undefined && run.last.n === item.n && run.last.units === item.units;
    if (same && run.last.unseen === item.unseen) run.last = item;
    else runs.push({ first: item, last: item });
  }
  return runs
    .map(({ first, last }) =>
      words.counts(words.range(first.item, last.item), first.n, first.units, first.unseen),
    )
    .join("; ");
}
