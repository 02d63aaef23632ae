import "./scores.css";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactElement, use, useDeferredValue, useMemo } from "react";
import type { ScoreKind, ScoreSheet } from "../../src/assessments/scores.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { withQuery } from "../app/fetch-json.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { ReviewContext, reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { keepRows, rowsOfSheet, tallyOf } from "./score-rows.ts";
import { ScoreControls, useNarrowing } from "./ScoreControls.tsx";
import { SheetAnswer } from "./sheet-answer.ts";
import { StageBar } from "./StageBar.tsx";
import { sidesOf } from "./sides.ts";
import { useScores } from "./use-scores.ts";
import { words } from "./words.ts";
import { WorkingView } from "./WorkingView.tsx";

/** All items of one organisation with both scores: entered fast, and seen where they disagree. */
export function OrganisationScoresPage(): ReactElement {
  const review = usePart("review");
  const organisation = usePart("organisation");
  const { on, asOf } = useAddress();
  const path = `/api/reviews/${review}/organisations/${organisation}/scores`;
  const answer = useAnswer(SheetAnswer, path, { on, as_of: asOf });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return <Known sheet={answer.data} answer={answer} />;
}

/** The page of one day, with what is still on its way. */
function Known(props: {
  sheet: ScoreSheet;
  answer: Pick<UseQueryResult, "isPlaceholderData" | "refetch">;
}): ReactElement {
  const { sheet: data, answer } = props;
  const { on, asOf } = useAddress();
  return (
    <>
      {answer.isPlaceholderData ? (
        <p className="busy" role="status">
          {words.readingDay(on, data.on)}
        </p>
      ) : null}
      <Shown
        key={`${data.organisation} ${data.on} ${asOf}`}
        sheet={data}
        sides={sidesOf(data)}
        asOf={asOf}
        refetch={() => void answer.refetch()}
      />
    </>
  );
}

function Shown(props: {
  sheet: ScoreSheet;
  sides: readonly ScoreKind[];
  asOf: string;
  refetch: () => void;
}): ReactElement {
  const { sheet, sides, asOf } = props;
  const { review, organisation } = sheet;
  const closed = useMemo(
    () => ({
      self: closedWords(sheet, "self", asOf),
      independent: closedWords(sheet, "independent", asOf),
    }),
    [sheet, asOf],
  );
  const rows = useMemo(() => rowsOfSheet(sheet, closed), [sheet, closed]);
  const scores = useScores(review, sheet.on, `${review} ${organisation} ${sheet.on}`);
  const narrowing = useNarrowing();
  const { show, group, find } = narrowing;
  // A row stays under the hand that changes it: rows are chosen anew when the filter is, not the score.
  const kept = useMemo(
    () => keepRows(rows, { show, group, find }, scores.now),
    [rows, show, group, find, scores.now],
  );
  // What is counted over all rows follows the key that was pressed; the row itself does not wait.
  const settled = useDeferredValue(scores.standing);
  const tally = useMemo(() => tallyOf(rows, settled), [rows, settled]);
  const levels = rows.every(({ scale }) => scale === "level");
  const base = reviewPath(review);
  const shown = use(ReviewContext);
  const counting = words.counting[shown?.summary.methodology.scores ?? ""] ?? "";
  return (
    <>
      <p className="note">
        <UserText>{words.eyebrow(sheet.yardstick, kept.length, rows.length)}</UserText>
      </p>
      <h1 className="work">
        <UserText>
          {sides.length === 2
            ? words.headline(sheet.name, tally, levels)
            : words.blindHeadline(sheet.name, tally.scored.independent, tally.items)}
        </UserText>
      </h1>
      <p className="lede">
        {sides.length === 2
          ? `${words.higher(tally)} ${words.missing(tally)} ${counting}`.trim()
          : words.blind}
      </p>
      {sheet.within === null ? null : (
        <p className="note">{shownText(words.within(sheet.within.name))}</p>
      )}
      <StageBar
        review={review}
        organisation={organisation}
        stages={sheet.stages}
        people={sheet.people}
        sides={sides}
        live={sides.map((side) => tally.scored[side])}
        refetch={props.refetch}
      />
      <Systems sheet={sheet} />
      <ScoreControls
        rows={rows}
        sides={sides}
        standing={settled}
        narrowing={narrowing}
        all={words.all}
        label={words.showItems}
      />
      <WorkingView
        key={`${show} ${group} ${find}`}
        review={review}
        head={words.item}
        label={words.table}
        rows={kept}
        sides={sides}
        scores={scores}
        nothing={words.nothingLeft}
        link={(row) => ({
          to: `${base}/items/${row.item}/scores`,
          words: words.toItem,
        })}
      />
      <nav className="other-views no-print" aria-label={words.otherViews}>
        <Go to={`${base}/organisations/${organisation}`}>{words.toRating}</Go>
        <Go to={`${base}/scores`}>{words.toOverview}</Go>
        <Go to={`${base}/organisations/${sheet.within?.organisation ?? organisation}/profile`}>
          {words.toProfile}
        </Go>
        {sheet.may_give.map((kind) => (
          <a
            key={kind}
            href={withQuery(`/api/reviews/${review}/organisations/${organisation}/workbook`, {
              kind,
              day: sheet.on,
            })}
            download
          >
            {words.workbook(kind)}
          </a>
        ))}
        {sheet.may_give.length === 0 ? null : (
          <Go to={`${base}/scores/workbook`}>{words.toWorkbook}</Go>
        )}
      </nav>
    </>
  );
}

/** Why a side takes no score, in one sentence; empty where it does. */
function closedWords(sheet: ScoreSheet, kind: ScoreKind, asOf: string): string {
  if (asOf !== "") return words.replay;
  if (!sheet.may_give.includes(kind)) {
    return sheet.stages[kind].locked ? sheet.stages[kind].locked_words : words.noRole[kind];
  }
  return sheet.stages[kind].locked ? sheet.stages[kind].locked_words : "";
}

function Systems(props: { sheet: ScoreSheet }): ReactElement | null {
  const { review, systems } = props.sheet;
  if (systems.length === 0) return null;
  return (
    <p className="note systems">
      {words.systems}{" "}
      {systems.map((system) => (
        <Go
          key={system.organisation}
          to={`${reviewPath(review)}/organisations/${system.organisation}/scores`}
        >
          <UserText>{system.name}</UserText>
        </Go>
      ))}{" "}
      {words.systemsNote}
    </p>
  );
}
