import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/**
 * One thing known about a name of an organisation. `from` is the first day it holds (null: always),
 * `until` the first day it no longer does (null: open). `ends` says that the name stops to mean the
 * organisation. Of several facts about one name and organisation that cover a day, the one known
 * last decides.
 */
export const NameFact = Type.Object(
  {
    name: Type.String(),
    kind: Type.Union([Type.Literal("name"), Type.Literal("alias"), Type.Literal("ends")]),
    from: Type.Union([Day, Type.Null()]),
    until: Type.Union([Day, Type.Null()]),
    reason: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
  },
  { $id: "NameFact", ...closed },
);
export type NameFact = Static<typeof NameFact>;

/** An organisation, or a system inside one, with all names that it ever had. */
export const OrganisationFact = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal("organisation"), Type.Literal("system")]),
    known_at: Type.String(),
    names: Type.Array(NameFact),
  },
  { $id: "OrganisationFact", ...closed },
);
export type OrganisationFact = Static<typeof OrganisationFact>;
