import "./scores.css";
import type { ReactElement } from "react";
import { DivergencePage, HeatMap } from "../../src/assessments/divergence.contract.ts";
import { StagePage } from "../../src/assessments/stages.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { asProblem } from "../app/ProblemPage.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath } from "../review/review.ts";
import { Count } from "../ui/Count.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { UserText } from "../ui/UserText.tsx";
import { HeatFigure, HeatSign } from "./HeatFigure.tsx";
import { StageTable } from "./StageTable.tsx";
import { words } from "./words.ts";

const onPage = "100";

/** All organisations: where both scores differ, and how far everybody is. */
export function ScoresPage(): ReactElement {
  const review = usePart("review");
  const { on, asOf, search } = useAddress();
  const query = { on, as_of: asOf };
  const base = `/api/reviews/${review}/divergence`;
  const heat = useAnswer(HeatMap, `${base}/heat`, {
    ...query,
    after: search["after"],
    limit: onPage,
  });
  const sums = useAnswer(DivergencePage, base, { ...query, by: "group", limit: "1" });
  const stages = useAnswer(StagePage, `/api/reviews/${review}/stages`, {
    after: search["stages"],
    limit: onPage,
  });
  useRowKeys();
  if (heat.isError && ["not-permitted", "refused"].includes(asProblem(heat.error).kind)) {
    return <OwnOnly review={review} because={asProblem(heat.error).message} stages={stages.data} />;
  }
  if (heat.data === undefined || heat.isError) {
    return <Unanswered answer={heat} reading={words.reading} />;
  }
  const all = sums.data?.all;
  return (
    <>
      <h1 className="work">
        {all === undefined ? words.heat : words.heatHeadline(all.higher + all.lower, all.pairs)}
      </h1>
      <p className="lede">
        {all === undefined ? "" : words.heatLede(all.higher, all.lower, all.pairs)}{" "}
        <Go to={`${reviewPath(review)}/scores/largest`}>{words.largest}</Go>
      </p>
      <section aria-labelledby="heat">
        <h2 id="heat" className="section-head">
          {words.heat}
        </h2>
        <p className="note">{words.heatNote}</p>
        <HeatLegend />
        <HeatFigure heat={heat.data} />
        <Next name="after" next={heat.data.next} />
      </section>
      <details className="folded heat-table">
        <summary>{words.heatTable}</summary>
        <HeatTable heat={heat.data} />
      </details>
      {stages.data === undefined ? null : (
        <>
          <StageTable page={stages.data} />
          <Next name="stages" next={stages.data.next} />
        </>
      )}
      <OtherViews review={review} />
    </>
  );
}

/** The ways to what is done about scores, beside giving them. */
function OtherViews(props: { review: string }): ReactElement {
  const base = `${reviewPath(props.review)}/scores`;
  return (
    <nav className="other-views no-print" aria-label={words.otherViews}>
      <Go to={`${base}/terms`}>{words.toTerms}</Go>
      <Go to={`${base}/workbook`}>{words.toWorkbook}</Go>
    </nav>
  );
}

function HeatLegend(): ReactElement {
  return (
    <p className="legend">
      {([4, 3, 2, 1] as const).map((strength) => (
        <span key={`s${strength}`}>
          <HeatSign side="self" strength={strength} />
          {words.heatSelf[strength]}
        </span>
      ))}
      <span>
        <HeatSign side="level" strength={0} />
        {words.heatLevel}
      </span>
      <span>
        <HeatSign side="independent" strength={3} />
        {words.heatLower}
      </span>
      <span>
        <HeatSign side="none" strength={0} />
        {words.noPairs}
      </span>
    </p>
  );
}

function Next(props: { name: string; next: string | null }): ReactElement | null {
  const { path, search } = useAddress();
  if (props.next === null) return null;
  return (
    <p className="filters">
      <Go to={path} search={{ ...search, [props.name]: props.next }}>
        {words.next}
      </Go>
    </p>
  );
}

/** The numbers of the heat map, a row for each organisation and group. */
function HeatTable(props: { heat: HeatMap }): ReactElement {
  const { heat } = props;
  const { column } = words;
  return (
    <table className="rows compact plain-table" aria-label={words.heatTable}>
      <thead>
        <tr>
          <th scope="col">{words.organisation}</th>
          <th scope="col">{words.group}</th>
          <th scope="col" className="number">
            {column.pairs}
          </th>
          <th scope="col" className="number">
            {column.oneSided}
          </th>
          <th scope="col" className="number">
            {column.neither}
          </th>
          <th scope="col" className="number">
            {column.mean}
          </th>
        </tr>
      </thead>
      <tbody>
        {heat.organisations.flatMap((row) =>
          row.cells.map((cell, index) => (
            <tr key={`${row.organisation} ${heat.groups[index]?.id ?? index}`}>
              <th scope="row" className="name">
                <UserText>{row.name}</UserText>
              </th>
              <td data-head={words.group}>
                <UserText>{heat.groups[index]?.name ?? ""}</UserText>
              </td>
              <td className="number" data-head={column.pairs}>
                <Count of={cell.pairs} />
              </td>
              <td className="number" data-head={column.oneSided}>
                <Count of={cell.self_only + cell.independent_only} />
              </td>
              <td className="number" data-head={column.neither}>
                <Count of={cell.neither} />
              </td>
              <td className="number" data-head={column.mean}>
                {cell.lean_lo === null || cell.lean_hi === null
                  ? words.noPairs
                  : words.leaning(cell.lean_lo, cell.lean_hi)}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** For whoever may not see all organisations: why, and the way to their own. */
function OwnOnly(props: {
  review: string;
  because: string;
  stages: StagePage | undefined;
}): ReactElement {
  const { review } = props;
  const session = useAnswer(Session, "/api/session");
  const own = new Set(
    (session.data?.grants ?? []).flatMap(({ organisation }) =>
      organisation === null ? [] : [organisation],
    ),
  );
  return (
    <>
      <h1 className="work">{words.refusedHere}</h1>
      <p className="lede">{shownText(props.because)}</p>
      {own.size === 0 ? null : (
        <>
          <h2 className="section-head">{words.yourOrganisations}</h2>
          <ul className="side-list">
            {[...own].map((organisation) => (
              <li key={organisation}>
                <Go to={`${reviewPath(review)}/organisations/${organisation}/scores`}>
                  <UserText>{organisation}</UserText>
                </Go>
              </li>
            ))}
          </ul>
        </>
      )}
      {props.stages === undefined ? null : <StageTable page={props.stages} />}
      <OtherViews review={review} />
    </>
  );
}
