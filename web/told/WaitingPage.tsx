import type { ReactElement } from "react";
import { type Waiting, WaitingList } from "../../src/told/waiting.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { Shell } from "../app/Shell.tsx";
import { Filters } from "../ui/Filters.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useRowKeys } from "../ui/use-row-keys.ts";
import { CalendarLinks } from "./CalendarLinks.tsx";
import { words } from "./words.ts";

/** What waits for whoever is signed in, the earliest day first. */
export function WaitingPage(): ReactElement {
  const answer = useAnswer(WaitingList, "/api/waiting");
  useRowKeys();
  if (answer.isError) {
    return (
      <Shell title={words.title}>
        <ProblemPage error={answer.error} retry={() => void answer.refetch()} />
      </Shell>
    );
  }
  if (answer.data === undefined) {
    return (
      <Shell title={words.title}>
        <p role="status" className="reading">
          {words.reading}
        </p>
      </Shell>
    );
  }
  const { waiting, more } = answer.data;
  return (
    <Shell title={words.title}>
      <h1 className="work">
        {words.headline(waiting.length + more, waiting.filter(({ late }) => late).length)}
      </h1>
      <p className="lede">{waiting.length === 0 ? words.empty : words.lede}</p>
      {waiting.length === 0 ? null : <List waiting={waiting} />}
      {more === 0 ? null : <p className="note">{words.more(more)}</p>}
      <CalendarLinks />
    </Shell>
  );
}

const kinds = ["assigned", "returned", "due", "rejected", "stale"] as const;

function List({ waiting }: { readonly waiting: readonly Waiting[] }): ReactElement {
  const chosen = useAddress().search["kind"] ?? "";
  const filters = [
    { key: "", name: words.all, count: waiting.length },
    ...kinds
      .map((kind) => ({
        key: kind,
        name: words.kinds[kind],
        count: waiting.filter((each) => each.kind === kind).length,
      }))
      .filter(({ count }) => count > 0),
  ];
  const shown = waiting.filter(({ kind }) => chosen === "" || kind === chosen);
  return (
    <>
      <Filters name="kind" label={words.filters} filters={filters} />
      <div className="scroll">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.where}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <Row key={`${each.page} ${each.what} ${each.name}`} each={each} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ each }: { readonly each: Waiting }): ReactElement {
  const { due, late, what, name, review_title: title, simulated, page } = each;
  const where = [name, title].filter((part) => part !== "").join(", ");
  return (
    <tr>
      <td>
        {due === null ? <span className="soft">{words.noDay}</span> : dayInWords(due)}
        {late ? <strong className="late"> {words.late}</strong> : null}
      </td>
      <td>
        <Go to={page}>
          <UserText>{what}</UserText>
        </Go>
      </td>
      <td>
        <UserText>{where}</UserText>
        {simulated ? <span className="soft"> {words.simulated}</span> : null}
      </td>
    </tr>
  );
}
