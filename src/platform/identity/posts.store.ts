import { type Static, Type } from "typebox";
import type { Transaction } from "../database/database.ts";

const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const HeldPost = Type.Object({
  organisation: Type.String(),
  title: Type.String(),
  from: Type.String(),
  until: orNull(Type.String()),
});
/** A post that somebody held: its days, the last one null while it is held. */
export type HeldPost = Static<typeof HeldPost>;

/**
 * The posts of an account: those that were declared, and those that its roles for one organisation
 * were (head, security lead), from the day on which the role was given.
 */
export function postsHeld(transaction: Transaction, account: string): Promise<HeldPost[]> {
  return transaction.rows(
    HeldPost,
    `select organisation, title, from_day as "from", until_day as until from posts
     where account = $1 and withdrawn_at is null
     union all
     select organisation, role, given_at::date, withdrawn_at::date from grants
     where account = $1 and organisation is not null and role in ('head', 'security-lead')
     order by 1, 3`,
    [account],
  );
}

const StoredPost = Type.Object({
  post: Type.String(),
  account: Type.String(),
  name: Type.String(),
  ...HeldPost.properties,
  declared_by: Type.String(),
  known_at: Type.String(),
  withdrawn_because: orNull(Type.String()),
});
export type StoredPost = Static<typeof StoredPost>;

const columns = `post::text, account, (select name from accounts where id = account) as name, organisation, title,
  from_day as "from", until_day as until, declared_by, known_at, withdrawn_because`;

/** Declared posts in the order in which they were, of one account or of all, a page at a time. */
export function storedPosts(
  transaction: Transaction,
  asked: { readonly account: string | null; readonly organisation: string | null },
  after: string | null,
  limit: number,
): Promise<StoredPost[]> {
  return transaction.rows(
    StoredPost,
    `select ${columns} from posts where ($1::text is null or account = $1)
       and ($2::text is null or organisation = $2) and ($3::uuid is null or post > $3) order by posts.post limit $4`,
    [asked.account, asked.organisation, after, limit],
  );
}

/** One declared post. */
export function storedPost(
  transaction: Transaction,
  post: string,
): Promise<StoredPost | undefined> {
  return transaction.first(StoredPost, `select ${columns} from posts where post = $1`, [post]);
}

/** Writes a post; answers its identifier. */
export async function insertPost(
  transaction: Transaction,
  post: HeldPost & { readonly account: string; readonly by: string; readonly knownAt: string },
): Promise<string> {
  const row = await transaction.first(
    Type.Object({ post: Type.String() }),
    `insert into posts (account, organisation, title, from_day, until_day, declared_by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning post::text`,
    [post.account, post.organisation, post.title, post.from, post.until, post.by, post.knownAt],
  );
  if (!row) throw new Error("a post was not written");
  return row.post;
}

/** Withdraws a post that was declared by mistake; the fact stays. */
export async function withdrawPost(
  transaction: Transaction,
  post: string,
  {
    by,
    because,
    knownAt,
  }: { readonly by: string; readonly because: string; readonly knownAt: string },
): Promise<void> {
  await transaction.run(
    `update posts set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 where post = $1`,
    [post, knownAt, by, because],
  );
}
