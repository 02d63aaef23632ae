import type { ReactElement } from "react";
import { OrderDiff } from "../../src/orders/order-diff.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { asProblem, ProblemPage } from "../app/ProblemPage.tsx";
import { words } from "./words.ts";

interface DifferencesProps {
  readonly order: string;
  readonly before: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What changed from an earlier text to this order: tasks, leads, dates, offices. */
export function Differences({ order, before, query }: DifferencesProps): ReactElement {
  const answer = useAnswer(OrderDiff, `/api/orders/${order}/differences/${before}`, query);
  if (answer.isError) {
    if (asProblem(answer.error).kind === "not-found")
      return <p className="note after-table">{words.noBefore}</p>;
    return <ProblemPage error={answer.error} retry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p role="status">{words.reading}</p>;
  const found = answer.data;
  const { tasks_added: added, tasks_dropped: dropped, tasks_changed: changed } = found;
  const name = (task: { clause: string; title: string }): string => `${task.clause} ${task.title}`;
  return (
    <section className="differences" aria-labelledby="differences">
      <h2 id="differences">{words.diffTitle(found.before)}</h2>
      <p className="note">{words.diffSummary(added.length, dropped.length, changed.length)}</p>
      <Names title={words.changed} count={changed.length}>
        {changed.map((pair) => (
          <li key={`${pair.before.task} ${pair.after.task}`}>
            <strong>{name(pair.after)}</strong>
            <span className="below">
              {words.was} {name(pair.before)}
            </span>
            <dl className="steps">
              {pair.changes.map((change) => (
                <div key={change.what}>
                  <dt>{change.what}</dt>
                  <dd>
                    <del>{change.before}</del> <ins>{change.after}</ins>
                  </dd>
                </div>
              ))}
            </dl>
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

function Plain(props: { title: string; lines: readonly string[] }): ReactElement {
  return (
    <Names title={props.title} count={props.lines.length}>
      {props.lines.map((line) => (
        <li key={line}>{line}</li>
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
