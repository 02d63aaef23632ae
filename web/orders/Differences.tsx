import type { ReactElement } from "react";
import { OrderDiff } from "../../src/orders/order-diff.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { asProblem, ProblemPage } from "../app/ProblemPage.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

interface DifferencesProps {
  readonly order: string;
  readonly before: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What changed from an earlier order to this one: tasks, leads, dates, offices. */
export function Differences({ order, before, query }: DifferencesProps): ReactElement {
  return (
    <ShownDifferences
      path={`/api/orders/${order}/differences/${before}`}
      query={query}
      title={words.diffTitle(before)}
      absent={words.noBefore}
    />
  );
}

interface ShownProps {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly title: string;
  /** What is said when one of the two texts is not kept here. */
  readonly absent?: string;
}

/** The differences between two texts, as the server finds them. */
export function ShownDifferences({ path, query, title, absent }: ShownProps): ReactElement {
  const answer = useAnswer(OrderDiff, path, query);
  if (answer.isError) {
    if (absent !== undefined && asProblem(answer.error).kind === "not-found")
      return <p className="note after-table">{absent}</p>;
    return <ProblemPage error={answer.error} retry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p role="status">{words.reading}</p>;
  return <Found found={answer.data} title={title} />;
}

function Found({ found, title }: { found: OrderDiff; title: string }): ReactElement {
  const { tasks_added: added, tasks_dropped: dropped, tasks_changed: changed } = found;
  const name = (task: { clause: string; title: string }): string => `${task.clause} ${task.title}`;
  return (
    <section className="differences" aria-labelledby="differences">
      <h2 id="differences">{title}</h2>
      <p className="note">{words.diffSummary(added.length, dropped.length, changed.length)}</p>
      {found.text_changed.length === 0 ? null : (
        <>
          <h3>{words.asWhole}</h3>
          <Changes changes={found.text_changed} />
        </>
      )}
      <Names title={words.changed} count={changed.length}>
        {changed.map((pair) => (
          <li key={`${pair.before.task} ${pair.after.task}`}>
            <strong>
              <UserText>{name(pair.after)}</UserText>
            </strong>
            {name(pair.before) === name(pair.after) ? null : (
              <span className="below">
                {words.was} <UserText>{name(pair.before)}</UserText>
              </span>
            )}
            <Changes changes={pair.changes} />
          </li>
        ))}
      </Names>
      <Plain title={words.dropped} lines={dropped.map(name)} />
      <Plain title={words.added} lines={added.map(name)} />
      <Plain
        title={words.splits}
        lines={found.splits.map(
          (each) => `${name(each.before)} → ${each.after.map(name).join("; ")}`,
        )}
      />
      <Plain
        title={words.merges}
        lines={found.merges.map(
          (each) => `${each.before.map(name).join("; ")} → ${name(each.after)}`,
        )}
      />
      <Plain title={words.officesAdded} lines={found.offices_added} />
      <Plain title={words.officesDropped} lines={found.offices_dropped} />
      <Plain
        title={words.unnamed}
        lines={found.offices_unnamed.map((each) => `${each.order}: ${each.title} (${each.role})`)}
      />
    </section>
  );
}

function Changes({ changes }: { changes: OrderDiff["text_changed"] }): ReactElement {
  return (
    <dl className="steps">
      {changes.map((change) => (
        <div key={change.what}>
          <dt>
            <UserText>{change.what}</UserText>
          </dt>
          <dd>
            <del>
              <UserText>{change.before}</UserText>
            </del>{" "}
            <ins>
              <UserText>{change.after}</UserText>
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Plain(props: { title: string; lines: readonly string[] }): ReactElement {
  return (
    <Names title={props.title} count={props.lines.length}>
      {props.lines.map((line) => (
        <li key={line}>
          <UserText>{line}</UserText>
        </li>
      ))}
    </Names>
  );
}

function Names(props: {
  title: string;
  count: number;
  children: readonly ReactElement[];
}): ReactElement | null {
  if (props.count === 0) return null;
  return (
    <>
      <h3>
        {props.title} <span className="count">{props.count}</span>
      </h3>
      <ul className="side-list">{props.children}</ul>
    </>
  );
}
