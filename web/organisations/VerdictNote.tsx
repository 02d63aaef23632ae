import "../confirmations/confirmations.css";
import type { ReactElement } from "react";
import { ShownVerdict } from "../../src/confirmations/verdicts.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { StageMark } from "../confirmations/StageMark.tsx";
import { displayNamed } from "../confirmations/verdict-state.ts";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/**
 * Where the verdict on an organisation stands, beside its rating: sent for reply, replied, confirmed.
 * Nothing where no draft was sent, and where whoever looks may not see it.
 */
export function VerdictNote(props: {
  readonly review: string;
  readonly organisation: string;
}): ReactElement | null {
  const { review, organisation } = props;
  const path = `/api/reviews/${review}/organisations/${organisation}/verdict`;
  const { data: verdict } = useAnswer(ShownVerdict, path);
  if (verdict === undefined) return null;
  const { confirmed, displays, on, stage } = verdict;
  return (
    <p className="verdict-note">
      <Go to={`${reviewPath(review)}/organisations/${organisation}/verdict`}>
        {words.verdictOn(dayInWords(on))}
      </Go>
      <StageMark stage={stage} />
      {confirmed === null ? null : (
        <strong>
          <UserText>{displayNamed(displays, confirmed).name}</UserText>
        </strong>
      )}
      {verdict.superseded ? <span className="soft">{words.verdictSuperseded}</span> : null}
    </p>
  );
}
