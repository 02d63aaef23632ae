import "./scores.css";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useMemo, useState } from "react";
import type { ScoreKind } from "../../src/assessments/scores.contract.ts";
import { ItemSheet } from "../../src/assessments/score-views.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { keepRows, rowsOfItem, type ScoreRow, tallyOf } from "./score-rows.ts";
import { ScoreControls, useNarrowing } from "./ScoreControls.tsx";
import { isHidden, sidesOfAll } from "./sides.ts";
import { useScores } from "./use-scores.ts";
import { words } from "./words.ts";
import { WorkingView } from "./WorkingView.tsx";

const onPage = "1000";

/** One item of all organisations with both scores, to be given one by one or many by one act. */
export function ItemScoresPage(): ReactElement {
  const review = usePart("review");
  const item = usePart("item");
  const { on, asOf, search } = useAddress();
  const path = `/api/reviews/${review}/items/${encodeURIComponent(item)}/scores`;
  const query = { on, as_of: asOf, after: search["after"], limit: onPage };
  const answer = useAnswer(ItemSheet, path, query);
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return <Known sheet={answer.data} answer={answer} />;
}

/** The page of one day, with what is still on its way. */
function Known(props: {
  sheet: ItemSheet;
  answer: Pick<UseQueryResult, "isPlaceholderData" | "refetch">;
}): ReactElement {
  const { sheet: data, answer } = props;
  const { on, asOf, search } = useAddress();
  return (
    <>
      {answer.isPlaceholderData ? (
        <p className="busy" role="status">
          {words.readingDay(on, data.on)}
        </p>
      ) : null}
      <Shown
        key={`${data.item} ${data.on} ${asOf} ${search["after"] ?? ""}`}
        sheet={data}
        sides={sidesOfAll(data.organisations)}
        asOf={asOf}
        refetch={() => void answer.refetch()}
      />
    </>
  );
}

function Shown(props: {
  sheet: ItemSheet;
  sides: readonly ScoreKind[];
  asOf: string;
  refetch: () => void;
}): ReactElement {
  const { sheet, sides, asOf } = props;
  const { review, item } = sheet;
  const rows = useMemo(
    () => rowsOfItem(sheet, (kind) => (asOf === "" ? words.noRole[kind] : words.replay)),
    [sheet, asOf],
  );
  const scores = useScores(review, sheet.on, `${review} ${item} ${sheet.on}`);
  const narrowing = useNarrowing();
  const { show, group, find } = narrowing;
  const kept = useMemo(
    () => keepRows(rows, { show, group, find }, scores.now),
    [rows, show, group, find, scores.now],
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const settled = useDeferredValue(scores.standing);
  const tally = useMemo(() => tallyOf(rows, settled), [rows, settled]);
  const base = reviewPath(review);
  const leftOut = sheet.organisations.filter(isHidden).length;
  function choose(key: string): void {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  }
  return (
    <>
      <p className="note">
        <UserText>{`${sheet.label} · ${words.itemEyebrow(kept.length, sheet.total)}`}</UserText>
      </p>
      <h1 className="work">
        <UserText>
          {sides.length === 2
            ? words.itemHeadline(sheet.title, tally, sheet.scale === "level")
            : words.itemBlind(sheet.title, tally.scored.independent, tally.items)}
        </UserText>
      </h1>
      <p className="lede">
        {sides.length === 2
          ? `${words.higherAmong(tally)} ${words.missingAmong(tally)}`.trim()
          : words.blind}
      </p>
      {leftOut === 0 ? null : <p className="note">{words.leftOut(leftOut)}</p>}
      <ScoreControls
        rows={rows}
        sides={sides}
        standing={settled}
        narrowing={narrowing}
        all={words.allOrganisations}
        label={words.showOrganisations}
      />
      <BulkBar
        review={review}
        day={sheet.on}
        rows={rows}
        shown={kept}
        sides={sides}
        scores={scores}
        chosen={chosen}
        setChosen={setChosen}
        done={props.refetch}
      />
      <WorkingView
        key={`${show} ${find}`}
        review={review}
        head={words.organisation}
        label={words.table}
        rows={kept}
        sides={sides}
        scores={scores}
        nothing={words.noOrganisationLeft}
        chosen={chosen}
        choose={choose}
        link={(row: ScoreRow) => ({
          to: `${base}/organisations/${row.organisation}/scores`,
          words: words.toOrganisation,
        })}
      />
      <nav className="other-views no-print" aria-label={words.otherViews}>
        {sheet.next === null ? null : <NextPage after={sheet.next} />}
        <Go to={`${base}/items/${item}`}>{words.toItemPage}</Go>
        <Go to={`${base}/scores`}>{words.toOverview}</Go>
      </nav>
    </>
  );
}

function NextPage(props: { after: string }): ReactElement {
  const { path, search } = useAddress();
  return (
    <Go to={path} search={{ ...search, after: props.after }}>
      {words.next}
    </Go>
  );
}
