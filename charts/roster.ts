import { createElement as h, type KeyboardEvent, type ReactElement } from "react";
import {
  type PlacedGroup,
  placeRoster,
  type RosterColumn,
  type RosterGroup,
} from "./roster-layout.ts";
import { shownText } from "../src/kit/shown-text.ts";

interface RosterProps {
  readonly groups: readonly RosterGroup[];
  /** Percent at which the methodology draws lines. */
  readonly thresholds: readonly number[];
  /** Width in pixels that it will have; the text keeps its size. Default 1200. */
  readonly width?: number;
  /** What the whole shows, in one sentence. */
  readonly label: string;
  /** Key of the column that is pointed at. */
  readonly pointed?: string;
  readonly onPoint?: (column: RosterColumn | null) => void;
  readonly onOpen?: (column: RosterColumn) => void;
}

const narrow = 600;
const top = 34;

/**
 * All organisations of a review as one picture: a column each, grouped by display, drawn as the
 * interval that it is. What is not rated takes as much space as what is. With `onOpen` it is a list
 * that arrow keys walk through and Enter opens; without, a picture with a name.
 */
export function Roster(props: RosterProps): ReactElement {
  const width = props.width ?? 1200;
  const phone = width < narrow;
  const height = phone ? 180 : 250;
  const placed = placeRoster(props.groups, phone ? 0 : 44, width);
  return h(
    "svg",
    {
      className: "chart",
      viewBox: `0 0 ${width} ${top + height + 4}`,
      ...(props.onOpen === undefined
        ? { role: "img", "aria-label": props.label }
        : walkable(props, placed)),
    },
    ...placed.map((group) => groupShapes(props, group, height, phone)),
    ...props.thresholds.map((percent) => threshold(percent, width, height, phone)),
    ...(phone ? [] : [axisText(0, height)]),
  );
}

/** What makes the picture a list: one stop for Tab, arrows inside, Enter opens. */
function walkable(props: RosterProps, placed: readonly PlacedGroup[]): Record<string, unknown> {
  const columns = placed.flatMap((group) => group.group.columns);
  const at = columns.findIndex((column) => column.key === props.pointed);
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0 };
  return {
    role: "listbox",
    tabIndex: 0,
    "aria-label": props.label,
    "aria-activedescendant": at < 0 ? undefined : columnId(props.pointed ?? ""),
    onFocus: () => props.onPoint?.(columns[Math.max(0, at)] ?? null),
    onBlur: () => props.onPoint?.(null),
    onPointerLeave: () => props.onPoint?.(null),
    onKeyDown: (event: KeyboardEvent) => {
      const chosen = columns[at];
      const next = event.key === "End" ? columns.length - 1 : steps[event.key];
      if (next !== undefined) {
        props.onPoint?.(columns[Math.min(Math.max(0, next), columns.length - 1)] ?? null);
      } else if (event.key === "Enter" && chosen !== undefined) props.onOpen?.(chosen);
      else return;
      event.preventDefault();
    },
  };
}

function columnId(key: string): string {
  return `roster-${key}`;
}

function groupShapes(
  props: RosterProps,
  placed: PlacedGroup,
  height: number,
  phone: boolean,
): ReactElement {
  const { group, x, width } = placed;
  const block = { x, y: top, width, height };
  const under: ReactElement[] = [];
  if (group.rated)
    under.push(h("path", { key: "bad", className: "c-bad-flat", d: badArea(placed, height) }));
  else if (phone) under.push(h("rect", { key: "block", className: "c-unknown", ...block }));
  return h(
    "g",
    { key: group.label },
    ...heading(placed),
    ...under,
    ...group.columns.map((column, index) =>
      columnShapes(props, placed, column, index, height, phone),
    ),
  );
}

function heading(placed: PlacedGroup): ReactElement[] {
  const { group, x, width } = placed;
  const count = String(group.columns.length);
  return [
    h(
      "text",
      { key: "name", x, y: 18, "aria-hidden": true },
      h("tspan", { className: "c-count" }, count),
      placed.named ? h("tspan", { className: "c-label", dx: 6 }, shownText(group.name)) : null,
    ),
    h("line", { key: "rule", className: "c-axis", x1: x, x2: x + width, y1: top - 8, y2: top - 8 }),
  ];
}

/** One flat stepped area above what is possible: bad is proved, and needs no columns. */
function badArea(placed: PlacedGroup, height: number): string {
  const { group, x, step, width } = placed;
  const steps = group.columns.map((column, index) => {
    const y = top + height * (1 - column.most / 100);
    return `V${round(y)}H${round(x + (index + 1) * step)}`;
  });
  return `M${round(x)} ${top}${steps.join("")}V${top}H${round(x + width)}Z`;
}

function columnShapes(
  props: RosterProps,
  placed: PlacedGroup,
  column: RosterColumn,
  index: number,
  height: number,
  phone: boolean,
): ReactElement {
  const x = placed.x + index * placed.step;
  const width = placed.step - (placed.step > 5 ? 1.5 : 0);
  const marks = placed.group.rated
    ? ratedMarks(column, x, width, placed.step, height)
    : phone
      ? []
      : [
          h("rect", {
            key: "u",
            className: "c-unknown",
            x,
            y: top,
            width: Math.max(1, width - 0.5),
            height,
          }),
        ];
  const area = { x, y: top, width: placed.step, height };
  const hit = h("rect", { key: "hit", fill: "transparent", ...area });
  const ring =
    props.pointed === column.key
      ? [h("rect", { key: "ring", className: "c-column-ring", ...area })]
      : [];
  if (props.onOpen === undefined) return h("g", { key: column.key }, ...marks);
  return h(
    "g",
    {
      key: column.key,
      id: columnId(column.key),
      role: "option",
      className: "c-column",
      "aria-selected": props.pointed === column.key,
      "aria-label": shownText(`${column.name}, ${placed.group.name}: ${column.words}`),
      onPointerEnter: () => props.onPoint?.(column),
      onClick: () => props.onOpen?.(column),
    },
    ...marks,
    hit,
    ...ring,
  );
}

function ratedMarks(
  column: RosterColumn,
  x: number,
  width: number,
  step: number,
  height: number,
): ReactElement[] {
  const foot = top + height;
  const least = round(foot - (height * column.least) / 100);
  const most = round(foot - (height * column.most) / 100);
  const marks = [
    h("rect", {
      key: "good",
      className: "c-good",
      x,
      y: least,
      width,
      height: Math.max(0, foot - least),
    }),
  ];
  if (least - most >= 0.5) {
    const tall = Math.max(2, least - most);
    marks.push(
      h("rect", { key: "u", className: "c-unknown", x, y: least - tall, width, height: tall }),
    );
  }
  const edgeTop = Math.min(foot - 2, Math.max(top, least - 1.5));
  marks.push(
    h("rect", { key: "edge", className: "c-edge", x, y: edgeTop, width: step, height: 2.5 }),
  );
  return marks;
}

function threshold(percent: number, width: number, height: number, phone: boolean): ReactElement {
  const y = round(top + height * (1 - percent / 100));
  const from = phone ? 0 : 38;
  return h(
    "g",
    { key: `t${percent}`, "aria-hidden": true, pointerEvents: "none" },
    h("line", { className: "c-threshold-over", x1: from, x2: width, y1: y, y2: y }),
    phone ? null : h("line", { className: "c-threshold", x1: from, x2: 46, y1: y, y2: y }),
    phone ? null : axisText(percent, height),
  );
}

function axisText(percent: number, height: number): ReactElement {
  const y = top + height * (1 - percent / 100) + (percent === 0 ? 0 : 4);
  const place = { x: 34, y, textAnchor: "end", "aria-hidden": true };
  return h("text", { key: `a${percent}`, className: "c-text-soft", ...place }, `${percent} %`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
