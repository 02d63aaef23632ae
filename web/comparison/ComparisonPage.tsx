import "./comparison.css";
import type { ReactElement } from "react";
import { LegendParts } from "../../charts/legend.ts";
import { MovementRibbon, ribbonOrder } from "../../charts/movement-ribbon.ts";
import { Comparison } from "../../src/determination/determination.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Unanswered } from "../app/Unanswered.tsx";
import { words as frameWords } from "../app/words.ts";
import { useReview } from "../review/review.ts";
import { useWidth } from "../ui/use-width.ts";
import { chooseDays, chooseItem, type ComparedDays } from "./comparison-days.ts";
import { ComparisonControls } from "./ComparisonControls.tsx";
import { MovedNames } from "./MovedNames.tsx";
import { MovedRatings } from "./MovedRatings.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

/** What provably moved between two days. */
export function ComparisonPage(): ReactElement {
  const { summary } = useReview();
  const { search } = useAddress();
  const days = chooseDays(summary.days, search);
  if (days === null) {
    return (
      <>
        <h1 className="work">{words.emptyTitle}</h1>
        <p className="lede">{words.empty}</p>
      </>
    );
  }
  return <Compared days={days} />;
}

function Compared(props: { days: ComparedDays }): ReactElement {
  const { days } = props;
  const { asOf, search } = useAddress();
  const review = usePart("review");
  const { summary } = useReview();
  const asked = search["item"] ?? "";
  const path = `/api/reviews/${review}/comparison`;
  // Without a choice, the first item is asked which of them may be compared at all.
  const first = summary.enterprise.items[0]?.item ?? "";
  const when = { ...days, as_of: asOf };
  const probe = useAnswer(Comparison, path, { ...when, item: first }, asked === "");
  const item = chooseItem(probe.data?.items ?? [], asked);
  const chosen = useAnswer(Comparison, path, { ...when, item }, item !== "");
  const answer = item === "" ? probe : chosen;
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  return (
    <>
      <ComparisonControls comparison={answer.data} days={days} />
      {answer.isPlaceholderData ? (
        <p className="busy" role="status">
          {frameWords.computing(dayInWords(days.to), dayInWords(answer.data.to))}
        </p>
      ) : null}
      <Shown comparison={answer.data} />
    </>
  );
}

function Shown(props: { comparison: Comparison }): ReactElement {
  const { comparison } = props;
  return (
    <>
      <h1 className="work">{shownText(comparison.headline)}</h1>
      <p className="lede">{shownText(comparison.lede)}</p>
      <Ribbon comparison={comparison} />
      <div className="moved">
        {ribbonOrder.map((kind) => (
          <MovedNames key={kind} kind={kind} comparison={comparison} />
        ))}
      </div>
      <MovedRatings comparison={comparison} />
      <NotCompared comparison={comparison} />
    </>
  );
}

function Ribbon(props: { comparison: Comparison }): ReactElement {
  const { comparison } = props;
  const [figure, width] = useWidth<HTMLElement>();
  const parts = ribbonOrder.map((kind) => ({
    kind,
    count: comparison.counts[kind] ?? 0,
    word: words.kinds[kind],
  }));
  return (
    <figure ref={figure} className="ribbon">
      <MovementRibbon parts={parts} width={width} />
      {width < 600 ? (
        <p className="legend">
          {parts.map((part) => (
            <span key={part.kind}>
              <strong>{part.count}</strong> {part.word}
            </span>
          ))}
        </p>
      ) : null}
      <figcaption className="note">{words.note(comparison.names.length)}</figcaption>
      <p className="legend">
        <LegendParts words={words.legend} />
      </p>
    </figure>
  );
}

function NotCompared(props: { comparison: Comparison }): ReactElement | null {
  const others = props.comparison.items.filter((item) => !item.comparable);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.others}</h2>
      <ul className="side-list">
        {others.map((item) => (
          <li key={item.item}>
            <strong>
              {item.item} <UserText>{item.title}</UserText>:
            </strong>{" "}
            {item.because}
          </li>
        ))}
      </ul>
    </section>
  );
}
