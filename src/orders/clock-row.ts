import { closingInstant, type Day, daysBetween } from "../kit/calendar.ts";
import type { Standing } from "../offices/offices.contract.ts";
import type { ClockRow, PartCounts, RowGroup, RowState } from "./clock.contract.ts";
import { waitsFor } from "./deadlines/deadline-kinds.ts";
import { type DueDate, type DueDates, partsOf } from "./due-dates.ts";
import { countObligations, type Obligation, obligationOf } from "./obligation-state.ts";
import { isInForce } from "./order-life.ts";
import type { OrderState } from "./order-state.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";
import { obligationInWords } from "./obligation-words.ts";
import { rowStateInWords } from "./words.ts";
import { emptyOffices } from "./empty-offices.ts";

/** What a row of the clock is made from. */
export interface RowMatter {
  readonly order: OrderFile;
  readonly state: OrderState;
  readonly dates: DueDates;
  readonly standings: readonly Standing[];
  readonly on: Day;
}

/** Under which heading a task stands: a date of its own, none, or in force all the time. */
export function groupOf(task: OrderTask): RowGroup {
  const { deadline } = task;
  if (task.continuing === true || deadline.kind === "at-once") return "continuing";
  const number =
    deadline.kind !== "after-product" ||
    [deadline.days, deadline.months, deadline.years].some((each) => each !== undefined);
  return deadline.kind === "none" || deadline.inferred === true || !number
    ? "no-own-date"
    : "dated";
}

/** The obligations of a task: one for each part, or one for the whole. */
export function obligationsOf(task: OrderTask, state: OrderState): Obligation[] {
  const parts = partsOf(task, state.facts) ?? [null];
  return parts.map((part) => obligationOf(state.acts, task.id, part));
}

interface Delivered {
  readonly day: Day | null;
  readonly complete: boolean;
  readonly some: boolean;
  readonly waived: boolean;
}

function deliveredOf(
  task: OrderTask,
  state: OrderState,
  obligations: readonly Obligation[],
): Delivered {
  const days = state.facts.events
    .filter((each) => each.task === task.id && each.event === "delivery")
    .map((each) => each.on)
    .toSorted();
  const handedIn = obligations.filter((each) =>
    ["submitted", "received", "accepted"].includes(each.state),
  );
  const waived = obligations.filter((each) => each.state === "waived");
  return {
    day: days.at(-1) ?? null,
    some: days.length > 0,
    complete: handedIn.length > 0 && handedIn.length + waived.length === obligations.length,
    waived: obligations.length > 0 && waived.length === obligations.length,
  };
}

function stateOf(
  matter: RowMatter,
  task: OrderTask,
  due: DueDate,
  came: Delivered,
): { state: RowState; days: number | null } {
  if (!isInForce(matter.state.status)) return { state: "not-signed", days: null };
  if (groupOf(task) === "continuing") return { state: "continuing", days: null };
  if (came.waived) return { state: "waived", days: null };
  if (due.due === null) return { state: "no-date", days: null };
  if (came.complete && came.day !== null && due.repeats === null) {
    const days = daysBetween(due.due, came.day);
    if (days === 0) return { state: "delivered-on-time", days };
    return { state: days < 0 ? "delivered-early" : "delivered-late", days };
  }
  const days = daysBetween(due.due, matter.on);
  // Nobody is past a date that is only a forecast: what starts its clock is not there or not settled.
  if (due.projected && !came.some && (due.notStarted || days > 0)) {
    return { state: "clock-not-started", days: null };
  }
  if (days <= 0) return { state: "not-due", days };
  const partly = came.some && due.repeats === null;
  return { state: partly ? "partly-delivered" : "no-delivery-on-record", days };
}

/** One task of an order on the clock of a day. */
export function clockRow(matter: RowMatter, task: OrderTask): ClockRow {
  const due = matter.dates.of(task);
  const obligations = obligationsOf(task, matter.state);
  const came = deliveredOf(task, matter.state, obligations);
  const { state, days } = stateOf(matter, task, due, came);
  const { closes } = task.deadline;
  const counts: PartCounts | null = obligations[0]?.part ? countObligations(obligations) : null;
  return {
    ...textOf(matter.order, task),
    group: groupOf(task),
    rule_words: due.words,
    printed: due.printed,
    due: due.due,
    closes_at:
      closes && due.due !== null ? closingInstant(due.due, closes.time, closes.zone) : null,
    projected: due.projected,
    moved_by_rule: due.printed !== due.due,
    repeats: due.repeats,
    waits_for: [...waitsFor(task.deadline)],
    runs_from: due.from,
    delivered: came.day,
    state,
    days,
    ...rowWords(
      matter,
      { state, days, delivered: came.day, started: !due.notStarted },
      obligations,
    ),
    parts: counts,
    events: matter.state.facts.events
      .filter((each) => each.task === task.id)
      .map(({ event, part, on }) => ({ event, part, on })),
    empty_offices: emptyOffices({ ...matter, signed: matter.state.facts.signed }, task),
    steps: due.steps.map((step) => ({ ...step })),
  };
}

/** The state in words; of one joint product also who decided on it, and why. */
function rowWords(
  { order }: RowMatter,
  is: { state: RowState; days: number | null; delivered: Day | null; started: boolean },
  [only, ...others]: readonly Obligation[],
): { state_words: string; state_note: string } {
  const words = rowStateInWords(is.state, is.days, is.delivered, is.started);
  if (only === undefined || only.part !== null || others.length > 0) return words;
  const by = only.by === null ? null : (order.offices[only.by]?.title ?? only.by);
  const remark = obligationInWords({ ...only, by });
  const notes = [words.state_note, remark].filter((note) => note !== "");
  return { ...words, state_note: notes.join(" · ") };
}

function textOf(order: OrderFile, task: OrderTask) {
  const shortOf = (office: string): string =>
    order.offices[office]?.short ?? order.offices[office]?.title ?? office;
  const list = (offices: readonly string[] = []): string => offices.map(shortOf).join(", ");
  const [first = "", ...others] = task.leads.map(shortOf);
  const helps = [
    ["Coordinated by", task.coordinated_by],
    ["In coordination with", task.coordination],
    ["In consultation with", task.consultation],
    ["With support of", task.support],
  ] as const;
  const { route } = task;
  const through = route?.through?.length ? ` through ${list(route.through)}` : "";
  const routeMemory = route?.from_memory === true ? ["route"] : [];
  const deadlineMemory = task.deadline.from_memory === true ? ["deadline"] : [];
  return {
    task: task.id,
    clause: task.clause,
    title: task.title,
    short: task.short ?? task.title,
    leads: task.leads.map((office) => ({
      office,
      title: order.offices[office]?.title ?? office,
      short: shortOf(office),
    })),
    lead_words: others.length === 0 ? first : `${first} + ${others.length}`,
    help_words: helps.flatMap(([what, offices]) =>
      offices?.length ? [{ what, words: list(offices) }] : [],
    ),
    product: task.product,
    route_words: route ? `to ${list(route.to)}${through}` : null,
    marking: task.marking ?? null,
    carve_outs: (task.carve_outs ?? []).map(
      (carved) =>
        `${carved.what}: ${list(carved.by)} stand in for ${list(carved.instead_of)}${carved.clause === undefined ? "" : `, ${carved.clause}`}`,
    ),
    from_memory: [...(task.from_memory ?? []), ...routeMemory, ...deadlineMemory],
    note: task.note ?? null,
  };
}
