import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** Identifier of an office: small letters, digits and hyphens. */
export const OfficeId = Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 80 });
const DayText = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Words = Type.String({ minLength: 1, maxLength: 400 });
const Or = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** What is known of an office from a day on: held, acted for, or empty. */
export const Standing = Type.Object(
  {
    office: Type.String(),
    state: Type.Union([Type.Literal("held"), Type.Literal("acting"), Type.Literal("vacant")]),
    /** Who holds it or acts, only where somebody entered a name. */
    holder: Or(Type.String()),
    /** The account of the holder, where one was named: whoever may sign as this office. */
    account: Or(Type.String()),
    from_day: Type.String(),
    /** The last day of an acting appointment; null where it is open. */
    until: Or(Type.String()),
    note: Or(Type.String()),
    from_memory: Type.Boolean(),
    known_at: Type.String(),
  },
  closed,
);
export type Standing = Static<typeof Standing>;

/** An office on one day. `unknown` says that nobody entered anything for that day. */
export const StandingOn = Type.Object(
  {
    state: Type.Union([
      Type.Literal("held"),
      Type.Literal("acting"),
      Type.Literal("vacant"),
      Type.Literal("unknown"),
    ]),
    holder: Or(Type.String()),
    account: Or(Type.String()),
    from_day: Or(Type.String()),
    /** The last day of an acting appointment that has one. */
    until: Or(Type.String()),
    note: Or(Type.String()),
    from_memory: Type.Boolean(),
  },
  { $id: "StandingOn", ...closed },
);
export type StandingOn = Static<typeof StandingOn>;

/** A post, or a joint body with seats. */
export const Office = Type.Object(
  {
    office: Type.String(),
    title: Type.String(),
    seats: Type.Array(Type.String()),
    quorum: Or(Type.Integer()),
  },
  closed,
);
export type Office = Static<typeof Office>;

/** A joint body on one day: who is missing, and whether it can decide. */
export const BodyOn = Type.Object(
  {
    seats: Type.Integer(),
    filled: Type.Integer(),
    empty: Type.Array(Type.String()),
    quorum: Type.Integer(),
    has_quorum: Type.Boolean(),
  },
  { $id: "BodyOn", ...closed },
);
export type BodyOn = Static<typeof BodyOn>;

/** The register of offices on a day. */
export const OfficeList = Type.Object(
  {
    on: Type.String(),
    offices: Type.Array(
      Type.Object(
        {
          office: Type.String(),
          title: Type.String(),
          standing: StandingOn,
          body: Or(BodyOn),
        },
        closed,
      ),
    ),
  },
  { $id: "OfficeList", ...closed },
);
export type OfficeList = Static<typeof OfficeList>;

/** Which day, and as known when. */
export const OfficeQuery = Type.Object(
  { on: Type.Optional(DayText), as_of: Type.Optional(Type.String()) },
  closed,
);

export const OfficeParams = Type.Object({ office: OfficeId }, closed);

/** Puts a holder or an acting holder into an office from a day on. */
export const Assignment = Type.Object(
  {
    from: DayText,
    acting: Type.Optional(Type.Boolean()),
    holder: Type.Optional(Words),
    /** Name or identifier of the holder's account; without one nobody can sign as this office. */
    account: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** The last day of an acting appointment; after it the office is vacant. */
    until: Type.Optional(DayText),
    note: Type.Optional(Words),
    /** For an office that is not in the register yet. */
    title: Type.Optional(Words),
    seats: Type.Optional(Type.Array(OfficeId, { maxItems: 100 })),
    quorum: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { $id: "Assignment", ...closed },
);
export type Assignment = Static<typeof Assignment>;

/** Says that an office is empty from a day on. */
export const Vacancy = Type.Object(
  { from: DayText, note: Type.Optional(Words) },
  { $id: "Vacancy", ...closed },
);
export type Vacancy = Static<typeof Vacancy>;

/** What a change of an office answers. */
export const OfficeChanged = Type.Object(
  { office: Type.String(), standing: StandingOn, unchanged: Type.Boolean() },
  { $id: "OfficeChanged", ...closed },
);
export type OfficeChanged = Static<typeof OfficeChanged>;
