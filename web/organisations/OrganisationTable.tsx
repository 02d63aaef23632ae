import type { ReactElement } from "react";
import { AbsentBar, IntervalBar } from "../../charts/interval-bar.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import type {
  DeterminationSummary,
  RatingSummary,
} from "../../src/determination/determination-views.contract.ts";
import { useAddress } from "../app/address.ts";
import { Go } from "../app/Go.tsx";
import { scoreBar, scoreCountsUnits } from "../review/score-bar.ts";
import { reviewPath } from "../review/review.ts";
import { Count } from "../ui/Count.tsx";
import { Empty } from "../ui/Empty.tsx";
import { type Filter, Filters } from "../ui/Filters.tsx";
import { RatingMark } from "../ui/RatingMark.tsx";
import { SortHead } from "../ui/SortHead.tsx";
import { useSecondDrawing } from "../ui/use-second-drawing.ts";
import { isOpen, keepRatings, sortRatings } from "./organisation-rows.ts";
import { thresholdsOf } from "./thresholds.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { UserText } from "../ui/UserText.tsx";

const atFirst = 30;

interface OrganisationTableProps {
  readonly summary: DeterminationSummary;
  /** How many rows stand on the screen; paper shows all. */
  readonly limit?: number;
}

/** Organisations with rating, bar and counts; filter and order stand in the address. */
export function OrganisationTable(props: OrganisationTableProps): ReactElement {
  const { summary } = props;
  const { search } = useAddress();
  const sort = search["sort"] ?? "units";
  const rows = sortRatings(keepRatings(summary.ratings, search["show"] ?? ""), sort);
  const limit = props.limit ?? rows.length;
  const drawn = useSecondDrawing() ? rows : rows.slice(0, Math.min(limit, atFirst));
  const base = reviewPath(summary.review);
  if (summary.ratings.length === 0) {
    return <Empty title={words.emptyTitle} words={words.empty} way={words.emptyWay} />;
  }
  return (
    <>
      <Filters name="show" label={words.filterLabel} filters={filtersOf(summary)} />
      {rows.length === 0 ? (
        <p className="note">
          {words.none} <Go to={`${base}/organisations`}>{words.noneWay}</Go>
        </p>
      ) : (
        <table className="rows organisations" aria-label={words.tableLabel}>
          <Head summary={summary} sort={sort} />
          <tbody>
            {drawn.map((rating, index) => (
              <Row
                key={rating.organisation}
                summary={summary}
                rating={rating}
                late={index >= limit}
              />
            ))}
          </tbody>
        </table>
      )}
      <p className="note after-table">
        <span className="no-print">
          {words.shown(
            Math.min(limit, rows.length),
            summary.ratings.length,
            search["sort"] === undefined ? words.byDefault : words.bySort,
          )}{" "}
          {limit < rows.length ? (
            <>
              <Go to={`${base}/organisations`} search={kept(search)}>
                {words.showAll}
              </Go>
              {" · "}
            </>
          ) : null}
        </span>
        {words.cut}
      </p>
    </>
  );
}

function kept(search: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { show = "", sort = "" } = search;
  return { show, sort };
}

function filtersOf(summary: DeterminationSummary): readonly Filter[] {
  const labels = summary.enterprise.labels.filter(
    (label) => label.count > 0 || label.display.rank !== null,
  );
  return [
    { key: "", name: words.all, count: summary.ratings.length },
    ...labels.map(({ display, count }) => ({
      key: display.label,
      name: display.name,
      count,
      sign: <RatingGlyph shape={glyphShape(display.label, display.rank)} size={14} />,
    })),
    { key: "open", name: words.open, count: summary.ratings.filter(isOpen).length },
  ];
}

function Head(props: { summary: DeterminationSummary; sort: string }): ReactElement {
  const { summary, sort } = props;
  const units = summary.ratings[0]?.units ?? "";
  return (
    <thead>
      <tr>
        <SortHead column="name" words={words.organisation} sort={sort} upFirst />
        <SortHead column="rating" words={words.rating(summary.methodology.scope)} sort={sort} />
        <th scope="col" className="bar-head">
          {shownText(
            scoreCountsUnits(summary)
              ? words.bar(units, thresholdsOf(summary).map(String))
              : words.barScore(thresholdsOf(summary).map(String)),
          )}
        </th>
        <SortHead column="proved" words={words.proved} sort={sort} number />
        <SortHead column="best" words={words.atBest} sort={sort} number />
        <SortHead column="units" words={words.units(units)} sort={sort} number />
        <SortHead column="unknown" words={words.unknown} sort={sort} number />
      </tr>
    </thead>
  );
}

function Row(props: {
  summary: DeterminationSummary;
  rating: RatingSummary;
  late: boolean;
}): ReactElement {
  const { rating, summary } = props;
  const bar = scoreBar(summary, rating);
  const also = isOpen(rating) ? words.atBestRating(rating.at_best.name) : "";
  return (
    <tr data-row className={props.late ? "on-paper" : ""}>
      <th scope="row" className="name">
        <Go to={`${reviewPath(summary.review)}/organisations/${rating.organisation}`} open>
          <UserText>{rating.name}</UserText>
        </Go>
      </th>
      <td className="rating-cell">
        <RatingMark rating={rating.rating} also={also} />
      </td>
      <td className="bar-cell">
        {rating.n === 0 ? (
          <AbsentBar because={words.notMeasured} />
        ) : (
          <IntervalBar
            counts={bar.counts}
            words={bar.words}
            thresholds={thresholdsOf(summary)}
            name={rating.name}
          />
        )}
      </td>
      <Shares rating={rating} />
      <td className="number rare">
        <Count of={rating.n} />
      </td>
      <td className="number rare">
        <Count of={rating.unknown} />
      </td>
    </tr>
  );
}

/** What is proved and what is possible; where nothing was counted there is no share, and it says so. */
function Shares(props: { rating: RatingSummary }): ReactElement {
  const { n, score } = props.rating;
  if (n === 0) {
    return (
      <td className="number proved soft" colSpan={2}>
        {words.notMeasured}
      </td>
    );
  }
  return (
    <>
      <td className="number proved">{words.percent(score.least.percent)}</td>
      <td className="number rare">{words.percent(score.most.percent)}</td>
    </>
  );
}
