import type { ReactElement } from "react";
import type { ClockRow } from "../../src/orders/clock.contract.ts";
import { Parts } from "./Parts.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

interface CountingProps {
  readonly row: ClockRow | undefined;
  readonly order: string;
  readonly query: Readonly<Record<string, string>>;
}

/** How the date of one task was counted, step by step, and what else the text says of it. */
export function Counting({ row, order, query }: CountingProps): ReactElement {
  if (row === undefined) {
    return (
      <section aria-labelledby="counting">
        <h2 id="counting">{words.counting}</h2>
        <p className="note">{words.choose}</p>
      </section>
    );
  }
  const more = [
    ...row.help_words,
    ...(row.route_words === null ? [] : [{ what: words.route, words: row.route_words }]),
    ...(row.marking === null ? [] : [{ what: words.marking, words: row.marking }]),
    ...row.carve_outs.map((carved) => ({ what: words.carved, words: carved })),
    ...partsOf(row),
    ...(row.note === null ? [] : [{ what: words.note, words: row.note }]),
  ];
  return (
    <section aria-labelledby="counting">
      <h2 id="counting">{words.counting}</h2>
      <p className="note">
        <UserText>{`${row.clause} ${row.title}`}</UserText>
      </p>
      <Steps steps={row.steps} />
      {more.length === 0 ? null : <Steps steps={more} />}
      {row.parts === null ? null : (
        <Parts key={row.task} order={order} task={row.task} query={query} />
      )}
      {row.from_memory.length === 0 ? null : (
        <p className="note">{words.memory(row.from_memory)}</p>
      )}
    </section>
  );
}

function partsOf(row: ClockRow): { what: string; words: string }[] {
  const { parts } = row;
  if (parts === null) return [];
  const { expected: _, ...states } = parts;
  const counted = Object.entries(states).flatMap(([state, count]) => {
    const name = Object.entries(words.partWords).find(([key]) => key === state)?.[1];
    return count === 0 || name === undefined ? [] : [`${count} ${name}`];
  });
  return [{ what: words.inParts, words: counted.join(", ") }];
}

function Steps({ steps }: { steps: readonly { what: string; words: string }[] }): ReactElement {
  return (
    <dl className="steps">
      {steps.map((step, at) => (
        <div
          key={`${step.what} ${step.words}`}
          className={at === steps.length - 1 && step.what === "Counts as" ? "result" : ""}
        >
          <dt>
            <UserText>{step.what}</UserText>
          </dt>
          <dd>
            <UserText>{step.words}</UserText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
