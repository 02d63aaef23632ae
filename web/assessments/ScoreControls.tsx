import { memo, type ReactElement, useMemo } from "react";
import type { ScoreKind } from "../../src/assessments/scores.contract.ts";
import { useAddress } from "../app/address.ts";
import { Choice } from "../ui/Choice.tsx";
import { Filters } from "../ui/Filters.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { keepRows, type Narrowing, type ScoreRow, type Standing } from "./score-rows.ts";
import { words } from "./words.ts";

interface ControlsProps {
  readonly rows: readonly ScoreRow[];
  readonly sides: readonly ScoreKind[];
  readonly standing: Standing;
  readonly narrowing: Narrowing;
  readonly all: string;
  readonly label: string;
}

/** What the address narrows the rows to. */
export function useNarrowing(): Narrowing {
  const { search } = useAddress();
  const { show = "", group = "", find = "" } = search;
  return useMemo(() => ({ show, group, find }), [show, group, find]);
}

/** Filters with counts, the group, and the search over the rows of a page of scores; and the legend. */
export const ScoreControls = memo(function ScoreControls(props: ControlsProps): ReactElement {
  const { rows, sides, standing, narrowing } = props;
  const address = useAddress();
  const groups = [...new Set(rows.map(({ group }) => group))].filter((group) => group !== "");
  const count = (show: string) => keepRows(rows, { ...narrowing, show }, standing).length;
  const levels = rows.every(({ scale }) => scale === "level");
  const both = sides.length === 2;
  return (
    <>
      <div className="list-controls no-print">
        <Filters
          name="show"
          label={props.label}
          filters={[
            { key: "", name: props.all, count: count("") },
            ...(both
              ? [
                  { key: "apart", name: words.apart(levels), count: count("apart") },
                  { key: "one", name: words.oneSided, count: count("one") },
                ]
              : []),
            ...sides.map((side) => ({
              key: `open-${side}`,
              name: words.open[side],
              count: count(`open-${side}`),
            })),
          ]}
        />
        {groups.length < 2 ? null : (
          <Choice
            label={words.group}
            value={narrowing.group}
            options={[
              { value: "", name: words.anyGroup },
              ...groups.map((group) => ({ value: group, name: group })),
            ]}
            choose={(group) => address.change({ group }, { replace: true })}
          />
        )}
        {rows.length > 20 ? <SearchField label={words.find} /> : null}
      </div>
      <Legend sides={sides} />
    </>
  );
});

function Legend(props: { sides: readonly ScoreKind[] }): ReactElement {
  const both = props.sides.length === 2;
  return (
    <p className="legend score-legend">
      {props.sides.includes("self") ? (
        <span>
          <svg width="14" height="14" aria-hidden="true" className="track">
            <rect className="said" x="1.5" y="1.5" width="11" height="11" rx="5.5" />
          </svg>
          {words.legend.self}
        </span>
      ) : null}
      {props.sides.includes("independent") ? (
        <span>
          <svg width="12" height="12" aria-hidden="true" className="track">
            <rect className="found" width="12" height="12" />
          </svg>
          {words.legend.independent}
        </span>
      ) : null}
      {both ? (
        <span>
          <svg width="26" height="12" aria-hidden="true" className="track">
            <line className="apart-wide" x1="0" x2="26" y1="6" y2="6" />
          </svg>
          {words.legend.wide}
        </span>
      ) : null}
      <span>
        <svg width="28" height="12" aria-hidden="true" className="track">
          <rect className="c-unknown" x="0.5" y="0.5" width="27" height="11" />
        </svg>
        {both ? words.legend.hatch : words.legend.blindHatch}
      </span>
    </p>
  );
}
