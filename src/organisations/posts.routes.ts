import { type Route, route } from "../platform/http/route.ts";
import { declarePost, listPosts, withdrawDeclared } from "./posts.actions.ts";
import * as contract from "./posts.contract.ts";

/** Ways in to the posts that people held: whoever held one does not audit there. */
export const postsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/posts",
    summary: "Posts that people declared; of others only for offices",
    permission: "post.declare",
    event: "none",
    blind: "unrelated",
    contract: { query: contract.PostQuery, answer: contract.PostPage },
    handle: (work, { query }) => listPosts(work, query),
  }),
  route({
    method: "POST",
    path: "/api/posts",
    summary: "Declare that somebody held a post in an organisation",
    permission: "post.declare",
    event: "post.declared",
    blind: "unrelated",
    contract: { body: contract.NewPost, answer: contract.PostDeclared },
    handle: (work, { body }) => declarePost(work, body),
  }),
  route({
    method: "POST",
    path: "/api/posts/:post/withdraw",
    summary: "Withdraw a post that was declared by mistake",
    permission: "post.withdraw",
    event: "post.withdrawn",
    blind: "unrelated",
    contract: {
      params: contract.PostPath,
      body: contract.PostWithdrawal,
      answer: contract.PostDeclared,
    },
    handle: (work, { params, body }) => withdrawDeclared(work, params.post, body.reason),
  }),
];
