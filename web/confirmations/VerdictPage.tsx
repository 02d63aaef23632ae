import "../decisions/decisions.css";
import "../organisations/organisation.css";
import "./confirmations.css";
import type { ReactElement } from "react";
import { ShownVerdict } from "../../src/confirmations/verdicts.contract.ts";
import { RiskPage } from "../../src/findings/risks.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { type Actor, decide } from "../../src/platform/identity/policy.ts";
import { usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { sentence } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { weekdayOf } from "../decisions/sign-state.ts";
import { reviewPath } from "../review/review.ts";
import { RatingMark } from "../ui/RatingMark.tsx";
import { Steps } from "../ui/Steps.tsx";
import { UserText } from "../ui/UserText.tsx";
import { DraftSection } from "./DraftSection.tsx";
import { ExtensionForm, FinalWordForm, ReplyForm } from "./SayForms.tsx";
import { Said } from "./Said.tsx";
import { Signatures } from "./Signatures.tsx";
import { SignVerdicts } from "./SignVerdicts.tsx";
import { StageMark } from "./StageMark.tsx";
import {
  displayNamed,
  lastDay,
  stepsOf,
  takesExtension,
  takesFinalWord,
  takesReply,
} from "./verdict-state.ts";
import { VerdictRisks } from "./VerdictRisks.tsx";
import { words } from "./words.ts";

/** The verdict on one organisation: draft, reply, final word and signatures, as they are printed. */
export function VerdictPage(): ReactElement {
  const review = usePart("review");
  const organisation = usePart("organisation");
  const session = useAnswer(Session, "/api/session");
  const path = `/api/reviews/${review}/organisations/${organisation}/verdict`;
  const answer = useAnswer(ShownVerdict, path);
  const risks = useAnswer(RiskPage, `/api/reviews/${review}/risks`, { organisation, limit: "500" });
  const failed = [answer, session, risks].find(({ isError }) => isError);
  const isThere =
    answer.data !== undefined && session.data !== undefined && risks.data !== undefined;
  if (!isThere || failed !== undefined) {
    return <Unanswered answer={failed ?? answer} reading={words.readingOne} />;
  }
  const { account, name, grants } = session.data;
  const person = { kind: "person", account, name, grants } as const;
  return <Shown verdict={answer.data} risks={risks.data.records} person={person} />;
}

interface ShownProps {
  readonly verdict: ShownVerdict;
  readonly risks: RiskPage["records"];
  readonly person: Actor;
}

function Shown(props: ShownProps): ReactElement {
  const { verdict, risks, person } = props;
  const { review, organisation, reply, final_word, displays } = verdict;
  const may = (permission: "verdict.reply" | "verdict.send" | "verdict.confirm"): boolean =>
    decide(person, permission, organisation).allowed;
  return (
    <>
      <Head verdict={verdict} />
      <div className="columns signing">
        <div>
          <DraftSection verdict={verdict} />
          <section className="verdict-part" aria-labelledby="risks">
            <h2 id="risks">{words.risks}</h2>
            <VerdictRisks risks={risks} verdict={verdict} />
            <Said title={words.theReply} of={reply} none={words.noReply} />
            <Said title={words.theFinalWord} of={final_word} none={words.noFinalWord} />
          </section>
          {may("verdict.reply") && takesReply(verdict) ? (
            <ReplyForm verdict={verdict} risks={risks} />
          ) : null}
          {may("verdict.send") && takesFinalWord(verdict) ? (
            <FinalWordForm verdict={verdict} risks={risks} />
          ) : null}
          {may("verdict.send") && takesExtension(verdict) ? (
            <ExtensionForm verdict={verdict} />
          ) : null}
          <Signatures verdict={verdict} />
          {may("verdict.confirm") ? (
            <SignVerdicts review={review} organisation={organisation} displays={displays} />
          ) : null}
        </div>
        <Aside verdict={verdict} mayReadAll={decide(person, "verdict.read-all").allowed} />
      </div>
    </>
  );
}

function Head(props: { readonly verdict: ShownVerdict }): ReactElement {
  const { verdict } = props;
  const { computed, confirmed, at_best, displays, reply_extended, stage } = verdict;
  const last = lastDay(verdict);
  const also =
    confirmed !== null && confirmed !== computed
      ? words.computedAs(displayNamed(displays, computed).name)
      : at_best === computed
        ? ""
        : words.atBest(displayNamed(displays, at_best).name);
  return (
    <>
      <p className="eyebrow">
        {stage === "sent" ? words.replyOpen(weekdayOf(last), last) : words.replyClosed(last)}
        {reply_extended === null ? null : (
          <>
            {". "}
            <UserText>{words.extended(reply_extended.reason, reply_extended.by_name)}</UserText>
          </>
        )}
      </p>
      <h1 className="work">{shownText(words.title(verdict.name))}</h1>
      <p className="verdict-standing">
        <RatingMark rating={displayNamed(displays, confirmed ?? computed)} also={also} />
        <StageMark stage={stage} />
      </p>
      <p className="lede">{shownText(sentence(verdict.headline))}</p>
      <p className="note">{words.means[stage]}</p>
      {verdict.superseded ? <p className="stale-box">{words.superseded}</p> : null}
    </>
  );
}

function Aside(props: {
  readonly verdict: ShownVerdict;
  readonly mayReadAll: boolean;
}): ReactElement {
  const { review, organisation } = props.verdict;
  const own = `${reviewPath(review)}/organisations/${organisation}`;
  return (
    <aside className="sign-side">
      <h2 className="small">{words.way}</h2>
      <Steps steps={stepsOf(props.verdict)} />
      <nav aria-label={words.links} className="no-print">
        <h2 className="small">{words.links}</h2>
        <ul className="see-also">
          <li>
            <Go to={own}>{words.toOrganisation}</Go>
          </li>
          <li>
            <Go to={`${own}/decisions`}>{words.toDecisions}</Go>
          </li>
          {props.mayReadAll ? (
            <li>
              <Go to={`${reviewPath(review)}/verdicts`}>{words.toVerdicts}</Go>
            </li>
          ) : null}
        </ul>
      </nav>
    </aside>
  );
}
