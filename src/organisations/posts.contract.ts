import { type Static, Type } from "typebox";
import { DayText, OrganisationId } from "./organisations.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const AccountWords = Type.String({ minLength: 1, maxLength: 100 });

/** A post that somebody held in an organisation: whoever did does not audit it for that time. */
export const NewPost = Type.Object(
  {
    /** Name or identifier of the account; left out, that of whoever declares. */
    account: Type.Optional(AccountWords),
    organisation: OrganisationId,
    /** What the post was, such as "deputy head of operations". */
    title: Type.String({ minLength: 1, maxLength: 300 }),
    from: DayText,
    /** The last day; left out while it is held. */
    until: Type.Optional(DayText),
  },
  { $id: "NewPost", ...closed },
);
export type NewPost = Static<typeof NewPost>;

/** A declared post. */
export const Post = Type.Object(
  {
    post: Type.String(),
    account: Type.String(),
    /** The name of the account today. */
    name: Type.String(),
    organisation: Type.String(),
    title: Type.String(),
    from: Type.String(),
    until: orNull(Type.String()),
    declared_by: Type.String(),
    known_at: Type.String(),
    /** Why it was withdrawn as a mistake; null where it counts. */
    withdrawn_because: orNull(Type.String()),
  },
  { $id: "Post", ...closed },
);
export type Post = Static<typeof Post>;

/** What declaring or withdrawing a post answers. */
export const PostDeclared = Type.Object(
  { post: Post, unchanged: Type.Boolean() },
  { $id: "PostDeclared", ...closed },
);
export type PostDeclared = Static<typeof PostDeclared>;

/** GET /api/posts. */
export const PostQuery = Type.Object(
  {
    account: Type.Optional(AccountWords),
    organisation: Type.Optional(OrganisationId),
    after: Type.Optional(Type.String({ format: "uuid" })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type PostQuery = Static<typeof PostQuery>;

/** Declared posts in the order in which they were declared. */
export const PostPage = Type.Object(
  { posts: Type.Array(Post), next: orNull(Type.String()) },
  { $id: "PostPage", ...closed },
);
export type PostPage = Static<typeof PostPage>;

export const PostPath = Type.Object({ post: Type.String({ format: "uuid" }) }, closed);

/** Why a declared post does not count: it was never held so. */
export const PostWithdrawal = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2000 }) },
  { $id: "PostWithdrawal", ...closed },
);
