import { closingInstant, readDay } from "../kit/calendar.ts";
import type { Path } from "../kit/check-shape.ts";
import { type Place, Problem } from "../kit/problem.ts";
import { readYaml } from "../kit/read-yaml.ts";
import { findDeadlineCircle } from "./deadline-circles.ts";
import { waitsFor } from "./deadlines/deadline-kinds.ts";
import { spanOf } from "./deadlines/literal-due.ts";
import { OrderFile, type OrderTask } from "./order.contract.ts";

type PlaceOf = (path: Path) => Place;

/**
 * Reads an order file (docs/order-format.md).
 * Refuses (bad-input), at its line: what YAML or the format refuses, doubled tasks, offices and
 * tasks that are named and not listed, dates that do not exist or contradict each other, deadlines
 * without a number, unknown time zones, and deadlines that wait for each other in a circle.
 */
export function readOrder(content: string | Uint8Array, file: string): OrderFile {
  const { value: order, placeOf } = readYaml(OrderFile, content, file);
  checkDays(order, placeOf);
  checkOffices(order, placeOf);
  checkTasks(order, placeOf);
  return order;
}

function refuse(sentence: string, place: Place): never {
  throw new Problem("bad-input", sentence, place);
}

function checkDays(order: OrderFile, placeOf: PlaceOf): void {
  for (const name of ["leaked", "planned_signing", "signed", "published"] as const) {
    const day = order[name];
    if (day !== undefined) readDay(day, placeOf([name]));
  }
  const signedStates = ["signed", "amended"];
  if (signedStates.includes(order.status) && order.signed === undefined) {
    refuse("a signed order says the day it was signed; add signed.", placeOf(["status"]));
  }
  if (
    order.signed !== undefined &&
    ["leaked", "draft", "scheduled", "postponed"].includes(order.status)
  ) {
    refuse(
      `an order that is ${order.status} has no day of signing; take signed out.`,
      placeOf(["signed"]),
    );
  }
  if (
    order.signed !== undefined &&
    order.published !== undefined &&
    order.published < order.signed
  ) {
    refuse(
      "an order is not published before it is signed; mend one of the two.",
      placeOf(["published"]),
    );
  }
}

function checkOffices(order: OrderFile, placeOf: PlaceOf): void {
  for (const [id, office] of Object.entries(order.offices)) {
    for (const [at, seat] of (office.seats ?? []).entries()) {
      checkOffice(order, seat, placeOf(["offices", id, "seats", at]));
    }
    if (office.quorum !== undefined && office.quorum > (office.seats?.length ?? 0)) {
      refuse(
        "the quorum is larger than the number of seats; mend one of the two.",
        placeOf(["offices", id, "quorum"]),
      );
    }
    for (const [at, standing] of (office.standings ?? []).entries()) {
      readDay(standing.from, placeOf(["offices", id, "standings", at, "from"]));
    }
  }
}

function checkOffice(order: OrderFile, id: string, place: Place): void {
  if (Object.hasOwn(order.offices, id)) return;
  refuse(`the office ${id} is not listed under offices; add it there or mend the name.`, place);
}

const officeLists = ["leads", "coordinated_by", "coordination", "consultation", "support"] as const;

function checkTasks(order: OrderFile, placeOf: PlaceOf): void {
  const ids = new Set<string>();
  for (const [at, task] of order.tasks.entries()) {
    const path = ["tasks", at];
    if (ids.has(task.id))
      refuse(
        `the task ${task.id} stands here twice; give one another id.`,
        placeOf([...path, "id"]),
      );
    ids.add(task.id);
    checkTaskOffices(order, task, (rest) => placeOf([...path, ...rest]));
    checkDeadline(task, (rest) => placeOf([...path, "deadline", ...rest]));
  }
  for (const [at, task] of order.tasks.entries()) {
    for (const anchor of waitsFor(task.deadline)) {
      if (ids.has(anchor)) continue;
      refuse(
        `the task ${anchor} is not in this order; mend the name.`,
        placeOf(["tasks", at, "deadline"]),
      );
    }
  }
  const circle = findDeadlineCircle(order.tasks);
  if (!circle) return;
  const at = order.tasks.findIndex((task) => task.id === circle[0]);
  const sentence = `these deadlines wait for each other in a circle: ${circle.join(" → ")}; let one of them count from signing or a date.`;
  refuse(sentence, placeOf(["tasks", at, "deadline"]));
}

function checkTaskOffices(order: OrderFile, task: OrderTask, placeOf: PlaceOf): void {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    ...officeLists.map((name) => [[name], task[name] ?? []] as const),
    [["route", "to"], task.route?.to ?? []],
    [["route", "through"], task.route?.through ?? []],
    ...(task.carve_outs ?? []).flatMap(
      (carved, at) =>
        [
          [["carve_outs", at, "instead_of"], carved.instead_of],
          [["carve_outs", at, "by"], carved.by],
        ] as const,
    ),
  ];
  for (const [path, offices] of lists) {
    const seen = new Set<string>();
    for (const [at, office] of offices.entries()) {
      checkOffice(order, office, placeOf([...path, at]));
      if (seen.has(office))
        refuse(`the office ${office} stands here twice; keep one.`, placeOf([...path, at]));
      seen.add(office);
    }
  }
}

function checkDeadline(task: OrderTask, placeOf: PlaceOf): void {
  const { deadline } = task;
  if (deadline.kind === "fixed") readDay(deadline.on, placeOf(["on"]));
  if (deadline.kind === "repeat" && deadline.until !== undefined)
    readDay(deadline.until, placeOf(["until"]));
  if (deadline.kind === "after-signing" || deadline.kind === "repeat") {
    const span = spanOf(deadline);
    if (span === null) refuse("give a number of days, months or years.", placeOf([]));
    const { days = 0, months = 0, years = 0 } = span;
    if (deadline.kind === "repeat" && days + months + years === 0) {
      refuse("a repeat needs a number above zero.", placeOf([]));
    }
  }
  if (deadline.closes) {
    try {
      closingInstant("2020-01-01", deadline.closes.time, deadline.closes.zone);
    } catch (error) {
      if (error instanceof Problem) refuse(error.message, placeOf(["closes"]));
      throw error;
    }
  }
}
