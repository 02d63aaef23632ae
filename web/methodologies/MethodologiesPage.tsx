import "./methodologies.css";
import type { ReactElement } from "react";
import { Type } from "typebox";
import { StoredMethodology } from "../../src/reviews/reviews.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { instantInWords, shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Shell } from "../app/Shell.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { Empty } from "../ui/Empty.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { methodologyPath } from "./methodology-path.ts";
import { words } from "./words.ts";

const MethodologyList = Type.Object({ methodologies: Type.Array(StoredMethodology) });

/** All methodologies with their versions. */
export function MethodologiesPage(): ReactElement {
  const answer = useAnswer(MethodologyList, "/api/methodologies");
  const list = answer.data?.methodologies;
  useRowKeys();
  return (
    <Shell
      title={words.methodologies}
      place={[{ name: words.methodologies, to: "/methodologies" }]}
      findable={(list ?? []).map((each) => ({
        name: `${each.id} ${each.version}`,
        what: words.methodology,
        to: methodologyPath(each),
      }))}
    >
      {list === undefined || answer.isError ? (
        <Unanswered answer={answer} reading={words.reading} />
      ) : (
        <>
          <h1 className="work">{words.methodologies}</h1>
          <p className="lede">{words.listLede}</p>
          {list.length === 0 ? (
            <Empty title={words.emptyTitle} words={words.empty} way={words.emptyWay} />
          ) : (
            <List list={list} />
          )}
        </>
      )}
    </Shell>
  );
}

function List(props: { list: readonly StoredMethodology[] }): ReactElement {
  return (
    <table className="rows plain-table" aria-label={words.methodologies}>
      <thead>
        <tr>
          <th scope="col">{words.methodology}</th>
          <th scope="col">{words.rates}</th>
          <th scope="col">{words.known}</th>
          <th scope="col">{words.digest}</th>
        </tr>
      </thead>
      <tbody>
        {props.list.map((each) => (
          <tr key={methodologyPath(each)} data-row>
            <th scope="row" className="name">
              <Go to={methodologyPath(each)} open>
                <UserText>{`${each.id} ${each.version}`}</UserText>
              </Go>
            </th>
            <td data-head={words.rates}>
              <Go to={`/yardsticks/${each.yardstick}`} className="target">
                <UserText>{each.yardstick}</UserText>
              </Go>
            </td>
            <td data-head={words.known}>{instantInWords(each.known_at).split(",")[0]}</td>
            <td className="mono">{shortDigest(each.digest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
