import type { ReactElement } from "react";
import type { SideStage, Stage, StagePage } from "../../src/assessments/stages.contract.ts";
import { grouped } from "../../charts/bar-geometry.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { dueInWords } from "./StageBar.tsx";
import { sidesOfAll } from "./sides.ts";
import { words } from "./words.ts";

const order: readonly Stage[] = [
  "assigned",
  "in-progress",
  "submitted",
  "changes-requested",
  "accepted",
  "closed",
];

/** How far each side of each organisation is, and by when it is due. */
export function StageTable(props: { page: StagePage }): ReactElement {
  const { page } = props;
  const sides = sidesOfAll(page.organisations);
  return (
    <section aria-labelledby="progress" className="progress-of">
      <h2 id="progress" className="section-head">
        {words.progress}
      </h2>
      <p className="note">
        {!page.terms.set ? words.noTerms : page.terms.blind ? words.blindTerms : words.openTerms}
      </p>
      {sides.map((kind) => {
        const counts = order.flatMap((stage) => {
          const count = page.counts[kind][stage] ?? 0;
          return count === 0 ? [] : [`${grouped(count)} ${words.stageNames[stage].toLowerCase()}`];
        });
        return counts.length === 0 ? null : (
          <p key={kind} className="note">
            {words.progressHead[kind]}: {counts.join(", ")}.
          </p>
        );
      })}
      <table className="rows plain-table" aria-labelledby="progress">
        <thead>
          <tr>
            <th scope="col">{words.organisation}</th>
            {sides.map((kind) => (
              <th key={kind} scope="col">
                {words.progressHead[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.organisations.map((row) => (
            <tr key={row.organisation} data-row>
              <th scope="row" className="name">
                <Go to={`${reviewPath(page.review)}/organisations/${row.organisation}/scores`} open>
                  <UserText>{row.name}</UserText>
                </Go>
              </th>
              {sides.map((kind) => (
                <td key={kind} data-head={words.progressHead[kind]}>
                  {row.hidden.includes(kind) ? (
                    <span className="soft">{words.notShown}</span>
                  ) : (
                    <SideWords stage={row[kind]} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SideWords(props: { stage: SideStage }): ReactElement {
  const { stage } = props;
  const due = dueInWords(stage);
  return (
    <>
      <strong>{words.stageNames[stage.stage]}</strong>
      <span className="soft">
        {` ${words.stageLine(stage.scored, stage.of)}`}
        {due === "" ? "" : ` · ${stage.due === null ? due : words.dueWords(due)}`}
      </span>
      {stage.days_late > 0 ? (
        <strong className="late"> {words.late(stage.days_late)}</strong>
      ) : null}
    </>
  );
}
