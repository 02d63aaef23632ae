import { useState, type ReactElement } from "react";
import { FindingTotals } from "../../src/findings/finding-totals.contract.ts";
import { blockers } from "../../src/findings/plan.contract.ts";
import { recommendationKinds } from "../../src/findings/recommendations.contract.ts";
import { registers, type Register } from "../../src/findings/records.contract.ts";
import { useAddress, usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { reviewPath } from "../review/review.ts";
import { Choice } from "../ui/Choice.tsx";
import { Filters } from "../ui/Filters.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { BlockedMoney } from "./BlockedMoney.tsx";
import { ImportRecords } from "./ImportRecords.tsx";
import "./findings.css";
import { RecordTable } from "./RecordTable.tsx";
import { pages, registerOf, registerPath } from "./registers.ts";
import { useOrganisations } from "./use-organisations.ts";
import { words } from "./words.ts";

const onPage = "60";

/** One of the four registers of a review: how it stands, filters with counts, and its records. */
export function FindingsPage(): ReactElement {
  const review = usePart("review");
  const { search, on, asOf } = useAddress();
  const register = registerOf(search["of"] ?? "");
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  useRowKeys();
  const organisation = search["organisation"] ?? "";
  const day = on === "" ? today : on;
  const totals = useAnswer(FindingTotals, `/api/reviews/${review}/finding-totals`, {
    organisation,
    as_of: asOf,
    on: day,
  });
  const list = useAnswer(pages[register], registerPath(review, register), {
    organisation,
    state: search["state"],
    severity: search["severity"],
    kind: search["kind"],
    find: search["find"],
    after: search["page"],
    limit: onPage,
    as_of: asOf,
  });
  if (list.isError || totals.isError) {
    const retry = () => void Promise.all([list.refetch(), totals.refetch()]);
    return <ProblemPage error={list.error ?? totals.error} retry={retry} />;
  }
  if (list.data === undefined || totals.data === undefined) {
    return (
      <p role="status" className="reading">
        {words.reading}
      </p>
    );
  }
  const { records, next, may_add: mayAdd } = list.data;
  return (
    <>
      <h1 className="work">{words.headline(register, totals.data)}</h1>
      <p className="lede">{words.lede(register, totals.data)}</p>
      <RegisterTabs register={register} totals={totals.data} />
      <Narrow register={register} counts={list.data.counts} />
      <p className="record-ways no-print">
        {mayAdd ? (
          <Go
            to={`${reviewPath(review)}/findings/new`}
            search={{ of: register, organisation }}
            className="quiet"
          >
            {words.add[register]}
          </Go>
        ) : null}
        <a href={`${registerPath(review, register)}/export.csv`} download>
          {words.exportCsv}
        </a>
        <a href={`${registerPath(review, register)}/history.csv`} download>
          {words.exportHistory}
        </a>
      </p>
      {mayAdd ? <ImportRecords review={review} register={register} /> : null}
      <RecordTable review={review} register={register} records={records} day={day} />
      <Turn next={next} />
      {register === "actions" ? <BlockedMoney blocked={totals.data.plan.blocked} /> : null}
    </>
  );
}

function RegisterTabs(props: {
  readonly register: Register;
  readonly totals: FindingTotals;
}): ReactElement {
  const { path, search } = useAddress();
  const { findings, risks, recommendations, plan } = props.totals;
  const open = {
    findings: findings.open,
    risks: risks.open,
    recommendations: recommendations.open,
    actions: plan.actions,
  };
  const { organisation = "" } = search;
  return (
    <nav className="filters registers" aria-label={words.registersLabel}>
      {registers.map((each) => (
        <Go
          key={each}
          to={path}
          search={{ of: each === "findings" ? "" : each, organisation }}
          current={each === props.register}
        >
          {words.registers[each]} <span className="count">{open[each]}</span>
        </Go>
      ))}
    </nav>
  );
}

function Narrow(props: {
  readonly register: Register;
  readonly counts: readonly { readonly state: keyof typeof words.states; readonly count: number }[];
}): ReactElement {
  const { search, change } = useAddress();
  const all = props.counts.reduce((sum, { count }) => sum + count, 0);
  const { page: _page, ...rest } = search;
  const choose = (name: string) => (value: string) =>
    change({ ...rest, [name]: value, page: "" }, { replace: true });
  const any = { value: "", name: words.any };
  const options = (list: readonly string[]) => [
    any,
    ...list.map((value) => ({ value, name: words.valueOf(value) })),
  ];
  const chosen = search["organisation"] ?? "";
  const names = useOrganisations(chosen);
  const graded = props.register === "findings" || props.register === "risks";
  return (
    <div className="list-controls no-print">
      <Filters
        name="state"
        label={words.stateLabel}
        filters={[
          { key: "", name: words.all, count: all },
          ...props.counts.map(({ state, count }) => ({
            key: state,
            count,
            name: words.states[state],
          })),
        ]}
      />
      {graded ? (
        <Choice
          label={words.severity}
          value={search["severity"] ?? ""}
          options={options(["high", "moderate", "low"])}
          choose={choose("severity")}
        />
      ) : (
        <Choice
          label={props.register === "actions" ? words.blockedLabel : words.kindLabel}
          value={search["kind"] ?? ""}
          options={options(props.register === "actions" ? blockers : recommendationKinds)}
          choose={choose("kind")}
        />
      )}
      <SearchField label={words.search} />
      {names.length === 0 ? null : (
        <Choice
          label={words.organisationLabel}
          value={chosen}
          options={[any, ...names]}
          choose={choose("organisation")}
        />
      )}
    </div>
  );
}

function Turn(props: { readonly next: number }): ReactElement | null {
  const { path, search } = useAddress();
  const begun = (search["page"] ?? "") !== "";
  if (props.next === 0 && !begun) return null;
  return (
    <nav className="filters turn-pages" aria-label={words.further}>
      {begun ? (
        <Go to={path} search={{ ...search, page: "" }}>
          {words.fromStart}
        </Go>
      ) : null}
      {props.next === 0 ? null : (
        <Go to={path} search={{ ...search, page: `${props.next}` }}>
          {words.further}
        </Go>
      )}
    </nav>
  );
}
