import "./orders.css";
import type { ReactElement } from "react";
import { type ClockRow, ClockView } from "../../src/orders/clock.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { Shell } from "../app/Shell.tsx";
import { words as frameWords } from "../app/words.ts";
import { Filters } from "../ui/Filters.tsx";
import { Popup } from "../ui/Popup.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { ClockLegend } from "./ClockLegend.tsx";
import { ClockTable } from "./ClockTable.tsx";
import { Counting } from "./Counting.tsx";
import { Decisions } from "./Decisions.tsx";
import { Differences } from "./Differences.tsx";
import { OfficeTable } from "./OfficeTable.tsx";
import { Acts, Moved, Seats } from "./OrderSides.tsx";
import { Subscriptions } from "./Subscriptions.tsx";
import { Versions } from "./Versions.tsx";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";
import { words } from "./words.ts";

/** The clock of an order: who owes what, when, and how each date was counted. */
export function OrderPage(): ReactElement {
  const order = usePart("order");
  const { on, asOf, search } = useAddress();
  const query = {
    on,
    as_of: asOf,
    ...(search["rule"] === undefined ? {} : { rule: search["rule"] }),
  };
  const answer = useAnswer(ClockView, `/api/orders/${order}/clock`, query);
  const view = answer.data;
  if (view === undefined || answer.isError) {
    const error = answer.isError ? answer.error : null;
    return <NotShown order={order} error={error} retry={() => void answer.refetch()} />;
  }
  return (
    <Shell
      title={view.headline}
      place={placeOf(order, view.short)}
      tabs={[
        { name: words.clock, to: `/orders/${order}`, current: true },
        { name: words.log, to: "/log" },
      ]}
      tabsLabel={words.tabs}
      notice={view.notice ?? ""}
      days={view.days}
      day={view.on}
      findable={view.rows.map((row) => ({
        name: row.short,
        what: row.clause,
        to: `/orders/${order}`,
      }))}
      foot={<Foot view={view} query={query} />}
      printedFoot={[`${view.short}, ${dayInWords(view.on)}`, view.citation ?? ""]}
    >
      {answer.isPlaceholderData ? (
        <p className="busy" role="status">
          {frameWords.computing(dayInWords(on), dayInWords(view.on))}
        </p>
      ) : null}
      <Shown view={view} query={query} />
    </Shell>
  );
}

/** The page while its order is read, or when that was refused. */
function NotShown(props: { order: string; error: unknown; retry: () => void }): ReactElement {
  return (
    <Shell title={props.order} place={placeOf(props.order, props.order)}>
      {props.error === null ? (
        <p role="status" className="reading">
          {words.reading}
        </p>
      ) : (
        <ProblemPage error={props.error} retry={props.retry} />
      )}
    </Shell>
  );
}

function placeOf(order: string, name: string) {
  return [
    { name: words.orders, to: "/" },
    { name, to: `/orders/${order}` },
  ];
}

interface ShownProps {
  readonly view: ClockView;
  readonly query: Readonly<Record<string, string>>;
}

function Foot({ view, query }: ShownProps): ReactElement {
  const given = new URLSearchParams(
    Object.entries(query).filter(([, value]) => value !== ""),
  ).toString();
  const address = `/api/orders/${view.order}`;
  const calendar = view.calendar;
  return (
    <>
      {view.citation === null ? null : (
        <span>
          <UserText>{view.citation}</UserText>
        </span>
      )}
      <span>
        {calendar === null
          ? words.noCalendar
          : shownText(words.calendar(calendar.title, calendar.id))}
      </span>
      <a href={`${address}/file?${given.replace(/&?rule=[a-z]+/u, "")}`}>{words.file}</a>
      <a href={`${address}/calendar.ics?${given}`}>{words.feed}</a>
      <span>{words.check(view.order)}</span>
    </>
  );
}

function Shown({ view, query }: ShownProps): ReactElement {
  const { search } = useAddress();
  useRowKeys();
  const shown = search["show"] ?? "";
  const chosen = view.rows.find((row) => row.task === search["task"]) ?? worthExplaining(view);
  return (
    <>
      <p className="note">
        {shownText(words.about(view.short, view.status_words, view.version, view.tasks))}
      </p>
      <h1 className="work finding">{shownText(view.headline)}</h1>
      <p className="lede">{shownText(view.lede)}</p>
      <div className="clock-controls">
        <Filters name="show" label={words.show} filters={filtersOf(view)} />
        <ToDifferences view={view} shown={shown} />
        <RuleControl view={view} />
      </div>
      <Body view={view} shown={shown} query={query} chosen={chosen?.task ?? ""} />
      <div className="thirds">
        <Counting row={chosen} order={view.order} query={whenOf(query)} />
        <Decisions view={view} />
        <Seats view={view} />
        <Moved view={view} />
        <Acts view={view} />
        <Subscriptions order={view.order} />
      </div>
      <p className="note after-table">
        <UserText>{view.source}</UserText>
      </p>
    </>
  );
}

/** Day and instant of a question, without the rule for days off. */
function whenOf({ on = "", as_of = "" }: ShownProps["query"]): ShownProps["query"] {
  return { on, as_of };
}

/** The row whose counting is shown first: a forecast that a day off moved, else any date. */
function worthExplaining(view: ClockView): ClockRow | undefined {
  const dated = view.rows.filter((row) => row.group === "dated");
  const forecasts = dated.filter((row) => row.projected);
  return forecasts.find((row) => row.moved_by_rule) ?? forecasts[0] ?? dated[0];
}

/** Ways to what changed: since the order before, and between the versions of this one. */
function ToDifferences({ view, shown }: { view: ClockView; shown: string }): ReactElement | null {
  const address = useAddress();
  const ways = [
    ...(view.supersedes === null ? [] : [{ show: "differences", name: words.differences }]),
    ...(view.version === 1 ? [] : [{ show: "versions", name: words.whatChanged }]),
  ];
  if (ways.length === 0) return null;
  return (
    <nav className="filters to-differences" aria-label={words.more}>
      {ways.map(({ show, name }) => (
        <Go
          key={show}
          to={address.path}
          search={{ ...address.search, show }}
          current={shown === show}
        >
          {name}
        </Go>
      ))}
    </nav>
  );
}

function filtersOf(view: ClockView) {
  const { dated, no_own_date: none, continuing } = view.counts;
  const leads = new Set(view.rows.flatMap((row) => row.leads.map((lead) => lead.office))).size;
  return [
    { key: "", name: words.dated, count: dated },
    { key: "no-own-date", name: words.noOwnDate, count: none },
    { key: "continuing", name: words.continuing, count: continuing },
    { key: "offices", name: words.byOffice, count: leads },
  ];
}

function Body(props: ShownProps & { shown: string; chosen: string }): ReactElement {
  const { view, shown, chosen, query } = props;
  if (shown === "offices") return <OfficeTable view={view} />;
  if (shown === "differences" && view.supersedes !== null) {
    return <Differences order={view.order} before={view.supersedes} query={whenOf(query)} />;
  }
  if (shown === "versions") return <Versions view={view} asOf={query["as_of"] ?? ""} />;
  const group = shown === "no-own-date" || shown === "continuing" ? shown : "dated";
  const rows = view.rows
    .filter((row) => row.group === group)
    .toSorted((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"));
  return (
    <>
      {rows.some((row) => row.due !== null) ? <ClockLegend /> : null}
      <ClockTable view={view} rows={rows} label={words.timeline} chosen={chosen} />
    </>
  );
}

function RuleControl({ view }: { view: ClockView }): ReactElement {
  const address = useAddress();
  return (
    <Popup
      label={words.rule}
      className="rule"
      button={
        <>
          {words.rule}: <strong>{words.rules[view.rule]}</strong>
        </>
      }
    >
      {(close) => (
        <>
          <p className="note">{words.ruleHint}</p>
          <ul className="choices">
            {(["printed", "next", "previous"] as const).map((rule) => (
              <li key={rule}>
                <button
                  type="button"
                  aria-pressed={rule === view.rule}
                  onClick={() => {
                    close();
                    address.change({ rule });
                  }}
                >
                  {words.rules[rule]}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popup>
  );
}
