import "./scores.css";
import type { ReactElement } from "react";
import {
  ProfilePage as ProfileList,
  TailoredProfile,
} from "../../src/assessments/profiles.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { textIn } from "../app/use-act.ts";
import { reviewPath } from "../review/review.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { UserText } from "../ui/UserText.tsx";
import { profileWords as words } from "./form-words.ts";
import { readPractices, readWithout, writePractices, writeWithout } from "./profile-lines.ts";

/** How one organisation tailors the yardstick: its newest version, who answered it, and the next. */
export function ProfilePage(): ReactElement {
  const review = usePart("review");
  const organisation = usePart("organisation");
  const path = `/api/reviews/${review}/organisations/${organisation}/profile`;
  const list = useAnswer(ProfileList, `/api/reviews/${review}/profiles`, { organisation });
  const any = (list.data?.versions.length ?? 0) > 0;
  const newest = useAnswer(TailoredProfile, `${path}/newest`, {}, any);
  if (list.isError || list.data === undefined) {
    return <Unanswered answer={list} reading={words.reading} />;
  }
  if (any && (newest.isError || newest.data === undefined)) {
    return <Unanswered answer={newest} reading={words.reading} />;
  }
  const profile = any ? newest.data : undefined;
  const base = `${reviewPath(review)}/organisations/${organisation}`;
  return (
    <>
      {profile === undefined ? (
        <>
          <h1 className="work">{words.noneHead}</h1>
          <p className="lede">{words.none}</p>
        </>
      ) : (
        <Version profile={profile} path={path} />
      )}
      <Propose key={profile?.digest ?? ""} before={profile} path={path} />
      {list.data.versions.length < 2 ? null : <Versions list={list.data} />}
      <nav className="other-views no-print">
        <Go to={`${base}/scores`}>{words.toScores}</Go>
      </nav>
    </>
  );
}

function Version(props: { profile: TailoredProfile; path: string }): ReactElement {
  const { profile, path } = props;
  const { content, may } = profile;
  const here = `${path}/${profile.version}`;
  return (
    <>
      <p className="note">
        <UserText>{profile.yardstick}</UserText>
      </p>
      <h1 className="work">
        <UserText>{words.title(profile.name)}</UserText>
      </h1>
      <p className="lede">
        {words.version(profile.version, words.states[profile.state], profile.from)}.
      </p>
      <p className="note">
        {shownText(words.proposed(profile.proposed_by_name, profile.proposed_at))} “
        <UserText>{profile.reason}</UserText>”
      </p>
      {profile.answered_at === null ? null : (
        <p className="note">
          {shownText(words.answered(profile.officer ?? "", profile.answered_at))} “
          <UserText>{profile.answer_reason}</UserText>”
        </p>
      )}
      <Difference profile={profile} />
      <h2 className="section-head">{words.without}</h2>
      <ul className="side-list">
        {content.not_applicable.map(({ item, reason }) => (
          <li key={item}>
            <strong>{shownText(item)}</strong> <UserText>{reason}</UserText>
          </li>
        ))}
      </ul>
      <h2 className="section-head">{words.practices}</h2>
      <ul className="side-list">
        {content.practices.map(({ practice, title, text, items }) => (
          <li key={practice}>
            <strong>
              <UserText>{title}</UserText>
            </strong>{" "}
            <span className="soft">
              {practice}, {words.serves} {shownText(items.join(", "))}
            </span>
            <p>
              <UserText>{text}</UserText>
            </p>
          </li>
        ))}
      </ul>
      <div className="no-print">
        {may.includes("approve") ? <Answer path={here} act="approve" firm /> : null}
        {may.includes("return") ? <Answer path={here} act="return" /> : null}
        {may.includes("withdraw") ? <Answer path={here} act="withdraw" /> : null}
      </div>
    </>
  );
}

const changes = [
  "practices_added",
  "practices_removed",
  "practices_changed",
  "items_without",
  "items_again",
] as const;

function Difference(props: { profile: TailoredProfile }): ReactElement {
  const { difference } = props.profile;
  const some = changes.filter((name) => difference[name].length > 0);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="section-head">
        {words.changes}
      </h2>
      <p>
        {words.against(difference.against)} {some.length === 0 ? words.nothingChanged : null}
      </p>
      <ul className="side-list">
        {some.map((name) => (
          <li key={name}>
            {words.change[name](difference[name].length)}:{" "}
            <UserText>{difference[name].join(", ")}</UserText>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What may be done with a version that waits: an officer approves or returns it, a proposer withdraws. */
function Answer(props: {
  path: string;
  act: "approve" | "return" | "withdraw";
  firm?: boolean;
}): ReactElement {
  const { path, act } = props;
  const name = { approve: words.approve, return: words.giveBack, withdraw: words.withdraw }[act];
  return (
    <details className="approve" open={props.firm === true}>
      <summary>{name}</summary>
      <ActForm
        schema={TailoredProfile}
        path={`${path}/${act}`}
        button={name}
        firm={props.firm === true}
        bodyOf={(form) => ({
          reason: textIn(form, "reason"),
          ...(act === "withdraw" ? {} : { officer: textIn(form, "officer") }),
        })}
      >
        {act === "withdraw" ? null : (
          <label className="field">
            {words.officer}
            <input name="officer" required maxLength={300} autoComplete="off" />
          </label>
        )}
        <label className="field">
          {words.reason}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
      </ActForm>
    </details>
  );
}

function Propose(props: {
  before: TailoredProfile | undefined;
  path: string;
}): ReactElement | null {
  const { before, path } = props;
  const organisation = usePart("organisation");
  const session = useAnswer(Session, "/api/session").data;
  const own = session?.grants.some((grant) => grant.organisation === organisation) === true;
  if (!own && session?.may.includes("score.self") !== true) return null;
  return (
    <details className="approve no-print" open={before === undefined}>
      <summary>{words.propose}</summary>
      <p className="note">{words.proposeNote}</p>
      <ActForm
        schema={TailoredProfile}
        path={path}
        button={words.send}
        firm={before === undefined}
        bodyOf={(form) => ({
          from: textIn(form, "from"),
          not_applicable: readWithout(textIn(form, "without")),
          practices: readPractices(textIn(form, "practices")),
          reason: textIn(form, "reason"),
        })}
      >
        <label className="field">
          {words.from}
          <input type="date" name="from" required />
        </label>
        <label className="field wide">
          {words.withoutField}
          <textarea
            name="without"
            rows={4}
            defaultValue={before === undefined ? "" : writeWithout(before.content.not_applicable)}
          />
        </label>
        <label className="field wide">
          {words.practicesField}
          <textarea
            name="practices"
            rows={4}
            defaultValue={before === undefined ? "" : writePractices(before.content.practices)}
          />
        </label>
        <label className="field">
          {words.reason}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
      </ActForm>
    </details>
  );
}

function Versions(props: { list: ProfileList }): ReactElement {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="section-head">
        {words.versions}
      </h2>
      <ul className="side-list">
        {props.list.versions.map((each) => (
          <li key={each.version}>
            {words.version(each.version, words.states[each.state], each.from)}
          </li>
        ))}
      </ul>
    </section>
  );
}
