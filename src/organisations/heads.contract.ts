import { type Static, Type } from "typebox";
import { OfficeId } from "../offices/offices.contract.ts";
import { DayText, OrganisationId } from "./organisations.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** One organisation by its identifier, in a path. */
export const HeadPath = Type.Object({ organisation: OrganisationId }, closed);

/** POST /api/organisations/:organisation/head-office: which office heads it, from which day on. */
export const NewHeadOffice = Type.Object(
  {
    office: OfficeId,
    from: DayText,
    /** Adds the office, where the register does not have it yet. */
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
  },
  { $id: "NewHeadOffice", ...closed },
);
export type NewHeadOffice = Static<typeof NewHeadOffice>;

/** GET /api/organisations/:organisation/head and /api/heads. */
export const HeadQuery = Type.Object(
  { on: Type.Optional(DayText), as_of: Type.Optional(Type.String({ maxLength: 40 })) },
  closed,
);
export type HeadQuery = Static<typeof HeadQuery>;

/** Who heads an organisation on a day: an office, and whoever holds it or acts. */
export const HeadOn = Type.Object(
  {
    organisation: Type.String(),
    /** Null where nobody said which office heads the organisation. */
    office: orNull(Type.String()),
    title: orNull(Type.String()),
    /** `unknown` where no head office is set, or nothing was entered about it for that day. */
    state: Type.Union([
      Type.Literal("held"),
      Type.Literal("acting"),
      Type.Literal("vacant"),
      Type.Literal("unknown"),
    ]),
    /** The account that may decide and sign; null where none was entered with the holder. */
    account: orNull(Type.String()),
    holder: orNull(Type.String()),
    from_day: orNull(Type.String()),
    /** The last day of an acting appointment that has one. */
    until: orNull(Type.String()),
  },
  { $id: "HeadOn", ...closed },
);
export type HeadOn = Static<typeof HeadOn>;

/** What setting a head office answers. */
export const HeadOfficeSet = Type.Object(
  { head: HeadOn, from: Type.String(), unchanged: Type.Boolean() },
  { $id: "HeadOfficeSet", ...closed },
);
export type HeadOfficeSet = Static<typeof HeadOfficeSet>;

/** GET /api/heads: the heads of organisations by identifier, a page at a time. */
export const HeadPageQuery = Type.Object(
  {
    ...HeadQuery.properties,
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type HeadPageQuery = Static<typeof HeadPageQuery>;

export const HeadPage = Type.Object(
  {
    on: Type.String(),
    as_of: Type.String(),
    heads: Type.Array(HeadOn),
    /** Give this as `after` to go on; null at the end. */
    next: orNull(Type.String()),
  },
  { $id: "HeadPage", ...closed },
);
export type HeadPage = Static<typeof HeadPage>;
