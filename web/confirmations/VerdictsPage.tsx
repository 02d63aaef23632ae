import "../decisions/decisions.css";
import "./confirmations.css";
import type { ReactElement } from "react";
import { DraftSent, VerdictPage } from "../../src/confirmations/verdicts.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { decide } from "../../src/platform/identity/policy.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { textIn } from "../app/use-act.ts";
import { reviewPath } from "../review/review.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { Filters } from "../ui/Filters.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { SignVerdicts } from "./SignVerdicts.tsx";
import { StageGlyph } from "./StageMark.tsx";
import { stageIn, stageTabs } from "./verdict-state.ts";
import { VerdictTable } from "./VerdictTable.tsx";
import { words } from "./words.ts";

/** The tab of verdicts: for whoever sees the whole review, all; for others, that of their own. */
export function VerdictsPage(): ReactElement {
  const session = useAnswer(Session, "/api/session");
  if (session.data === undefined || session.isError) {
    return <Unanswered answer={session} reading={words.reading} />;
  }
  const { account, name, grants } = session.data;
  const actor = { kind: "person", account, name, grants } as const;
  if (decide(actor, "verdict.read-all").allowed) {
    return (
      <AllVerdicts
        maySend={decide(actor, "verdict.send").allowed}
        mayConfirm={decide(actor, "verdict.confirm").allowed}
      />
    );
  }
  const own = new Set(grants.flatMap(({ organisation }) => organisation ?? []));
  return <OwnVerdicts organisations={[...own]} />;
}

function OwnVerdicts(props: { readonly organisations: readonly string[] }): ReactElement {
  const base = reviewPath(usePart("review"));
  return (
    <>
      <h1 className="work">{words.ownTitle}</h1>
      <p className="lede">{words.ownLede}</p>
      {props.organisations.length === 0 ? <p className="empty">{words.ownNone}</p> : null}
      <ul className="side-list own-organisations">
        {props.organisations.map((organisation) => (
          <li key={organisation} data-row>
            <Go to={`${base}/organisations/${organisation}/verdict`} open>
              {words.ownOpen(organisation)}
            </Go>
          </li>
        ))}
      </ul>
    </>
  );
}

const rowsOfPage = "60";

function AllVerdicts(props: {
  readonly maySend: boolean;
  readonly mayConfirm: boolean;
}): ReactElement {
  const review = usePart("review");
  const { path, search } = useAddress();
  const stage = stageIn(search["stage"] ?? "");
  const answer = useAnswer(VerdictPage, `/api/reviews/${review}/verdicts`, {
    stage: stage ?? undefined,
    after: search["after"],
    limit: rowsOfPage,
  });
  useRowKeys();
  if (answer.data === undefined || answer.isError) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  const page = answer.data;
  const count = (of: string): number => page.stages[of] ?? 0;
  const all = stageTabs.reduce((sum, of) => sum + count(of), 0);
  return (
    <>
      <Headline page={page} all={all} />
      {all === 0 ? null : (
        <Filters
          name="stage"
          label={words.show}
          filters={[
            { key: "", name: words.all, count: all },
            ...stageTabs
              .filter((of) => count(of) > 0 || of === stage)
              .map((of) => ({
                key: of,
                name: words.stages[of],
                count: count(of),
                sign: <StageGlyph stage={of} />,
              })),
          ]}
        />
      )}
      {page.verdicts.length === 0 && all > 0 ? <p className="empty">{words.nothingFound}</p> : null}
      {page.verdicts.length === 0 ? null : <VerdictTable page={page} />}
      <nav className="filters turn-pages no-print" aria-label={words.further}>
        {search["after"] === undefined ? null : (
          <Go to={path} search={{ ...search, after: "" }}>
            {words.first}
          </Go>
        )}
        {page.next === null ? null : (
          <Go to={path} search={{ ...search, after: page.next }}>
            {words.further}
          </Go>
        )}
      </nav>
      {props.mayConfirm && all > 0 ? (
        <SignVerdicts review={review} displays={page.displays} />
      ) : null}
      {props.maySend ? <SendDrafts review={review} /> : null}
    </>
  );
}

function Headline(props: { readonly page: VerdictPage; readonly all: number }): ReactElement {
  const { page, all } = props;
  const count = (...of: string[]): number =>
    of.reduce((sum, stage) => sum + (page.stages[stage] ?? 0), 0);
  const waiting = count("not-replied", "answered", "half-confirmed", "officers-differ");
  return (
    <>
      <h1 className="work">
        {all === 0 ? words.none : words.headline(count("confirmed", "departed"), all)}
      </h1>
      <p className="lede">{all === 0 ? words.noneLede : words.lede(waiting, count("computed"))}</p>
    </>
  );
}

function SendDrafts(props: { readonly review: string }): ReactElement {
  return (
    <details className="approve after-table no-print">
      <summary>{words.send}</summary>
      <p className="note">{words.sendNote}</p>
      <ActForm
        schema={DraftSent}
        path={`/api/reviews/${props.review}/drafts`}
        button={words.doSend}
        bodyOf={(form) => ({ on: textIn(form, "on"), reply_by: textIn(form, "reply_by") })}
      >
        <label className="field">
          {words.sendOn}
          <span className="note">{words.sendOnHint}</span>
          <input name="on" type="date" required />
        </label>
        <label className="field">
          {words.sendBy}
          <input name="reply_by" type="date" required />
        </label>
      </ActForm>
    </details>
  );
}
