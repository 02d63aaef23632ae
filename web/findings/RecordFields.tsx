import type { ReactElement, ReactNode } from "react";
import type { FindingContent } from "../../src/findings/findings.contract.ts";
import type { ActionContent, Milestone } from "../../src/findings/plan.contract.ts";
import { cellCodecs } from "../../src/findings/record-cells.ts";
import type { RecommendationContent } from "../../src/findings/recommendations.contract.ts";
import type { Register } from "../../src/findings/records.contract.ts";
import type { RiskContent } from "../../src/findings/risks.contract.ts";
import { usePart } from "../app/address.ts";
import { dayInWords } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { EvidenceLines } from "./EvidenceLines.tsx";
import { moneyOf } from "./RecordTable.tsx";
import { cellsOf } from "./registers.ts";
import { words } from "./words.ts";

/** What a record of any register holds. */
export type AnyContent = FindingContent | RiskContent | RecommendationContent | ActionContent;

const money: ReadonlySet<string> = new Set(["cost", "funded", "amount"]);
const chosen: ReadonlySet<string> = new Set([
  "severity",
  "addressee",
  "kind",
  "step",
  "adequacy",
  "stage",
]);
/** What a finding or an action has to say some day; missing takes space. */
const wanted: ReadonlySet<string> = new Set(["cause", "effect", "sample", "evidence", "owner"]);
const elsewhere: ReadonlySet<string> = new Set(["organisation", "title"]);

/** Everything that a record says, field by field; what nobody stated says so. */
export function RecordFields(props: {
  readonly register: Register;
  readonly content: AnyContent;
}): ReactElement {
  const { register, content } = props;
  const cells = cellsOf(register, content);
  const shown = cellCodecs[register].columns.filter(
    (column) => !elsewhere.has(column) && column in cells && isSaid(column, cells[column] ?? ""),
  );
  return (
    <dl className="record-fields">
      {shown.map((column) => (
        <div key={column}>
          <dt>{words.fields[column]?.label ?? column}</dt>
          <dd>{fieldOf(column, cells[column] ?? "", content)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What belongs to a finding and what money nobody stated is told as missing; the rest is left out. */
function isSaid(column: string, cell: string): boolean {
  return cell !== "" || money.has(column) || wanted.has(column);
}

function fieldOf(column: string, cell: string, content: AnyContent): ReactNode {
  if (cell === "") return <span className="missing">{words.notStated}</span>;
  if (money.has(column)) return moneyOf(Number(cell));
  if (chosen.has(column)) return words.valueOf(cell);
  if (column === "blocked_by") return cell.split("; ").map(words.valueOf).join(", ");
  if (column === "evidence" && "evidence" in content) {
    return <EvidenceLines evidence={content.evidence} />;
  }
  if (column === "milestones" && "milestones" in content) {
    return <Milestones milestones={content.milestones} />;
  }
  if (["findings", "risks", "recommendations"].includes(column)) return <Ids cell={cell} />;
  if (column === "due" || column === "end_of_support") return dayInWords(cell);
  return (
    <span className="paragraphs">
      <UserText>{cell}</UserText>
    </span>
  );
}

function Ids(props: { readonly cell: string }): ReactElement {
  const review = usePart("review");
  return (
    <span className="record-ids">
      {props.cell.split("; ").map((id) => (
        <Go key={id} to={`${reviewPath(review)}/findings/${id}`}>
          {id}
        </Go>
      ))}
    </span>
  );
}

function Milestones(props: { readonly milestones: readonly Milestone[] }): ReactElement {
  return (
    <ol className="milestones">
      {props.milestones.map(({ title, due, state, done_on: done, slips }) => (
        <li key={title}>
          <strong>
            <UserText>{title}</UserText>
          </strong>
          , {dayInWords(due)}: {done === null ? words.milestoneStates[state] : words.doneOn(done)}
          {slips.length === 0 ? null : (
            <ul>
              {slips.map(({ from, to, reason }) => (
                <li key={`${from} ${to}`}>
                  {words.moved(from, to)}: <UserText>{reason}</UserText>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
