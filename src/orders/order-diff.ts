import { deadlineInWords } from "./deadlines/deadline-kinds.ts";
import type { OrderDiff } from "./order-diff.contract.ts";
import { officesOf } from "./empty-offices.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";
import { ruleWords } from "./words.ts";

type TaskName = OrderDiff["tasks_added"][number];
type Change = OrderDiff["tasks_changed"][number]["changes"][number];

/** What the two texts are called; their identifiers, unless they are versions of one order. */
interface Names {
  readonly before: string;
  readonly after: string;
}

/**
 * Compares two texts. Tasks are paired by their id, or where the later text says what a task was
 * `formerly`: that pairing is a reading, and stands in the file for everybody to see.
 */
export function orderDiff(
  before: OrderFile,
  after: OrderFile,
  names: Names = { before: before.id, after: after.id },
): OrderDiff {
  const pairs = pairedTasks(before, after);
  const from = Map.groupBy(pairs, (pair) => pair.before.id);
  const to = Map.groupBy(pairs, (pair) => pair.after.id);
  const changed = pairs.map((pair) => ({ ...pair, changes: changesOf(before, after, pair) }));
  const [offices, later] = [namedOffices(before), namedOffices(after)];
  return {
    before: names.before,
    after: names.after,
    text_changed: changesBetween(aboutOrder(before), aboutOrder(after)),
    tasks_added: after.tasks.filter((task) => !to.has(task.id)).map(nameOf),
    tasks_dropped: before.tasks.filter((task) => !from.has(task.id)).map(nameOf),
    tasks_changed: changed
      .filter((pair) => pair.changes.length > 0)
      .map((pair) => ({
        before: nameOf(pair.before),
        after: nameOf(pair.after),
        changes: pair.changes,
      })),
    splits: [...from.values()].flatMap((group) =>
      group.length > 1 && group[0]
        ? [{ before: nameOf(group[0].before), after: group.map((pair) => nameOf(pair.after)) }]
        : [],
    ),
    merges: [...to.values()].flatMap((group) =>
      group.length > 1 && group[0]
        ? [{ before: group.map((pair) => nameOf(pair.before)), after: nameOf(group[0].after) }]
        : [],
    ),
    offices_added: later.filter((office) => !offices.includes(office)),
    offices_dropped: offices.filter((office) => !later.includes(office)),
    offices_unnamed: [...unnamed(before, names.before), ...unnamed(after, names.after)],
    unchanged: changed.filter((pair) => pair.changes.length === 0).length,
  };
}

/** A task as two texts have it. */
export interface TaskPair {
  readonly before: OrderTask;
  readonly after: OrderTask;
}

/**
 * Pairs the tasks of two texts. What a task was `formerly` is told once, by the text in which it
 * changed: a text that merely repeats it after that one means its own task.
 */
export function pairedTasks(before: OrderFile, after: OrderFile): TaskPair[] {
  const known = new Map(before.tasks.map((task) => [task.id, task]));
  return after.tasks.flatMap((task) => {
    const same = known.get(task.id);
    const told = lineage(task);
    const repeated = same !== undefined && lineage(same) === told;
    const stated = repeated ? [] : (task.formerly ?? []).flatMap((id) => known.get(id) ?? []);
    const earlier = stated.length > 0 ? stated : same ? [same] : [];
    return earlier.map((each) => ({ before: each, after: task }));
  });
}

function lineage({ formerly = [] }: OrderTask): string {
  return formerly.toSorted().join(" ");
}

function nameOf(task: OrderTask): TaskName {
  return { task: task.id, clause: task.clause, title: task.title };
}

/** What a text says of the order as a whole, and on which its dates depend. */
function aboutOrder(order: OrderFile): Record<string, string> {
  return {
    title: order.title,
    kind: order.kind,
    "calendar of holidays": order.calendar ?? "none",
    "rule for days off": order.rule === undefined ? "not stated" : ruleWords[order.rule],
  };
}

function aboutTask(order: OrderFile, task: OrderTask): Record<string, string> {
  const list = (offices: readonly string[] = []): string =>
    offices.map((office) => order.offices[office]?.title ?? office).join(", ") || "nobody";
  const title = (id: string): string => order.tasks.find((each) => each.id === id)?.title ?? id;
  return {
    title: task.title,
    clause: task.clause,
    leads: list(task.leads),
    "coordinated by": list(task.coordinated_by),
    "in coordination with": list(task.coordination),
    "in consultation with": list(task.consultation),
    "with support of": list(task.support),
    to: list(task.route?.to),
    through: list(task.route?.through),
    product: task.product,
    owed: task.each === undefined ? "once, jointly" : `by each ${task.each}`,
    date: deadlineInWords(task.deadline, title),
    "in force": task.continuing === true ? "all the time" : "until it is done",
    marking: task.marking ?? "not stated",
    "carved out":
      (task.carve_outs ?? [])
        .map(({ what, by, instead_of }) => `${what}: ${list(by)} for ${list(instead_of)}`)
        .join("; ") || "nothing",
  };
}

function changesOf(before: OrderFile, after: OrderFile, pair: TaskPair): Change[] {
  return changesBetween(aboutTask(before, pair.before), aboutTask(after, pair.after));
}

function changesBetween(was: Record<string, string>, is: Record<string, string>): Change[] {
  return Object.keys(was).flatMap((what) => {
    const [earlier = "", later = ""] = [was[what], is[what]];
    return earlier === later ? [] : [{ what, before: earlier, after: later }];
  });
}

/** Posts, bodies and collectives that any task names; lists left open and mere sources do not count. */
function namedOffices(order: OrderFile): string[] {
  const named = new Set(
    order.tasks.flatMap((task) => [
      ...officesOf(task),
      ...(task.route?.to ?? []),
      ...(task.route?.through ?? []),
    ]),
  );
  return Object.entries(order.offices).flatMap(([office, { kind = "office" }]) =>
    named.has(office) && ["office", "collective", "body"].includes(kind) ? [office] : [],
  );
}

function unnamed(order: OrderFile, called: string): OrderDiff["offices_unnamed"] {
  const named = namedOffices(order);
  return Object.entries(order.offices).flatMap(([office, { title, known_role: role }]) =>
    role === undefined || named.includes(office) ? [] : [{ order: called, office, title, role }],
  );
}
