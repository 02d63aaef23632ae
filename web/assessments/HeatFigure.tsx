import type { ReactElement } from "react";
import type { HeatMap } from "../../src/assessments/divergence.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { shadeOf, unpairedOf } from "./heat.ts";
import { words } from "./words.ts";

/**
 * Organisations by groups: a square each, higher and fuller where more lies between both scores. The
 * side that is higher is told by where the square fills from, then by colour; each cell has its words.
 */
export function HeatFigure(props: { heat: HeatMap }): ReactElement {
  const { heat } = props;
  return (
    // What scrolls sideways is reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="heat-scroll" role="region" aria-labelledby="heat" tabIndex={0}>
      <table className="heat" aria-labelledby="heat">
        <thead>
          <tr>
            <th scope="col">{words.organisation}</th>
            {heat.groups.map((group) => (
              <th key={group.id} scope="col" className="heat-head">
                <abbr title={shownText(group.name)}>
                  <UserText>{group.id === "" ? words.all : group.id}</UserText>
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.organisations.map((row) => (
            <tr key={row.organisation} data-row>
              <th scope="row" className="name">
                <Go to={`${reviewPath(heat.review)}/organisations/${row.organisation}/scores`} open>
                  <UserText>{row.name}</UserText>
                </Go>
              </th>
              {row.cells.map((cell, index) => (
                <HeatCell
                  key={heat.groups[index]?.id ?? index}
                  cell={cell}
                  organisation={row.name}
                  group={heat.groups[index]?.id ?? ""}
                  to={`${reviewPath(heat.review)}/organisations/${row.organisation}/scores`}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Cell = HeatMap["organisations"][number]["cells"][number];

function HeatCell(props: {
  cell: Cell;
  organisation: string;
  group: string;
  to: string;
}): ReactElement {
  const { cell, organisation, group } = props;
  const { side, strength } = shadeOf(cell);
  const mean =
    cell.lean_lo === null || cell.lean_hi === null
      ? words.noPairs
      : words.leaning(cell.lean_lo, cell.lean_hi);
  const said = shownText(words.heatCell(organisation, group, mean, cell.pairs, unpairedOf(cell)));
  return (
    <td className="heat-cell">
      <Go to={props.to} search={{ group }} label={said}>
        <HeatSign side={side} strength={strength} />
        <span className="heat-number" aria-hidden="true">
          {cell.pairs === 0 ? "" : mean}
        </span>
      </Go>
    </td>
  );
}

/** The sign of a cell: hatched without a pair, a dash where nothing is proved, else a bar up or down. */
export function HeatSign(props: {
  side: ReturnType<typeof shadeOf>["side"];
  strength: number;
}): ReactElement {
  const { side, strength } = props;
  const size = 24;
  const half = size / 2;
  const high = half * (strength / 4);
  return (
    <svg width={size} height={size} aria-hidden="true" className={`heat-sign ${side}`}>
      {side === "none" ? (
        <rect className="c-unknown" x={0.5} y={0.5} width={size - 1} height={size - 1} />
      ) : (
        <line className="zero" x1={0} x2={size} y1={half} y2={half} />
      )}
      {strength === 0 ? null : (
        <rect
          className="lean"
          x={1}
          width={size - 2}
          y={side === "self" ? half - high : half}
          height={high}
        />
      )}
    </svg>
  );
}
