import "./methodologies.css";
import type { ReactElement } from "react";
import { Type } from "typebox";
import { MethodologyComparison } from "../../src/determination/methodology-comparison.contract.ts";
import { StoredMethodology } from "../../src/reviews/reviews.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath, useReview } from "../review/review.ts";
import { Go } from "../app/Go.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Empty } from "../ui/Empty.tsx";
import { UserText } from "../ui/UserText.tsx";
import { StillComputing } from "../review/StillComputing.tsx";
import { shownText } from "../../src/kit/shown-text.ts";
import { MovedByRule } from "./MovedByRule.tsx";
import { methodologyPath } from "./methodology-path.ts";
import { words } from "./words.ts";

const MethodologyList = Type.Object({ methodologies: Type.Array(StoredMethodology) });

/** Two methodologies on the same evidence: who is shown otherwise, and why. */
export function ComparedMethodologiesPage(): ReactElement {
  const { summary } = useReview();
  const { search } = useAddress();
  const list = useAnswer(MethodologyList, "/api/methodologies");
  if (list.isError || list.data === undefined) {
    return <Unanswered answer={list} reading={words.reading} />;
  }
  const { yardstick, methodology } = summary;
  const names = list.data.methodologies
    .filter((each) => each.yardstick === `${yardstick.id}@${yardstick.version}`)
    .map(({ id, version }) => `${id}@${version}`);
  const a = search["a"] ?? `${methodology.id}@${methodology.version}`;
  const b = search["b"] ?? names.find((name) => name !== a) ?? "";
  if (b === "") {
    return (
      <>
        <h1 className="work">{words.needTwo}</h1>
        <Empty title={words.compareTitle} words={words.needTwoWords} way={words.needTwoWay} />
      </>
    );
  }
  return <Compared names={names} a={a} b={b} />;
}

function Compared(props: { names: readonly string[]; a: string; b: string }): ReactElement {
  const { names, a, b } = props;
  const { summary } = useReview();
  const address = useAddress();
  const query = { a, b, on: address.on, as_of: address.asOf };
  const path = `/api/reviews/${summary.review}/methodology-comparison`;
  const answer = useAnswer(MethodologyComparison, path, query);
  const options = [...new Set([...names, a, b])].map((name) => ({ value: name, name }));
  return (
    <>
      <div className="choose no-print">
        <Choice
          label={words.a}
          value={a}
          options={options}
          choose={(chosen) => address.change({ a: chosen, b })}
        />
        <Choice
          label={words.b}
          value={b}
          options={options}
          choose={(chosen) => address.change({ a, b: chosen })}
        />
      </div>
      {answer.isError || answer.data === undefined ? (
        <Unanswered answer={answer} reading={words.computing} />
      ) : (
        <>
          <StillComputing stale={answer.isPlaceholderData} shown={answer.data.on} />
          <h1 className="work">{shownText(answer.data.headline)}</h1>
          <p className="lede">{words.compareLede}</p>
          <Rules comparison={answer.data} />
          <MovedByRule comparison={answer.data} base={reviewPath(summary.review)} />
        </>
      )}
    </>
  );
}

function Rules(props: { comparison: MethodologyComparison }): ReactElement {
  const { a, b, rules } = props.comparison;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{words.rules}</h2>
      {rules.length === 0 ? (
        <p className="note">{words.noRules}</p>
      ) : (
        <table className="rows plain-table two-rules" aria-labelledby="rules">
          <thead>
            <tr>
              <th scope="col">{words.rule}</th>
              {[a, b].map((each) => (
                <th key={each.digest} scope="col">
                  <Go to={methodologyPath(each)}>
                    <UserText>{`${each.id} ${each.version}`}</UserText>
                  </Go>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.what}>
                <th scope="row">{rule.what}</th>
                <td data-head={`${a.id} ${a.version}`}>
                  <UserText>{rule.a}</UserText>
                </td>
                <td data-head={`${b.id} ${b.version}`}>
                  <UserText>{rule.b}</UserText>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
