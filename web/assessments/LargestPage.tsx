import "./scores.css";
import type { ReactElement } from "react";
import { LargestDivergences } from "../../src/assessments/divergence.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath } from "../review/review.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { UserText } from "../ui/UserText.tsx";
import { differenceOf, scaleOfValue } from "./score-rows.ts";
import { ScoreTrack } from "./ScoreTrack.tsx";
import { words } from "./words.ts";

const onPage = "100";

/** The pairs of scores that lie furthest apart, over all organisations and items. */
export function LargestPage(): ReactElement {
  const review = usePart("review");
  const { on, asOf, search } = useAddress();
  const higher = search["higher"] ?? "";
  const answer = useAnswer(LargestDivergences, `/api/reviews/${review}/divergence/largest`, {
    on,
    as_of: asOf,
    higher,
    after: search["after"],
    limit: onPage,
  });
  useRowKeys();
  if (answer.data === undefined || answer.isError) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return <Shown page={answer.data} higher={higher} />;
}

function Shown(props: { page: LargestDivergences; higher: string }): ReactElement {
  const { page, higher } = props;
  const { path, search } = useAddress();
  const base = reviewPath(page.review);
  const filters = ["", "self", "independent"] as const;
  return (
    <>
      <p className="note">
        <Go to={`${base}/scores`}>{words.tab}</Go>
      </p>
      <h1 className="work">{words.largestHeadline(page.total)}</h1>
      <p className="lede">{words.largestNote}</p>
      <nav className="filters" aria-label={words.showItems}>
        {filters.map((each) => (
          <Go
            key={each}
            to={path}
            search={{ ...search, higher: each, after: "" }}
            current={each === higher}
          >
            {words.largestHigher[each]}
          </Go>
        ))}
      </nav>
      {page.pairs.length === 0 ? null : <Pairs page={page} />}
      {page.next === null ? null : (
        <p className="filters">
          <Go to={path} search={{ ...search, after: page.next }}>
            {words.next}
          </Go>
        </p>
      )}
    </>
  );
}

function Pairs(props: { page: LargestDivergences }): ReactElement {
  const { page } = props;
  const base = reviewPath(page.review);
  return (
    <table className="rows plain-table largest" aria-label={words.largest}>
      <thead>
        <tr>
          <th scope="col">{words.organisation}</th>
          <th scope="col">{words.item}</th>
          <th scope="col" className="value-head">
            {words.self}
          </th>
          <th scope="col" className="value-head">
            {words.independent}
          </th>
          <th scope="col">{words.scale}</th>
          <th scope="col">{words.difference}</th>
        </tr>
      </thead>
      <tbody>
        {page.pairs.map((pair) => {
          const scale = scaleOfValue(pair.self);
          const difference = differenceOf(scale, pair.self, pair.independent);
          return (
            <tr key={`${pair.organisation} ${pair.item}`} data-row>
              <th scope="row" className="name">
                <Go
                  to={`${base}/organisations/${pair.organisation}/scores`}
                  search={{ find: pair.label }}
                  open
                >
                  <UserText>{pair.name}</UserText>
                </Go>
              </th>
              <td data-head={words.item}>
                <Go to={`${base}/items/${pair.item}/scores`} className="target">
                  <UserText>{`${pair.label} ${pair.title}`}</UserText>
                </Go>
              </td>
              <td className="value-head" data-head={words.self}>
                {words.value(pair.self)}
              </td>
              <td className="value-head" data-head={words.independent}>
                {words.value(pair.independent)}
              </td>
              <td className="track-cell">
                <ScoreTrack
                  scale={scale}
                  self={pair.self}
                  independent={pair.independent}
                  sides={["self", "independent"]}
                />
              </td>
              <td className={difference.wide ? "difference wide" : "difference"}>
                {words.apartBy(difference, scale, pair.self, pair.independent)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
