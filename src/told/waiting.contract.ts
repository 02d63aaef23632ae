import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** Why something waits for a person. */
export const WaitingKind = Type.Union(
  [
    Type.Literal("assigned"), // to be scored and handed in
    Type.Literal("returned"), // handed in, and sent back with changes requested
    Type.Literal("due"), // to be decided, signed, replied to or confirmed
    Type.Literal("rejected"), // refused by somebody else: a key
    Type.Literal("stale"), // signed, and something is another thing since
  ],
  { $id: "WaitingKind" },
);
export type WaitingKind = Static<typeof WaitingKind>;

/** One thing that waits for whoever asks. */
export const Waiting = Type.Object(
  {
    kind: WaitingKind,
    /** Empty where it belongs to no review, such as a key. */
    review: Type.String(),
    review_title: Type.String(),
    simulated: Type.Boolean(),
    /** Empty where it concerns no single organisation. */
    organisation: Type.String(),
    name: Type.String(),
    /** What to do, in one line. */
    what: Type.String(),
    /** The last day for it; null where none counts. */
    due: OrNull(Type.String()),
    late: Type.Boolean(),
    /** The page on which it is done. */
    page: Type.String(),
  },
  { $id: "Waiting", ...closed },
);
export type Waiting = Static<typeof Waiting>;

/** GET /api/waiting: what waits for whoever asks, the earliest day first. */
export const WaitingList = Type.Object(
  {
    on: Type.String(),
    waiting: Type.Array(Waiting),
    /** How many more there are than are told here. */
    more: Type.Integer({ minimum: 0 }),
  },
  { $id: "WaitingList", ...closed },
);
export type WaitingList = Static<typeof WaitingList>;

/** POST /api/waiting/calendars: for which calendar it is, such as a phone. */
export const NewCalendarLink = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100, pattern: "^\\S(.*\\S)?$" }) },
  { $id: "NewCalendarLink", ...closed },
);

/** A link by which calendars read one's own dates; `path` with its secret only when it is made. */
export const CalendarLink = Type.Object(
  {
    calendar: Type.String(),
    name: Type.String(),
    made_at: Type.String(),
    path: OrNull(Type.String()),
  },
  { $id: "CalendarLink", ...closed },
);
export type CalendarLink = Static<typeof CalendarLink>;
export const CalendarLinks = Type.Object(
  { links: Type.Array(CalendarLink) },
  { $id: "CalendarLinks", ...closed },
);
export const CalendarPath = Type.Object(
  { calendar: Type.String({ pattern: "^[0-9a-f-]{36}$" }) },
  closed,
);
export const CalendarQuery = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 200, description: "the secret of the link" }) },
  closed,
);
