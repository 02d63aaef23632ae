import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

const TaskName = Type.Object(
  { task: Type.String(), clause: Type.String(), title: Type.String() },
  closed,
);
/** One change of a task: what it was and what it is, in words. */
const Change = Type.Object(
  { what: Type.String(), before: Type.String(), after: Type.String() },
  closed,
);

/** The differences between two texts of orders. */
export const OrderDiff = Type.Object(
  {
    before: Type.String(),
    after: Type.String(),
    /** What the texts say of the order as a whole: title, kind, calendar, rule for days off. */
    text_changed: Type.Array(Change),
    tasks_added: Type.Array(TaskName),
    tasks_dropped: Type.Array(TaskName),
    tasks_changed: Type.Array(
      Type.Object({ before: TaskName, after: TaskName, changes: Type.Array(Change) }, closed),
    ),
    /** One task that became several, with the clause of each. */
    splits: Type.Array(Type.Object({ before: TaskName, after: Type.Array(TaskName) }, closed)),
    /** Several tasks that became one. */
    merges: Type.Array(Type.Object({ before: Type.Array(TaskName), after: TaskName }, closed)),
    offices_added: Type.Array(Type.String()),
    offices_dropped: Type.Array(Type.String()),
    /** Offices with a known role that no task names, in either text. */
    offices_unnamed: Type.Array(
      Type.Object(
        { order: Type.String(), office: Type.String(), title: Type.String(), role: Type.String() },
        closed,
      ),
    ),
    unchanged: Type.Integer(),
  },
  { $id: "OrderDiff", ...closed },
);
export type OrderDiff = Static<typeof OrderDiff>;
