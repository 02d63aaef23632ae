import "./units.css";
import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import { type UnitRow, UnitPage } from "../../src/determination/determination-views.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath } from "../review/review.ts";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

const pageLength = "100";

/** The list of units that a number opens. What it lists stands in the address. */
export function UnitsPage(): ReactElement {
  const review = usePart("review");
  const { search } = useAddress();
  const answer = useAnswer(UnitPage, `/api/reviews/${review}/units`, {
    limit: pageLength,
    ...search,
  });
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  const organisation = search["organisation"] ?? "";
  return (
    <>
      <h1 className="work">{shownText(answer.data.title)}</h1>
      <p className="lede">
        {answer.data.title.startsWith(grouped(answer.data.total))
          ? null
          : `${words.total(answer.data.total)} `}
        {organisation === "" ? null : (
          <Go to={`${reviewPath(review)}/organisations/${organisation}`} className="no-print">
            {words.back}
          </Go>
        )}
      </p>
      {answer.data.units.length === 0 ? <p>{words.none}</p> : <Units page={answer.data} />}
      <Further next={answer.data.next} />
    </>
  );
}

function Units(props: { page: UnitPage }): ReactElement {
  const { units } = props.page;
  const parts = units[0]?.parts ?? [];
  return (
    <table className="rows compact units" aria-label={words.tableLabel}>
      <thead>
        <tr>
          <th scope="col">{words.unit}</th>
          <th scope="col">{words.owner}</th>
          {parts.map((part) => (
            <th key={part.part} scope="col">
              <UserText>{part.title}</UserText>
            </th>
          ))}
          <th scope="col">{words.state}</th>
          <th scope="col">{words.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <Unit key={`${unit.owner} ${unit.unit}`} unit={unit} />
        ))}
      </tbody>
    </table>
  );
}

function Unit(props: { unit: UnitRow }): ReactElement {
  const { unit } = props;
  return (
    <tr>
      <th scope="row" className="mono name">
        <UserText>{unit.unit}</UserText>
      </th>
      <td>
        <UserText>{unit.owner}</UserText>
      </td>
      {unit.parts.map((part) => (
        <td key={part.part} data-head={shownText(part.title)}>
          <State state={part.state} />
          {part.corrected_from === "" ? null : (
            <span className="below">{shownText(words.corrected(part.corrected_from))}</span>
          )}
        </td>
      ))}
      <td data-head={words.state}>
        <State state={unit.state} />
      </td>
      <td data-head={words.verdict} className={unit.source_verdict === "" ? "soft" : ""}>
        {unit.source_verdict === "" ? (
          words.verdictNone
        ) : (
          <UserText>{unit.source_verdict}</UserText>
        )}
      </td>
    </tr>
  );
}

/** A state as shape and word; bad is an orange lower half, unknown is hatched, as in every bar. */
function State(props: { state: UnitRow["state"] }): ReactElement {
  const { state } = props;
  const unknown = state === "unknown" || state === "unseen";
  return (
    <span className="state">
      <svg width="12" height="12" aria-hidden="true">
        {state === "good" ? <rect className="c-good" width="12" height="12" /> : null}
        {state === "bad" ? <rect className="c-bad" y="6" width="12" height="6" /> : null}
        {unknown ? <rect className="c-unknown" x="0.5" y="0.5" width="11" height="11" /> : null}
      </svg>
      {words[state]}
    </span>
  );
}

function Further(props: { next: string }): ReactElement | null {
  const { path, search } = useAddress();
  const later = (search["after"] ?? "") !== "";
  if (props.next === "" && !later) return null;
  return (
    <p className="filters no-print">
      {later ? (
        <Go to={path} search={{ ...search, after: "" }}>
          {words.first}
        </Go>
      ) : null}
      {props.next === "" ? null : (
        <Go to={path} search={{ ...search, after: props.next }}>
          {words.next}
        </Go>
      )}
    </p>
  );
}
