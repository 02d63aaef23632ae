import type { ReactElement } from "react";
import { OneStages } from "../../src/assessments/stages.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { words as scoreWords } from "../assessments/words.ts";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

const sides = ["self", "independent"] as const;

/** How far both sides of an assessment are, and the systems that are scored by themselves. */
export function HowFar(props: { review: string; organisation: string }): ReactElement | null {
  const { review, organisation } = props;
  const path = `/api/reviews/${review}/organisations/${organisation}/stages`;
  const answer = useAnswer(OneStages, path);
  // Whoever may not see it sees the rating all the same.
  if (answer.data === undefined) return null;
  const { hidden, systems, people, ...stages } = answer.data;
  const base = `${reviewPath(review)}/organisations`;
  return (
    <section className="section" aria-labelledby="how-far">
      <h2 id="how-far">{words.howFar}</h2>
      {sides
        .filter((side) => !hidden.includes(side))
        .map((side) => {
          const { stage, scored, of, since, by, days_late: late } = stages[side];
          const who = by === null ? "" : (people[by] ?? by);
          return (
            <p key={side}>
              {scoreWords.progressHead[side]}: <strong>{scoreWords.stageNames[stage]}</strong>
              <span className="soft">
                {since === null ? "" : `, ${shownText(scoreWords.since(since.slice(0, 10), who))}`}
                {` · ${scoreWords.stageLine(scored, of)}`}
              </span>
              {late > 0 ? <strong className="late"> · {scoreWords.late(late)}</strong> : null}
            </p>
          );
        })}
      {systems.length === 0 ? null : (
        <>
          <p className="note">{words.systemsNote}</p>
          <ul className="side-list">
            {systems.map((system) => (
              <li key={system.organisation}>
                <Go to={`${base}/${system.organisation}/scores`}>
                  <UserText>{system.name}</UserText>
                </Go>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
