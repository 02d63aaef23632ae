import { type Static, type TObject, type TProperties, Type } from "typebox";

/*
 * The parts of OSCAL that a yardstick rests on (NIST OSCAL 1.0.0 to 1.2.x, catalogue and profile
 * models, JSON). What may change the meaning of a control or of a selection is closed: a field that
 * is not known there is refused. Metadata, back matter, properties and links are open.
 */

/** Fields of one object; those that hold further objects are read by their own schema. */
function fields<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false });
}

/** OSCAL's token, with the letters that its regular expression allows. */
export const Token = Type.String({
  pattern: "^[\\p{L}_][\\p{L}\\p{N}._\\u00B7-]{0,254}$",
  description: "an identifier that begins with a letter, such as ac-2.1",
});
/** The longest text of SP 800-53 has 3,941 signs. */
export const Prose = Type.String({
  maxLength: 20_000,
  description: "a text of at most 20,000 signs",
});
const Href = Type.String({ maxLength: 2000 });
const Inner = Type.Optional(Type.Array(Type.Unknown()));
const Open = Type.Optional(Type.Array(Type.Object({}), { maxItems: 20_000 }));

export const Prop = Type.Object({
  name: Type.String({ maxLength: 255 }),
  value: Type.String({ maxLength: 20_000 }),
  class: Type.Optional(Type.String({ maxLength: 255 })),
  ns: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type Prop = Static<typeof Prop>;

export const Link = Type.Object({
  href: Href,
  rel: Type.Optional(Type.String({ maxLength: 255 })),
});
export type Link = Static<typeof Link>;

const Props = Type.Optional(Type.Array(Prop));
const Links = Type.Optional(Type.Array(Link));

export const PartFields = fields({
  id: Type.Optional(Token),
  name: Token,
  ns: Type.Optional(Type.String()),
  class: Type.Optional(Type.String()),
  title: Type.Optional(Prose),
  props: Props,
  prose: Type.Optional(Prose),
  parts: Inner,
  links: Links,
});
/** A passage of a control: its statement, an item of it, guidance, an objective. */
export interface Part extends Omit<Static<typeof PartFields>, "parts"> {
  parts?: Part[];
}

const Select = fields({
  "how-many": Type.Optional(Type.Union([Type.Literal("one"), Type.Literal("one-or-more")])),
  choice: Type.Optional(Type.Array(Prose)),
});

const paramFields = {
  class: Type.Optional(Type.String()),
  "depends-on": Type.Optional(Type.String()),
  props: Props,
  links: Links,
  label: Type.Optional(Prose),
  usage: Type.Optional(Prose),
  constraints: Open,
  guidelines: Open,
  values: Type.Optional(Type.Array(Prose)),
  select: Type.Optional(Select),
};
export const Param = fields({ id: Token, ...paramFields, remarks: Type.Optional(Type.String()) });
/** What an organisation has to fill in. */
export type Param = Static<typeof Param>;

const controlFields = {
  class: Type.Optional(Type.String()),
  title: Prose,
  params: Type.Optional(Type.Array(Param)),
  props: Props,
  links: Links,
  parts: Inner,
  controls: Inner,
};
export const ControlFields = fields({ id: Token, ...controlFields });
/** One control, with the enhancements inside it. */
export interface Control extends Omit<Static<typeof ControlFields>, "parts" | "controls"> {
  parts?: Part[];
  controls?: Control[];
}

export const GroupFields = fields({ id: Type.Optional(Token), ...controlFields, groups: Inner });
/** A family, function or category. */
export interface Group extends Omit<Static<typeof GroupFields>, "parts" | "controls" | "groups"> {
  parts?: Part[];
  controls?: Control[];
  groups?: Group[];
}

/** `1.1.2`, or with a letter before it, as NIST's own CSF 2.0 has it. */
export const OscalVersion = Type.String({
  pattern: "^[vV]?1\\.[0-2]\\.[0-9]{1,3}(-[A-Za-z0-9.-]+)?$",
  description: "a version of OSCAL from 1.0.0 to 1.2.x",
});

export const Metadata = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 4000 }),
  version: Type.String({ minLength: 1, maxLength: 200 }),
  "last-modified": Type.String({ maxLength: 60 }),
  "oscal-version": OscalVersion,
});
export type Metadata = Static<typeof Metadata>;

const Resource = Type.Object({
  uuid: Type.String(),
  title: Type.Optional(Type.String()),
  rlinks: Type.Optional(
    Type.Array(Type.Object({ href: Href, "media-type": Type.Optional(Type.String()) })),
  ),
});
export type Resource = Static<typeof Resource>;
export const BackMatter = Type.Object({
  resources: Type.Optional(Type.Array(Resource, { maxItems: 20_000 })),
});
export type BackMatter = Static<typeof BackMatter>;

export const CatalogFields = fields({
  uuid: Type.String({ maxLength: 60 }),
  metadata: Metadata,
  params: Type.Optional(Type.Array(Param)),
  controls: Inner,
  groups: Inner,
  "back-matter": Type.Optional(BackMatter),
});
/** A catalogue whose every part was checked. */
export interface Catalog extends Omit<Static<typeof CatalogFields>, "controls" | "groups"> {
  controls?: Control[];
  groups?: Group[];
}

const Selection = fields({
  "with-child-controls": Type.Optional(Type.Union([Type.Literal("yes"), Type.Literal("no")])),
  "with-ids": Type.Optional(Type.Array(Token, { maxItems: 20_000 })),
  matching: Type.Optional(
    Type.Array(fields({ pattern: Type.Optional(Type.String({ maxLength: 255 })) }), {
      maxItems: 50,
    }),
  ),
});
/** Which controls are meant, by name or by pattern. */
export type Selection = Static<typeof Selection>;
const Selections = Type.Optional(Type.Array(Selection, { maxItems: 200 }));
const All = Type.Optional(Type.Object({}));

const Import = fields({
  href: Type.String({ minLength: 1, maxLength: 2000 }),
  "include-all": All,
  "include-controls": Selections,
  "exclude-controls": Selections,
});
export type Import = Static<typeof Import>;

const Insert = fields({
  order: Type.Optional(
    Type.Union([Type.Literal("keep"), Type.Literal("ascending"), Type.Literal("descending")]),
  ),
  "include-all": All,
  "include-controls": Selections,
  "exclude-controls": Selections,
});
export type Insert = Static<typeof Insert>;

export const CustomGroupFields = fields({
  id: Type.Optional(Token),
  class: Type.Optional(Type.String()),
  title: Prose,
  params: Type.Optional(Type.Array(Param)),
  props: Props,
  links: Links,
  parts: Inner,
  groups: Inner,
  "insert-controls": Type.Optional(Type.Array(Insert)),
});
export interface CustomGroup extends Omit<Static<typeof CustomGroupFields>, "parts" | "groups"> {
  parts?: Part[];
  groups?: CustomGroup[];
}

const Add = fields({
  position: Type.Optional(
    Type.Union([
      Type.Literal("before"),
      Type.Literal("after"),
      Type.Literal("starting"),
      Type.Literal("ending"),
    ]),
  ),
  "by-id": Type.Optional(Token),
  title: Type.Optional(Prose),
  params: Type.Optional(Type.Array(Param)),
  props: Props,
  links: Links,
  parts: Inner,
});
export interface Add extends Omit<Static<typeof Add>, "parts"> {
  parts?: Part[];
}

const Remove = fields({
  "by-name": Type.Optional(Type.String()),
  "by-class": Type.Optional(Type.String()),
  "by-id": Type.Optional(Type.String()),
  "by-item-name": Type.Optional(Type.String()),
  "by-ns": Type.Optional(Type.String()),
});
export type Remove = Static<typeof Remove>;

const SetParameter = fields({ "param-id": Token, ...paramFields });
export type SetParameter = Static<typeof SetParameter>;

export const ProfileFields = fields({
  uuid: Type.String({ maxLength: 60 }),
  metadata: Metadata,
  imports: Type.Array(Import, { minItems: 1, maxItems: 40 }),
  merge: Type.Optional(
    fields({
      combine: Type.Optional(
        fields({
          method: Type.Optional(
            Type.Union([Type.Literal("use-first"), Type.Literal("merge"), Type.Literal("keep")]),
          ),
        }),
      ),
      flat: Type.Optional(Type.Object({})),
      "as-is": Type.Optional(Type.Boolean()),
      custom: Type.Optional(
        fields({ groups: Inner, "insert-controls": Type.Optional(Type.Array(Insert)) }),
      ),
    }),
  ),
  modify: Type.Optional(
    fields({
      "set-parameters": Type.Optional(Type.Array(SetParameter, { maxItems: 20_000 })),
      alters: Type.Optional(
        Type.Array(
          fields({
            "control-id": Token,
            removes: Type.Optional(Type.Array(Remove)),
            adds: Type.Optional(Type.Array(Add)),
          }),
          { maxItems: 20_000 },
        ),
      ),
    }),
  ),
  "back-matter": Type.Optional(BackMatter),
});
/** One change of a control by a profile. */
export interface Alter {
  readonly "control-id": string;
  readonly removes: readonly Remove[];
  readonly adds: readonly Add[];
}
/** A profile whose every part was checked. */
export interface Profile {
  readonly uuid: string;
  readonly metadata: Metadata;
  readonly imports: readonly Import[];
  readonly combine: "use-first" | "merge" | "keep";
  /** How the controls are put together again. */
  readonly structure:
    | { readonly kind: "flat" }
    | { readonly kind: "as-is" }
    | { readonly kind: "custom"; readonly groups: CustomGroup[]; readonly inserts: Insert[] };
  readonly setParameters: readonly SetParameter[];
  readonly alters: readonly Alter[];
  readonly backMatter: BackMatter;
}
