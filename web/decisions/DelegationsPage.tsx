import "./decisions.css";
import { type ReactElement, useState } from "react";
import {
  type Delegation,
  DelegationGiven,
  DelegationPage,
} from "../../src/attestations/attestations.contract.ts";
import { HeadOn } from "../../src/organisations/heads.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { textIn } from "../app/use-act.ts";
import { reviewPath } from "../review/review.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Who may sign instead of the holder of a head office: given, listed and ended here. */
export function DelegationsPage(): ReactElement {
  const review = usePart("review");
  const organisation = usePart("organisation");
  const { path, search } = useAddress();
  const base = `/api/organisations/${organisation}`;
  const session = useAnswer(Session, "/api/session");
  const head = useAnswer(HeadOn, `${base}/head`);
  const list = useAnswer(DelegationPage, `${base}/delegations`, {
    after: search["page"],
    limit: "60",
  });
  const failed = [list, head, session].find(({ isError }) => isError);
  const isThere = list.data !== undefined && head.data !== undefined && session.data !== undefined;
  if (!isThere || failed !== undefined) {
    return <Unanswered answer={failed ?? list} reading={words.reading} />;
  }
  const isHolder = head.data.account !== null && head.data.account === session.data.account;
  const { delegations, next } = list.data;
  return (
    <>
      <p className="eyebrow">
        <Go to={`${reviewPath(review)}/organisations/${organisation}/decisions`}>{words.back}</Go>
      </p>
      <h1 className="work">{words.delegations}</h1>
      <p className="lede">{words.delegationsLede}</p>
      {delegations.length === 0 ? (
        <p className="empty">{words.delegationsNone}</p>
      ) : (
        <DelegationTable delegations={delegations} mayEnd={isHolder} />
      )}
      {next === null && (search["page"] ?? "") === "" ? null : (
        <nav className="filters turn-pages" aria-label={words.further}>
          {(search["page"] ?? "") === "" ? null : (
            <Go to={path} search={{ page: "" }}>
              {words.fromStart}
            </Go>
          )}
          {next === null ? null : (
            <Go to={path} search={{ page: next }}>
              {words.further}
            </Go>
          )}
        </nav>
      )}
      {isHolder ? (
        <GiveDelegation path={`${base}/delegations`} review={review} />
      ) : (
        <p className="after-table">{shownText(words.onlyHolder(words.head(head.data)))}</p>
      )}
    </>
  );
}

interface DelegationTableProps {
  readonly delegations: readonly Delegation[];
  readonly mayEnd: boolean;
}

function DelegationTable(props: DelegationTableProps): ReactElement {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const heads = [words.delegatedTo, words.inReview, words.days, words.why, words.givenBy];
  return (
    <table className="rows plain-table delegations" aria-label={words.delegationsTable}>
      <thead>
        <tr>
          {[...heads, words.state].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.delegations.map((each) => {
          const state = stateOn(each, today);
          return (
            <tr key={each.delegation}>
              <th scope="row">
                <UserText>{each.to_name}</UserText>
              </th>
              <td data-head={words.inReview}>
                <UserText>{each.review}</UserText>
              </td>
              <td data-head={words.days}>{words.daysOf(each.from, each.until)}</td>
              <td data-head={words.why}>
                <UserText>{each.reason}</UserText>
              </td>
              <td data-head={words.givenBy}>
                <UserText>{each.by_name}</UserText>
              </td>
              <td>
                {state === "open" ? <strong>{words.stateOf[state]}</strong> : words.stateOf[state]}
                {each.ended_at === null ? null : (
                  <span className="below">{words.endedOn(each.ended_at)}</span>
                )}
                {props.mayEnd && (state === "open" || state === "later") ? (
                  <ActForm
                    schema={DelegationGiven}
                    path={`/api/organisations/${each.organisation}/delegations/${each.delegation}/end`}
                    button={words.doEnd}
                    bodyOf={() => undefined}
                  >
                    {null}
                  </ActForm>
                ) : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function stateOn({ from, until, ended_at: ended }: Delegation, day: string) {
  if (ended !== null) return "ended";
  if (until < day) return "over";
  return from > day ? "later" : "open";
}

function GiveDelegation(props: { readonly path: string; readonly review: string }): ReactElement {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <section className="no-print">
      <h2>{words.give}</h2>
      <div className="form">
        <ActForm
          schema={DelegationGiven}
          path={props.path}
          button={words.doGive}
          firm
          bodyOf={(form) => ({
            to: textIn(form, "to"),
            review: props.review,
            from: textIn(form, "from"),
            until: textIn(form, "until"),
            reason: textIn(form, "reason"),
          })}
        >
          <label className="field">
            {words.giveTo}
            <input name="to" required maxLength={100} autoComplete="off" />
          </label>
          <label className="field">
            {words.giveFrom}
            <input name="from" type="date" required defaultValue={today} />
          </label>
          <label className="field">
            {words.giveUntil}
            <input name="until" type="date" required />
            <span className="note">{words.giveHint}</span>
          </label>
          <label className="field">
            {words.why}
            <input name="reason" required maxLength={2000} autoComplete="off" />
          </label>
        </ActForm>
      </div>
    </section>
  );
}
