import type { ReactElement } from "react";
import { IntervalBar } from "../../charts/interval-bar.ts";
import type {
  MethodologyComparison,
  MethodologyMoved,
} from "../../src/determination/methodology-comparison.contract.ts";
import { useAddress } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { Filters } from "../ui/Filters.tsx";
import { RatingMark } from "../ui/RatingMark.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { pageOf } from "../ui/turn-pages.ts";
import { UserText } from "../ui/UserText.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { words } from "./words.ts";

const rowsOnPage = 50;
const moves = ["higher", "lower", "rated", "unrated", "other", "same"] as const;

/** Every organisation under both methodologies, those that move first, with the reasons. */
export function MovedByRule(props: {
  readonly comparison: MethodologyComparison;
  readonly base: string;
}): ReactElement {
  const { comparison, base } = props;
  const { search } = useAddress();
  useRowKeys();
  const show = search["show"] ?? "";
  const rows = comparison.organisations.filter(({ move }) => show === "" || move === show);
  const list = pageOf(rows, search["page"] ?? "", rowsOnPage);
  const { a, b } = comparison;
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <Filters
        name="show"
        label={words.filter}
        filters={[
          { key: "", name: words.all, count: comparison.organisations.length },
          ...moves
            .map((move) => ({
              key: move,
              name: words.moves[move],
              count: comparison.counts[move] ?? 0,
            }))
            .filter(({ count }) => count > 0),
        ]}
      />
      {rows.length === 0 ? <p className="note">{words.none}</p> : null}
      <table className="rows plain-table moved-by-rule" aria-labelledby="who">
        <thead>
          <tr>
            <th scope="col">{words.organisation}</th>
            <th scope="col">
              <UserText>{`${a.id} ${a.version}`}</UserText>
            </th>
            <th scope="col">
              <UserText>{`${b.id} ${b.version}`}</UserText>
            </th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row key={row.organisation} row={row} base={base} names={[a.id, b.id]} />
          ))}
        </tbody>
      </table>
      <TurnPages list={list} />
    </section>
  );
}

function Row(props: {
  row: MethodologyMoved;
  base: string;
  names: readonly [string, string];
}): ReactElement {
  const { row, base, names } = props;
  return (
    <tr data-row>
      <th scope="row" className="name">
        <Go to={`${base}/organisations/${row.organisation}`} open>
          <UserText>{row.name}</UserText>
        </Go>
        <span className="below">{words.moves[row.move]}</span>
      </th>
      <Side side={row.a} head={names[0]} name={row.name} />
      <Side side={row.b} head={names[1]} name={row.name} />
      <td>
        {row.because.length === 0 ? (
          <span className="soft">{words.sameWords}</span>
        ) : (
          <ul className="why-moved">
            {row.because.map((because) => (
              <li key={because}>
                <UserText>{because}</UserText>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Side(props: { side: MethodologyMoved["a"]; head: string; name: string }): ReactElement {
  const { side, head, name } = props;
  const { least, most } = side.score;
  const all = 1_000_000_000;
  const counts = {
    good: least.billionths,
    bad: all - most.billionths,
    unknown: most.billionths - least.billionths,
    n: all,
  };
  return (
    <td data-head={head} className="bar-cell">
      <RatingMark rating={side.rating} also="" />
      <IntervalBar
        counts={counts}
        height={9}
        name={name}
        words={words.score(least.percent, most.percent)}
      />
      <span className="below">{words.score(least.percent, most.percent)}</span>
    </td>
  );
}
