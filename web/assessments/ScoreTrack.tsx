import type { ReactElement } from "react";
import type { ScoreValue } from "../../src/assessments/scores.contract.ts";
import { differenceOf, type Part, partOf } from "./score-rows.ts";

interface TrackProps {
  readonly scale: string;
  /** What the organisation says; undefined where it says nothing, or where it is not to be seen. */
  readonly self: ScoreValue | undefined;
  readonly independent: ScoreValue | undefined;
  /** Which sides are to be seen at all. */
  readonly sides: readonly string[];
}

const width = 164;
const height = 24;
const edge = 10;
const middle = height / 2;

function x(place: number): number {
  return edge + place * (width - 2 * edge);
}

/**
 * Both scores of a row on their scale: a ring for what the organisation says, a square for what was
 * found, joined by a line that is thick and orange where half of the scale lies between. Hatched
 * where the independent score is missing. What it shows is said in words beside it.
 */
export function ScoreTrack(props: TrackProps): ReactElement {
  const { scale, sides } = props;
  const self = sides.includes("self") ? partOf(props.self) : null;
  const independent = sides.includes("independent") ? partOf(props.independent) : null;
  const looked = sides.at(-1) === "independent" ? independent : self;
  const { kind, wide } = differenceOf(scale, props.self, props.independent);
  const both = self !== null && independent !== null;
  return (
    <svg className="track" width={width} height={height} aria-hidden="true" focusable="false">
      {looked === null ? (
        <rect
          className="c-unknown"
          x={edge - 8}
          y={middle - 6.5}
          width={width - 2 * edge + 16}
          height={13}
        />
      ) : (
        <Ticks scale={scale} />
      )}
      {both && kind === "apart" ? (
        <line
          className={wide ? "apart-wide" : "apart-near"}
          x1={x(self.from > independent.to ? independent.to : self.to)}
          x2={x(self.from > independent.to ? self.from : independent.from)}
          y1={middle}
          y2={middle}
        />
      ) : null}
      {independent === null ? null : <Found part={independent} round={both && kind === "agree"} />}
      {self === null ? null : <Said part={self} around={both && kind === "agree"} />}
    </svg>
  );
}

function Ticks(props: { scale: string }): ReactElement {
  const places = props.scale === "level" ? [0, 0.25, 0.5, 0.75, 1] : [0, 1];
  return (
    <g className="ticks">
      {places.map((place) => (
        <line key={place} x1={x(place)} x2={x(place)} y1={middle - 6} y2={middle + 6} />
      ))}
    </g>
  );
}

function Found(props: { part: Part; round: boolean }): ReactElement {
  const { from, to } = props.part;
  const size = 12;
  const wide = x(to) - x(from) + size;
  return (
    <rect
      className={to > from ? "found open" : "found"}
      x={x(from) - size / 2}
      y={middle - size / 2}
      width={wide}
      height={size}
      rx={props.round ? size / 2 : 0}
    />
  );
}

function Said(props: { part: Part; around: boolean }): ReactElement {
  const { from, to } = props.part;
  const radius = props.around ? 9 : 6;
  return (
    <rect
      className={props.around ? "said around" : "said"}
      x={x(from) - radius}
      y={middle - radius}
      width={x(to) - x(from) + 2 * radius}
      height={2 * radius}
      rx={radius}
    />
  );
}
