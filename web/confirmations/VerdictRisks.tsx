import type { ReactElement } from "react";
import type { Verdict } from "../../src/confirmations/verdicts.contract.ts";
import type { RiskPage } from "../../src/findings/risks.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

interface VerdictRisksProps {
  readonly risks: RiskPage["records"];
  readonly verdict: Verdict;
}

/** Risk by risk: what it is, what the organisation replied, and the final word. */
export function VerdictRisks(props: VerdictRisksProps): ReactElement {
  const { risks, verdict } = props;
  if (risks.length === 0) return <p className="note">{words.noRisks}</p>;
  return (
    <ol className="verdict-risks">
      {risks.map(({ id, content }) => {
        const replied = verdict.reply?.points.find(({ risk }) => risk === id);
        const final = verdict.final_word?.points.find(({ risk }) => risk === id);
        return (
          <li key={id}>
            <div>
              <h3>
                <Go to={`${reviewPath(verdict.review)}/findings/${id}`}>{id}</Go>{" "}
                <UserText>{content.title}</UserText>
              </h3>
              <p>
                {words.severity[content.severity]}. <UserText>{content.statement}</UserText>
              </p>
              {content.effect === "" ? null : (
                <p className="soft">
                  {words.effect} <UserText>{content.effect}</UserText>
                </p>
              )}
            </div>
            <dl>
              <Point
                name={words.theReply}
                word={replied === undefined ? "" : words.positions[replied.position]}
                text={replied?.text ?? ""}
              />
              <Point
                name={words.theFinalWord}
                word={final === undefined ? "" : words.finals[final.word]}
                text={final?.text ?? ""}
              />
            </dl>
          </li>
        );
      })}
    </ol>
  );
}

function Point(props: {
  readonly name: string;
  /** Empty where nothing was said. */
  readonly word: string;
  readonly text: string;
}): ReactElement {
  const { name, word, text } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {word === "" ? <span className="soft">{words.notSaid}</span> : <strong>{word}</strong>}
        {text === "" ? null : (
          <>
            {". "}
            <UserText>{text}</UserText>
          </>
        )}
      </dd>
    </div>
  );
}
