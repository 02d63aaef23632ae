import { deadlineInWords } from "./deadlines/deadline-kinds.ts";
import type { OrderDiff } from "./order-diff.contract.ts";
import { officesOf } from "./empty-offices.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";

type TaskName = OrderDiff["tasks_added"][number];
type Change = OrderDiff["tasks_changed"][number]["changes"][number];

/**
 * Compares two texts. Tasks are paired by their id, or where the later text says what a task was
 * `formerly`: that pairing is a reading, and stands in the file for everybody to see.
 */
export function orderDiff(before: OrderFile, after: OrderFile): OrderDiff {
  const pairs = pairsOf(before, after);
  const from = Map.groupBy(pairs, (pair) => pair.before.id);
  const to = Map.groupBy(pairs, (pair) => pair.after.id);
  const changed = pairs.map((pair) => ({ ...pair, changes: changesOf(before, after, pair) }));
  const [offices, later] = [namedOffices(before), namedOffices(after)];
  return {
    before: before.id,
    after: after.id,
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
    offices_unnamed: [...unnamed(before), ...unnamed(after)],
    unchanged: changed.filter((pair) => pair.changes.length === 0).length,
  };
}

interface Pair {
  readonly before: OrderTask;
  readonly after: OrderTask;
}

function pairsOf(before: OrderFile, after: OrderFile): Pair[] {
  const known = new Map(before.tasks.map((task) => [task.id, task]));
  return after.tasks.flatMap((task) => {
    const stated = (task.formerly ?? []).flatMap((id) => known.get(id) ?? []);
    const same = known.get(task.id);
    const earlier = stated.length > 0 ? stated : same ? [same] : [];
    return earlier.map((each) => ({ before: each, after: task }));
  });
}

function nameOf(task: OrderTask): TaskName {
  return { task: task.id, clause: task.clause, title: task.title };
}

function changesOf(before: OrderFile, after: OrderFile, pair: Pair): Change[] {
  const describe = (order: OrderFile, task: OrderTask): Record<string, string> => {
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
      marking: task.marking ?? "not stated",
    };
  };
  const [was, is] = [describe(before, pair.before), describe(after, pair.after)];
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

function unnamed(order: OrderFile): OrderDiff["offices_unnamed"] {
  const named = namedOffices(order);
  return Object.entries(order.offices).flatMap(([office, { title, known_role: role }]) =>
    role === undefined || named.includes(office) ? [] : [{ order: order.id, office, title, role }],
  );
}
