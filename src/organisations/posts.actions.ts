import { Problem } from "../kit/problem.ts";
import { requireAccountNamed } from "../platform/identity/accounts.actions.ts";
import { decide } from "../platform/identity/policy.ts";
import {
  insertPost,
  type StoredPost,
  storedPost,
  storedPosts,
  withdrawPost,
} from "../platform/identity/posts.store.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { requireDay, requireOrganisation } from "./organisations.actions.ts";
import { organisationFacts } from "./organisations.store.ts";
import type { NewPost, Post, PostDeclared, PostPage, PostQuery } from "./posts.contract.ts";

/** Whether whoever asks may speak of the posts of others. */
function speaksForOthers({ actor }: Work): boolean {
  return decide(actor, "post.withdraw").allowed;
}

/**
 * Declares that somebody held a post in an organisation: an auditor of themselves, an office of
 * anybody. The same again changes nothing. Leaf: `post.declared`.
 * Refuses: an account or organisation that is not there (not-found), days that are none or end before
 * they begin (bad-input), the post of somebody else (not-permitted).
 */
export async function declarePost(work: Work, wanted: NewPost): Promise<PostDeclared> {
  const { transaction, actor } = work;
  const { account } = await requireAccountNamed(work, wanted.account ?? actor.account);
  if (account !== actor.account && !speaksForOthers(work)) {
    throw new Refusal(
      "You can declare your own posts; those of others an officer declares.",
      "rule",
    );
  }
  const facts = await organisationFacts(transaction, await lastKnownAt(transaction));
  const { id: organisation } = requireOrganisation(facts, wanted.organisation);
  const { title, from, until = null } = wanted;
  requireDay(from);
  if (until !== null) requireDay(until);
  if (until !== null && until < from) {
    const sentence = `the post ends on ${until}, before it begins on ${from}; give the days in their order.`;
    throw new Problem("bad-input", sentence, { field: "until" });
  }
  const said = { account, organisation, title, from, until };
  const there = await samePost(work, said);
  if (there) return { post: there, unchanged: true };
  const knownAt = await work.knownAt();
  const post = await insertPost(transaction, { ...said, by: actor.account, knownAt });
  const data = { post, organisation, title, from, until };
  await work.append({ kind: "post.declared", subject: `account/${account}`, data });
  return { post: await requirePost(work, post), unchanged: false };
}

async function samePost(
  { transaction }: Work,
  said: Pick<Post, "account" | "organisation" | "title" | "from" | "until">,
): Promise<StoredPost | undefined> {
  const there = await storedPosts(transaction, said, null, 10_000);
  return there.find(
    (each) =>
      each.withdrawn_because === null &&
      each.title === said.title &&
      each.from === said.from &&
      each.until === said.until,
  );
}

async function requirePost({ transaction }: Work, post: string): Promise<Post> {
  const found = await storedPost(transaction, post);
  if (found) return found;
  throw new Problem("not-found", `There is no declared post ${post}; \`post list\` shows them.`);
}

/** Withdraws a post that was declared by mistake; it stays and counts no more. Leaf: `post.withdrawn`. */
export async function withdrawDeclared(
  work: Work,
  post: string,
  reason: string,
): Promise<PostDeclared> {
  const { transaction, actor } = work;
  const found = await requirePost(work, post);
  if (found.account === actor.account) {
    throw new Refusal("Nobody withdraws a post of their own: another officer has to.", "rule");
  }
  if (found.withdrawn_because !== null) return { post: found, unchanged: true };
  const knownAt = await work.knownAt();
  await withdrawPost(transaction, post, { by: actor.account, because: reason, knownAt });
  const data = { post, organisation: found.organisation, reason };
  await work.append({ kind: "post.withdrawn", subject: `account/${found.account}`, data });
  return { post: await requirePost(work, post), unchanged: false };
}

/** Declared posts, a page at a time: of everybody for offices, of themselves for everybody else. */
export async function listPosts(work: Work, query: PostQuery): Promise<PostPage> {
  const { transaction, actor } = work;
  const named =
    query.account === undefined ? null : (await requireAccountNamed(work, query.account)).account;
  const account = speaksForOthers(work) ? named : actor.account;
  if (named !== null && named !== account) {
    throw new Refusal("You can read your own posts; those of others an officer reads.", "rule");
  }
  const limit = query.limit ?? 100;
  const asked = { account, organisation: query.organisation ?? null };
  const found = await storedPosts(transaction, asked, query.after ?? null, limit + 1);
  const posts = found.slice(0, limit);
  return { posts, next: found.length > limit ? (posts.at(-1)?.post ?? null) : null };
}
