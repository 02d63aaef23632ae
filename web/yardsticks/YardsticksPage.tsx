import "./yardsticks.css";
import type { ReactElement } from "react";
import { YardstickList, type YardstickSummary } from "../../src/yardsticks/yardsticks.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { instantInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Shell } from "../app/Shell.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { Count } from "../ui/Count.tsx";
import { Empty } from "../ui/Empty.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { words } from "./words.ts";
import { yardstickPath } from "./yardstick-path.ts";

/** All yardsticks with their versions, side by side. */
export function YardsticksPage(): ReactElement {
  const answer = useAnswer(YardstickList, "/api/yardsticks");
  const yardsticks = answer.data?.yardsticks;
  useRowKeys();
  return (
    <Shell
      title={words.yardsticks}
      place={[{ name: words.yardsticks, to: "/yardsticks" }]}
      findable={(yardsticks ?? []).map((each) => ({
        name: each.title,
        what: words.yardstick,
        to: yardstickPath(each),
      }))}
    >
      {yardsticks === undefined || answer.isError ? (
        <Unanswered answer={answer} reading={words.reading} />
      ) : (
        <>
          <h1 className="work">{words.yardsticks}</h1>
          <p className="lede">{words.listLede}</p>
          {yardsticks.length === 0 ? (
            <Empty title={words.emptyTitle} words={words.empty} way={words.emptyWay} />
          ) : (
            <List yardsticks={yardsticks} />
          )}
        </>
      )}
    </Shell>
  );
}

function List(props: { yardsticks: readonly YardstickSummary[] }): ReactElement {
  return (
    <>
      <table className="rows plain-table" aria-label={words.yardsticks}>
        <thead>
          <tr>
            <th scope="col">{words.yardstick}</th>
            <th scope="col">{words.made}</th>
            <th scope="col">{words.known}</th>
            <th scope="col" className="number">
              {words.items}
            </th>
            <th scope="col" className="number">
              {words.withdrawn}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.yardsticks.map((each) => (
            <tr key={yardstickPath(each)} data-row>
              <th scope="row" className="name">
                <Go to={yardstickPath(each)} open>
                  <UserText>{each.title}</UserText>
                </Go>
                <span className="below mono breaks">
                  {each.id}@{each.version}
                </span>
              </th>
              <td>{words.origins[each.origin] ?? <UserText>{each.origin}</UserText>}</td>
              <td className="nowrap">{instantInWords(each.known_at).split(",")[0]}</td>
              <Counted head={words.items} count={each.items} />
              <Counted head={words.withdrawn} count={each.withdrawn} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note after-table no-print">{words.way}</p>
    </>
  );
}

function Counted(props: { head: string; count: number | null }): ReactElement {
  return (
    <td className="number" data-head={props.head}>
      {props.count === null ? (
        <span className="soft">{words.notCounted}</span>
      ) : (
        <Count of={props.count} />
      )}
    </td>
  );
}
