import type { ReactElement, ReactNode } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import type { Finding } from "../../src/findings/findings.contract.ts";
import type { Action } from "../../src/findings/plan.contract.ts";
import type { Recommendation } from "../../src/findings/recommendations.contract.ts";
import type { Register } from "../../src/findings/records.contract.ts";
import type { Risk } from "../../src/findings/risks.contract.ts";
import { isOverdue, slipsOf, unmetOf } from "../../src/findings/totals.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { Empty } from "../ui/Empty.tsx";
import { UserText } from "../ui/UserText.tsx";
import { StateMark } from "./StateMark.tsx";
import { words } from "./words.ts";

type AnyRecord = Finding | Risk | Recommendation | Action;

interface RecordTableProps {
  readonly review: string;
  readonly register: Register;
  readonly records: readonly AnyRecord[];
  readonly day: string;
}

/** The records of a register, one in each row. */
export function RecordTable(props: RecordTableProps): ReactElement {
  const { review, register, records, day } = props;
  if (records.length === 0) {
    return (
      <Empty
        title={words.emptyTitle}
        words={words.empty[register]}
        way={words.emptyWay(register, review)}
      />
    );
  }
  const [head, tell] = columns[register];
  return (
    <table className="rows plain-table records" aria-label={words.registers[register]}>
      <thead>
        <tr>
          <th scope="col">{words.title}</th>
          <th scope="col">{words.state}</th>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id} data-row>
            <th scope="row" className="name">
              <Go to={`${reviewPath(review)}/findings/${record.id}`} open>
                <span className="record-number">{record.id}</span>{" "}
                <UserText>{record.content.title}</UserText>
              </Go>
              <span className="below">
                {record.organisation === null ? (
                  words.ofNone
                ) : (
                  <UserText>{record.organisation_name}</UserText>
                )}
              </span>
            </th>
            <td>
              <StateMark state={record.state} />
            </td>
            {tell(record, day).map((cell, at) => (
              <td key={head[at]} data-head={head[at]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Column = readonly [
  readonly string[],
  (record: AnyRecord, day: string) => readonly ReactNode[],
];

const graded: Column = [
  [words.severity],
  (record) => ["severity" in record.content ? words.valueOf(record.content.severity) : ""],
];

const columns: Readonly<Record<Register, Column>> = {
  findings: graded,
  risks: [
    [words.severity, words.cost],
    (record) =>
      "statement" in record.content
        ? [words.valueOf(record.content.severity), moneyOf(record.content.cost)]
        : [],
  ],
  recommendations: [
    [words.kindLabel, words.response, words.due],
    (record) => {
      if (!("what" in record.content) || !("response" in record)) return [];
      const { what, due, due_task: task } = record.content;
      const { response } = record;
      const answer = response === null ? words.notAnswered : words.valueOf(response.answer);
      const by = due === null ? task || words.noDate : dayInWords(due);
      return [words.valueOf(what.kind), answer, by];
    },
  ],
  actions: [
    [words.blockedLabel, words.unmet, words.nextMilestone],
    (record, day) => ("milestones" in record.content ? actionCells(record.content, day) : []),
  ],
};

function actionCells(content: Action["content"], day: string): ReactNode[] {
  const next = content.milestones
    .filter(({ state }) => state === "open")
    .toSorted((one, other) => (one.due < other.due ? -1 : 1))[0];
  const blocked = content.blocked_by.map(words.valueOf).join(", ");
  const moved = words.slips(slipsOf(content));
  return [
    blocked === "" ? words.none : blocked,
    moneyOf(unmetOf(content)),
    next === undefined ? (
      words.none
    ) : (
      <span className={isOverdue(content, day) ? "late" : undefined}>
        {dayInWords(next.due)}
        {moved === "" ? null : <span className="below">{moved}</span>}
      </span>
    ),
  ];
}

/** Money in whole units, or that nobody stated it. */
export function moneyOf(value: number | null): string {
  return value === null ? words.notStated : grouped(value);
}
