import type { ReactElement } from "react";
import { registerWords } from "../../src/findings/record-ids.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import { EvidenceLines } from "./EvidenceLines.tsx";
import "./findings.css";
import { RecordFields } from "./RecordFields.tsx";
import { RecordHistory } from "./RecordHistory.tsx";
import { registerOfId, registerPath, views } from "./registers.ts";
import { StartOrder } from "./StartOrder.tsx";
import { StateForm } from "./StateForm.tsx";
import { StateMark } from "./StateMark.tsx";
import { words } from "./words.ts";

/** One finding, risk, recommendation or action: what it says, how it stands, and its history. */
export function RecordPage(): ReactElement {
  const review = usePart("review");
  const id = usePart("record");
  const { on, asOf } = useAddress();
  const register = registerOfId(id);
  const path = `${registerPath(review, register)}/${encodeURIComponent(id)}`;
  const query = register === "recommendations" ? { on, as_of: asOf } : { as_of: asOf };
  const answer = useAnswer(views[register], path, query);
  if (answer.isError) {
    return <ProblemPage error={answer.error} retry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) {
    return (
      <p role="status" className="reading">
        {words.reading}
      </p>
    );
  }
  const view = answer.data;
  const here = `${reviewPath(review)}/findings`;
  const list = register === "findings" ? {} : { of: register };
  return (
    <>
      <p className="record-place">
        <Go to={here} search={list}>
          {words.registers[register]}
        </Go>
      </p>
      <h1 className="work">
        <span className="record-number">{view.id}</span> <UserText>{view.content.title}</UserText>
      </h1>
      <p className="record-standing">
        <StateMark state={view.state} />
        {view.organisation === null ? null : (
          <Go to={here} search={{ ...list, organisation: view.organisation }}>
            <UserText>{view.organisation_name}</UserText>
          </Go>
        )}
        {"due_on" in view && view.due_on !== null ? <span>{words.dueOn(view.due_on)}</span> : null}
      </p>
      {view.state_reason === "" ? null : (
        <p className="record-why">
          <strong>{words.whyState}:</strong> <UserText>{view.state_reason}</UserText>
        </p>
      )}
      <EvidenceLines evidence={view.state_evidence} />
      <div className="columns">
        <div>
          <RecordFields register={register} content={view.content} />
          {"response" in view && view.response !== null ? (
            <section>
              <h2>{words.answered(words.valueOf(view.response.answer))}</h2>
              <p className="paragraphs">
                <UserText>{view.response.text}</UserText>
              </p>
            </section>
          ) : null}
          {"order" in view ? <StartOrder path={path} order={view.order} view={view} /> : null}
          {"risks" in view ? (
            <MadeRisks
              here={here}
              finding={view.id}
              organisation={view.organisation ?? ""}
              risks={view.risks}
            />
          ) : null}
        </div>
        <div className="no-print record-acts">
          {view.may_amend && view.state !== "closed" ? (
            <Go to={`${here}/${view.id}/edit`} className="quiet">
              {words.edit}
            </Go>
          ) : null}
          <StateForm register={register} path={path} view={view} />
          {"may_respond" in view && view.may_respond ? <AnswerForm path={path} /> : null}
        </div>
      </div>
      <RecordHistory
        register={register}
        acts={view.acts}
        subject={`review/${review}/${registerWords[register].one}/${view.id}`}
      />
      <p className="note on-paper-only">
        {registerWords[register].one} {view.id}, {dayInWords(view.added_at.slice(0, 10))}
      </p>
    </>
  );
}

function MadeRisks(props: {
  readonly here: string;
  readonly finding: string;
  readonly organisation: string;
  readonly risks: readonly { readonly id: string; readonly title: string }[];
}): ReactElement {
  const { here, finding, organisation, risks } = props;
  return (
    <section>
      <h2>{words.risksMade}</h2>
      {risks.length === 0 ? <p className="note">{words.noRisks}</p> : null}
      <ul className="side-list">
        {risks.map(({ id, title }) => (
          <li key={id}>
            <Go to={`${here}/${id}`}>
              <span className="record-number">{id}</span> <UserText>{title}</UserText>
            </Go>
          </li>
        ))}
      </ul>
      <p className="no-print after-table">
        <Go
          to={`${here}/new`}
          search={{ of: "risks", organisation, findings: finding }}
          className="quiet"
        >
          {words.makeRisk}
        </Go>
      </p>
    </section>
  );
}
