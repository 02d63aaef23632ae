import "./decisions.css";
import type { ReactElement } from "react";
import {
  AttestationPage,
  type Attestation,
  StatementView,
} from "../../src/attestations/attestations.contract.ts";
import { DecisionList } from "../../src/decisions/decisions.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { decide } from "../../src/platform/identity/policy.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { SideColumn } from "./SideColumn.tsx";
import { daysFrom, standingOf, weekdayOf } from "./sign-state.ts";
import { SignedProof } from "./SignedProof.tsx";
import { SignSection } from "./SignSection.tsx";
import { StatementBox } from "./StatementBox.tsx";
import { words } from "./words.ts";

/** The head's page: what is decided about each risk, the statement as it is signed, and the signing. */
export function SigningPage(): ReactElement {
  const review = usePart("review");
  const organisation = usePart("organisation");
  const base = `/api/reviews/${review}/organisations/${organisation}`;
  const session = useAnswer(Session, "/api/session");
  const view = useAnswer(StatementView, `${base}/statement`);
  const list = useAnswer(DecisionList, `${base}/decisions`, { limit: "500" });
  const signed = useAnswer(AttestationPage, `${base}/attestations`, { limit: "20" });
  const failed = [view, list, signed, session].find(({ isError }) => isError);
  const isThere =
    view.data !== undefined &&
    list.data !== undefined &&
    signed.data !== undefined &&
    session.data !== undefined;
  if (!isThere || failed !== undefined) {
    return <Unanswered answer={failed ?? view} reading={words.reading} />;
  }
  const { account, name, grants } = session.data;
  const actor = { kind: "person", account, name, grants } as const;
  return (
    <Signing
      view={view.data}
      list={list.data}
      signed={signed.data.attestations}
      mayPrepare={decide(actor, "decision.prepare", organisation).allowed}
    />
  );
}

interface SigningProps {
  readonly view: StatementView;
  readonly list: DecisionList;
  readonly signed: readonly Attestation[];
  readonly mayPrepare: boolean;
}

function Signing(props: SigningProps): ReactElement {
  const { view, list, signed, mayPrepare } = props;
  const { on, asOf } = useAddress();
  const statement = view.statement.predicate;
  const [newest] = signed;
  const standing = standingOf(statement, newest);
  const lede = view.may_sign
    ? standing === "signed"
      ? words.ledeSigned
      : words.ledeSign(statement.totals.open_risks)
    : mayPrepare
      ? words.ledePrepare
      : words.ledeRead;
  return (
    <>
      <Eyebrow view={view} isLate={standing === "late"} />
      <h1 className="work">{shownText(words.title(statement.organisation.name))}</h1>
      <p className="lede">{lede}</p>
      {standing === "unsigned" || (standing === "signed" && view.may_sign) ? null : (
        <p className={`standing ${standing}`}>{words.standing[standing]}</p>
      )}
      <p className="note sums">{words.sums(statement)}</p>
      {on === "" && asOf === "" ? null : <p className="busy">{words.alwaysNow}</p>}
      <div className="columns signing">
        <div>
          <StatementBox signable={view.statement} list={list} mayPrepare={mayPrepare} />
          {newest !== undefined && standing === "signed" ? <SignedProof of={newest} /> : null}
          <SignSection view={view} standing={standing} />
        </div>
        <SideColumn view={view} signed={signed} standing={standing} />
      </div>
    </>
  );
}

/** Order and last day, above the heading. */
function Eyebrow(props: { readonly view: StatementView; readonly isLate: boolean }): ReactElement {
  const { review, due, on } = props.view.statement.predicate;
  const days = due === null ? 0 : daysFrom(on, due);
  return (
    <p className="eyebrow">
      {review.order === "" ? null : (
        <>
          <Go to={`/orders/${review.order}`}>{shownText(words.order(review.order))}</Go> ·{" "}
        </>
      )}
      {due === null ? words.noDue : words.due(weekdayOf(due), due, days)}
      {props.isLate ? <strong className="late-mark"> · {words.late(-days)}</strong> : null}
    </p>
  );
}
