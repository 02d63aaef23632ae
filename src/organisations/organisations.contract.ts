import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
/** A day in the one accepted form: `2020-06-08`. */
export const DayText = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "a day such as 2020-06-08",
});
/** A name as people write it. */
export const NameText = Type.String({ minLength: 1, maxLength: 300 });
/** Why something was done, in words. */
export const ReasonText = Type.String({ minLength: 1, maxLength: 2000 });
/** The readable identifier of an organisation. */
export const OrganisationId = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 120 });

/** A known name that looks like another. */
export const NearName = Type.Object({ organisation: Type.String(), name: Type.String() }, closed);
export type NearName = Static<typeof NearName>;

/** One organisation, or a system inside one. */
export const Organisation = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Type.Union([Type.Literal("organisation"), Type.Literal("system")]),
    parent: Type.Union([Type.String(), Type.Null()]),
    /** How deep it stands in the tree; 0 has no parent. */
    depth: Type.Integer(),
    names: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          kind: Type.String(),
          from: Type.Union([Type.String(), Type.Null()]),
          until: Type.Union([Type.String(), Type.Null()]),
          reason: Type.String(),
          by: Type.String(),
          known_at: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "Organisation", ...closed },
);
export type Organisation = Static<typeof Organisation>;

export const OrganisationQuery = Type.Object({
  on: Type.Optional(DayText),
  after: Type.Optional(Type.String({ maxLength: 120 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
});

export const OrganisationPage = Type.Object(
  {
    total: Type.Integer(),
    organisations: Type.Array(Organisation),
    /** Give this as `after` to go on; empty at the end. */
    next: Type.String(),
  },
  { $id: "OrganisationPage", ...closed },
);
export type OrganisationPage = Static<typeof OrganisationPage>;

/**
 * What to do with names that match none: `unlike` makes those that look like no known name and holds
 * the others back, `all` makes every one, `none` makes none.
 */
export const CreateWhich = Type.Union(
  [Type.Literal("unlike"), Type.Literal("all"), Type.Literal("none")],
  { description: "unlike, all or none" },
);
export type CreateWhich = Static<typeof CreateWhich>;

/** How a file of organisations is written; UTF-8 unless it is said. */
export const FileEncoding = Type.Union([Type.Literal("utf-8"), Type.Literal("windows-1252")], {
  description: "utf-8 or windows-1252",
});

export const OrganisationImportFields = Type.Object({
  name_column: Type.Optional(Type.String({ maxLength: 200 })),
  parent_column: Type.Optional(Type.String({ maxLength: 200 })),
  kind_column: Type.Optional(Type.String({ maxLength: 200 })),
  create: Type.Optional(CreateWhich),
  encoding: Type.Optional(FileEncoding),
  dry_run: Type.Optional(Type.Boolean()),
});
export type OrganisationImportFields = Static<typeof OrganisationImportFields>;

/** A name of the file that is not known. */
export const UnmatchedName = Type.Object(
  { name: Type.String(), line: Type.Integer(), nearest: Type.Array(NearName) },
  { $id: "UnmatchedName", ...closed },
);
export type UnmatchedName = Static<typeof UnmatchedName>;

export const OrganisationImport = Type.Object(
  {
    dry_run: Type.Boolean(),
    /** Nothing was, or would be, changed. */
    unchanged: Type.Boolean(),
    rows: Type.Integer(),
    /** Names of the file that are known already. */
    known: Type.Integer(),
    created: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          kind: Type.String(),
          parent: Type.Union([Type.String(), Type.Null()]),
          nearest: Type.Array(NearName),
        },
        closed,
      ),
    ),
    /** Names that match none and were not made: approve an alias, or import with \`create: all\`. */
    held_back: Type.Array(UnmatchedName),
    moved: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          from: Type.Union([Type.String(), Type.Null()]),
          to: Type.Union([Type.String(), Type.Null()]),
        },
        closed,
      ),
    ),
  },
  { $id: "OrganisationImport", ...closed },
);
export type OrganisationImport = Static<typeof OrganisationImport>;

export const NewAlias = Type.Object(
  {
    organisation: OrganisationId,
    name: NameText,
    from: Type.Optional(DayText),
    until: Type.Optional(DayText),
    reason: ReasonText,
  },
  { $id: "NewAlias", ...closed },
);
export type NewAlias = Static<typeof NewAlias>;

export const AliasApproved = Type.Object(
  { unchanged: Type.Boolean(), organisation: Type.String(), name: Type.String() },
  { $id: "AliasApproved", ...closed },
);

/**
 * A rename (one before, one after: a new name), a merge (several before, one after) or a split (one
 * before, several after) on a day. Organisations are named by identifier; a rename gives `name`.
 */
export const OrganisationChange = Type.Object(
  {
    kind: Type.Union([Type.Literal("rename"), Type.Literal("merge"), Type.Literal("split")]),
    on: DayText,
    before: Type.Array(OrganisationId, { minItems: 1, maxItems: 100 }),
    after: Type.Array(OrganisationId, { minItems: 1, maxItems: 100 }),
    name: Type.Optional(NameText),
    reason: ReasonText,
  },
  { $id: "OrganisationChange", ...closed },
);
export type OrganisationChange = Static<typeof OrganisationChange>;

export const OrganisationChanged = Type.Object(
  { unchanged: Type.Boolean(), words: Type.String() },
  { $id: "OrganisationChanged", ...closed },
);
