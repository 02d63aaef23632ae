import { type ReactElement, useRef, useState } from "react";
import type { StatedRisk } from "../../src/attestations/attestations.contract.ts";
import type { DecidedRisk, DecisionList } from "../../src/decisions/decisions.contract.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { DecisionForm } from "./DecisionForm.tsx";
import { DecisionMark } from "./DecisionMark.tsx";
import { words } from "./words.ts";

interface RiskLineProps {
  readonly of: StatedRisk;
  readonly list: DecisionList;
  /** The risk with the leaf of its decision. */
  readonly standing: DecidedRisk | undefined;
  readonly isChanged: boolean;
  readonly mayPrepare: boolean;
}

/** One risk: what it is, what happens otherwise, and what is decided; decided in place. */
export function RiskLine(props: RiskLineProps): ReactElement {
  const { of: risk, list, standing, isChanged, mayPrepare } = props;
  const form = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { decision } = risk;
  return (
    <li id={risk.risk}>
      <span className="risk-number">
        <Go to={`${reviewPath(list.review)}/findings/${risk.risk}`}>{risk.risk}</Go>
      </span>
      <div className="risk-what">
        <h3>
          <UserText>{risk.title}</UserText>
        </h3>
        <p>
          <UserText>{risk.statement}</UserText>
        </p>
        <p className="note">
          {words.severity[risk.severity]}; {words.riskCost(risk.cost)}. {words.from(risk.findings)}.
        </p>
        <p>
          <strong>{words.otherwise}</strong> <UserText>{risk.effect}</UserText>
        </p>
        {isChanged ? <p className="changed-mark">{words.changedSince}</p> : null}
      </div>
      <div className="risk-mark">
        <DecisionMark of={decision?.decision ?? null} />
        {decision?.decision === "accept" ? <span className="below">{words.notFixed}</span> : null}
      </div>
      <div className="risk-decision">{decision === null ? null : <Decided of={decision} />}</div>
      {mayPrepare ? (
        <details
          className="decide no-print"
          ref={form}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>
            {decision === null ? words.decide : words.change}
            <span className="visually-hidden"> {risk.risk}</span>
          </summary>
          {isOpen ? (
            <DecisionForm
              risk={risk.risk}
              list={list}
              standing={standing}
              done={() => {
                form.current?.removeAttribute("open");
                form.current?.querySelector("summary")?.focus();
              }}
            />
          ) : null}
        </details>
      ) : null}
    </li>
  );
}

function Decided(props: { readonly of: NonNullable<StatedRisk["decision"]> }): ReactElement {
  const { decision, reason, cost, date, owner, expires, expired } = props.of;
  const when =
    decision === "accept"
      ? `${words.acceptedFrom(date)}${expires === null ? "" : ` ${words.expires(expires)}`}`
      : words.by(date);
  return (
    <>
      <p>
        <UserText>{reason}</UserText>
      </p>
      <p>
        {when}; {words.cost(cost)}. <UserText>{words.answers(owner)}</UserText>.
      </p>
      {expired ? <p className="changed-mark">{words.expired(expires ?? date)}</p> : null}
      <p className="note">
        <UserText>{words.prepared(props.of.prepared_by, props.of.prepared_at)}</UserText>
      </p>
    </>
  );
}
