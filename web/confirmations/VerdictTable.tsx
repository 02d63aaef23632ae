import type { ReactElement } from "react";
import type { Verdict, VerdictPage } from "../../src/confirmations/verdicts.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { RatingMark } from "../ui/RatingMark.tsx";
import { UserText } from "../ui/UserText.tsx";
import { StageMark } from "./StageMark.tsx";
import { displayNamed, lastDay } from "./verdict-state.ts";
import { words } from "./words.ts";

/** Verdicts, one a row: whom they are about, what they say, and where they stand. */
export function VerdictTable(props: { readonly page: VerdictPage }): ReactElement {
  const { page } = props;
  return (
    <table className="rows plain-table verdicts" aria-label={words.table}>
      <thead>
        <tr>
          {[words.organisation, words.stage, words.rating, words.replyUntil, words.signed].map(
            (name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {page.verdicts.map((verdict) => (
          <Row key={verdict.organisation} of={verdict} page={page} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { readonly of: Verdict; readonly page: VerdictPage }): ReactElement {
  const { of: verdict, page } = props;
  const { organisation, name, stage, computed, at_best, confirmed, signatures } = verdict;
  const shown = displayNamed(page.displays, confirmed ?? computed);
  const also =
    confirmed !== null && confirmed !== computed
      ? words.computedAs(displayNamed(page.displays, computed).name)
      : confirmed === null && at_best !== computed
        ? words.atBest(displayNamed(page.displays, at_best).name)
        : "";
  return (
    <tr data-row>
      <th scope="row" className="name">
        <Go to={`${reviewPath(page.review)}/organisations/${organisation}/verdict`} open>
          <UserText>{name}</UserText>
        </Go>
      </th>
      <td>
        <StageMark stage={stage} />
        {verdict.superseded ? (
          <span className="below late-mark">{words.supersededMark}</span>
        ) : null}
      </td>
      <td>
        <RatingMark rating={shown} also={also} />
      </td>
      <td data-head={words.replyUntil}>{dayInWords(lastDay(verdict))}</td>
      <td data-head={words.signed}>
        {signatures.length === 0 ? (
          <span className="soft">{words.nobody}</span>
        ) : (
          shownText(signatures.map(({ by_name }) => by_name).join(", "))
        )}
      </td>
    </tr>
  );
}
