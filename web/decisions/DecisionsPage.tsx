import "./decisions.css";
import type { ReactElement } from "react";
import type { Accountability } from "../../src/decisions/decisions.contract.ts";
import { SignaturesDue } from "../../src/decisions/decisions.contract.ts";
import { Review } from "../../src/reviews/reviews.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { decide } from "../../src/platform/identity/policy.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { textIn } from "../app/use-act.ts";
import { reviewPath } from "../review/review.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { Filters } from "../ui/Filters.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { TurnPages } from "../ui/TurnPages.tsx";
import { hasWords, pageOf } from "../ui/turn-pages.ts";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { AccountabilityTable } from "./AccountabilityTable.tsx";
import { accountabilityFilters, byPressure, filterOf, isLeft } from "./sign-state.ts";
import { useAccountability, useHeads } from "./use-accountability.ts";
import { words } from "./words.ts";

const rowsOfPage = 60;

/** The tab of decisions: for whoever sees the whole review, all organisations; for others, their own. */
export function DecisionsPage(): ReactElement {
  const session = useAnswer(Session, "/api/session");
  if (session.data === undefined || session.isError) {
    return <Unanswered answer={session} reading={words.reading} />;
  }
  const { account, name, grants } = session.data;
  const actor = { kind: "person", account, name, grants } as const;
  if (decide(actor, "accountability.read").allowed) {
    return <AllDecisions mayWrite={decide(actor, "review.write").allowed} />;
  }
  const own = new Set(grants.flatMap(({ organisation }) => organisation ?? []));
  return <OwnDecisions organisations={[...own]} />;
}

function OwnDecisions(props: { readonly organisations: readonly string[] }): ReactElement {
  const base = reviewPath(usePart("review"));
  return (
    <>
      <h1 className="work">{words.ownTitle}</h1>
      <p className="lede">{words.ownLede}</p>
      {props.organisations.length === 0 ? <p className="empty">{words.ownNone}</p> : null}
      <ul className="side-list own-organisations">
        {props.organisations.map((organisation) => (
          <li key={organisation} data-row>
            <Go to={`${base}/organisations/${organisation}/decisions`} open>
              {words.ownOpen(organisation)}
            </Go>
          </li>
        ))}
      </ul>
    </>
  );
}

function AllDecisions(props: { readonly mayWrite: boolean }): ReactElement {
  const review = usePart("review");
  const { search, on, asOf } = useAddress();
  const when = { on, as_of: asOf };
  const answer = useAccountability(review, when, true);
  const about = useAnswer(Review, `/api/reviews/${review}`);
  const heads = useHeads(when);
  useRowKeys();
  const failed = [answer, about].find(({ isError }) => isError);
  if (answer.data === undefined || about.data === undefined || failed !== undefined) {
    return <Unanswered answer={failed ?? answer} reading={words.reading} />;
  }
  const { organisations: all, on: day } = answer.data;
  const names = new Map(about.data.list.map(({ organisation, name }) => [organisation, name]));
  const filter = filterOf(search["show"] ?? "");
  const rows = all
    .filter((each) => isLeft(each, filter))
    .filter((each) => hasWords(names.get(each.organisation) ?? "", search["find"] ?? ""))
    .toSorted(byPressure(names));
  const page = pageOf(rows, search["page"] ?? "", rowsOfPage);
  return (
    <>
      <Headline all={all} />
      <div className="list-controls no-print">
        <Filters
          name="show"
          label={words.show}
          filters={accountabilityFilters.map((key) => ({
            key,
            name: words.filters[key],
            count: all.filter((each) => isLeft(each, key)).length,
          }))}
        />
        <SearchField label={words.search} />
      </div>
      {rows.length === 0 ? <p className="empty">{words.nothingFound}</p> : null}
      {rows.length === 0 ? null : (
        <AccountabilityTable
          review={review}
          rows={page.rows}
          names={names}
          heads={heads.data ?? new Map()}
          day={day}
        />
      )}
      <TurnPages list={page} />
      {props.mayWrite ? <SetDue review={review} /> : null}
    </>
  );
}

function Headline(props: { readonly all: readonly Accountability[] }): ReactElement {
  const { all } = props;
  const count = (signature: Accountability["signature"]): number =>
    all.filter((each) => each.signature === signature).length;
  const after = all.filter((each) => each.signed_late).length;
  const undecided = all.reduce((sum, each) => sum + each.undecided, 0);
  return (
    <>
      <h1 className="work">{words.tabHeadline(count("signed"), all.length)}</h1>
      <p className="lede">
        {shownText(words.tabLede(undecided, count("late"), count("stale"), after))}
      </p>
    </>
  );
}

/** The last day for all signatures of a review; clocks of orders are set on the command line. */
function SetDue(props: { readonly review: string }): ReactElement {
  return (
    <details className="approve after-table no-print">
      <summary>{words.setDue}</summary>
      <ActForm
        schema={SignaturesDue}
        path={`/api/reviews/${props.review}/signatures-due`}
        button={words.doSetDue}
        bodyOf={(form) => ({ day: textIn(form, "day"), reason: textIn(form, "reason") })}
      >
        <label className="field">
          {words.setDueDay}
          <input name="day" type="date" required />
        </label>
        <label className="field">
          {words.why}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
      </ActForm>
    </details>
  );
}
