import { type ReactElement, type ReactNode, useState } from "react";
import { payloadOf } from "../../src/kit/dsse.ts";
import { plainText } from "../../src/kit/shown-text.ts";
import type {
  HeadStatement,
  SignableStatement,
} from "../../src/attestations/attestations.contract.ts";
import type { DecisionList } from "../../src/decisions/decisions.contract.ts";
import { dayInWords } from "../app/days.ts";
import { UserText } from "../ui/UserText.tsx";
import { RiskLine } from "./RiskLine.tsx";
import { StatedItems } from "./StatedItems.tsx";
import { words } from "./words.ts";

interface StatementBoxProps {
  readonly signable: SignableStatement;
  readonly list: DecisionList;
  readonly mayPrepare: boolean;
}

/** The statement: everything that is signed, and nothing else beside the ways to change it. */
export function StatementBox(props: StatementBoxProps): ReactElement {
  const { signable, list, mayPrepare } = props;
  const { predicate: statement } = signable;
  const { head, risks, since } = statement;
  const standing = new Map(list.risks.map((risk) => [risk.risk, risk]));
  const changed = new Set(since?.changes.map(({ id }) => id));
  return (
    <section className="statement" aria-labelledby="statement-of">
      <h2 id="statement-of" className="statement-title">
        <UserText>{words.statementOf(head.title ?? head.office ?? words.noTitle)}</UserText>
      </h2>
      <p className="consent">
        <UserText>{statement.consent}</UserText>
      </p>
      {risks.length === 0 ? (
        <p>{words.noRisks}</p>
      ) : (
        <ul className="risks">
          {risks.map((risk) => (
            <RiskLine
              key={risk.risk}
              of={risk}
              list={list}
              standing={standing.get(risk.risk)}
              isChanged={since !== null && changed.has(risk.risk)}
              mayPrepare={mayPrepare}
            />
          ))}
        </ul>
      )}
      <StatedItems items={statement.items} totals={statement.totals} />
      <Since of={since} />
      <Facts of={statement} />
      <Bytes of={signable} />
    </section>
  );
}

const fewChanges = 5;

/** What changed since the last signed statement: a part of what is signed. */
function Since(props: { readonly of: HeadStatement["since"] }): ReactElement {
  const { of: since } = props;
  if (since === null) return <p className="note since">{words.first}</p>;
  const { changes } = since;
  const list = (
    <ul className="changes">
      {changes.map(({ what, id, words: said }) => (
        <li key={`${what} ${id} ${said}`}>
          <UserText>{said}</UserText>
        </li>
      ))}
    </ul>
  );
  return (
    <div className="since">
      <h3>{words.since(since.signed_at)}</h3>
      {changes.length === 0 ? <p>{words.sinceNothing}</p> : null}
      {changes.length <= fewChanges ? (
        list
      ) : (
        <details>
          <summary>{words.moreChanges(changes.length)}</summary>
          {list}
        </details>
      )}
    </div>
  );
}

function Facts(props: { readonly of: HeadStatement }): ReactElement {
  const { review, head, signer, prepared_by: preparers, on, as_of: asOf, due } = props.of;
  const { facts } = words;
  return (
    <dl className="statement-facts">
      <Fact name={facts.review}>
        <UserText>{`${review.title} (${review.id})`}</UserText>
      </Fact>
      <Fact name={facts.by}>{words.byPolicy(review.yardstick, review.methodology)}</Fact>
      <Fact name={facts.head}>
        <UserText>{words.head(head)}</UserText>
      </Fact>
      <Fact name={facts.signer}>
        <UserText>
          {signer.account === ""
            ? words.nobody
            : `${signer.name}, ${words.capacity[signer.capacity]}`}
        </UserText>
        {signer.delegation === null ? null : (
          <span className="below breaks">{`${facts.delegation} ${signer.delegation}`}</span>
        )}
      </Fact>
      <Fact name={facts.preparers}>
        <UserText>
          {props.of.prepared_by.length === 0 ? words.nobody : preparers.join(", ")}
        </UserText>
      </Fact>
      <Fact name={facts.shown}>{words.asOf(on, asOf)}</Fact>
      {due === null ? null : <Fact name={facts.due}>{dayInWords(due)}</Fact>}
    </dl>
  );
}

function Fact(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** The bytes themselves, written only when somebody opens them: they may be long. */
function Bytes(props: { readonly of: SignableStatement }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="statement-bytes no-print"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{words.bytes}</summary>
      <p className="note">{words.bytesNote}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keyboard */}
      {isOpen ? <pre tabIndex={0}>{plainText(textOf(props.of))}</pre> : null}
    </details>
  );
}

function textOf(statement: SignableStatement): string {
  return new TextDecoder().decode(payloadOf(statement));
}
