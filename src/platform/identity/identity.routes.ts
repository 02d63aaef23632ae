import { route, type Route } from "../http/route.ts";
import {
  createJoinLink,
  grantRole,
  inviteAccount,
  readAccounts,
  readLink,
  requireAccountNamed,
  setUp,
  withdrawRole,
} from "./accounts.actions.ts";
import * as contract from "./identity.contract.ts";
import { changePassword, sessionView, signIn, signInByLink, signOut } from "./sign-in.actions.ts";
import { createToken, readTokens, withdrawToken } from "./tokens.actions.ts";

const comingIn: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/sign-in",
    summary: "Sign in by name and password",
    permission: "public",
    event: "session.started",
    blind: "unrelated",
    contract: { body: contract.SignIn, answer: contract.Session },
    handle: (work, { body, client }) => signIn(work, body, client),
  }),
  route({
    method: "POST",
    path: "/api/sign-in/link",
    summary: "Sign in by a one-time link",
    permission: "public",
    event: "session.started",
    blind: "unrelated",
    contract: { body: contract.SignInByLink, answer: contract.Session },
    handle: (work, { body }) => signInByLink(work, body.link),
  }),
  route({
    method: "POST",
    path: "/api/links/read",
    summary: "Say what a one-time link is for, without using it up",
    permission: "public",
    event: "none",
    blind: "unrelated",
    contract: { body: contract.SignInByLink, answer: contract.LinkView },
    handle: (work, { body }) => readLink(work, body.link),
  }),
  route({
    method: "POST",
    path: "/api/set-up",
    summary: "Set a password by a one-time link, and sign in",
    permission: "public",
    event: "account.password-set",
    blind: "unrelated",
    contract: { body: contract.SetUp, answer: contract.Session },
    handle: (work, { body }) => setUp(work, body),
  }),
];

const ownAccount: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/session",
    summary: "Who is signed in, and what they may do",
    permission: "own-account.use",
    event: "none",
    blind: "unrelated",
    contract: { answer: contract.Session },
    handle: async ({ actor }) => sessionView(actor),
  }),
  route({
    method: "POST",
    path: "/api/sign-out",
    summary: "End the session of this browser",
    permission: "own-account.use",
    event: "session.ended",
    blind: "unrelated",
    contract: { answer: contract.Done },
    handle: (work, { client }) => signOut(work, client),
  }),
  route({
    method: "POST",
    path: "/api/session/password",
    summary: "Change one's own password, and end every other session",
    permission: "own-account.use",
    event: "account.password-set",
    blind: "unrelated",
    contract: { body: contract.NewPassword, answer: contract.Session },
    handle: (work, { body, client }) => changePassword(work, body, client),
  }),
  route({
    method: "GET",
    path: "/api/tokens",
    summary: "One's own API tokens",
    permission: "own-account.use",
    event: "none",
    blind: "unrelated",
    contract: { answer: contract.TokenList },
    handle: readTokens,
  }),
  route({
    method: "POST",
    path: "/api/tokens",
    summary: "Make an API token",
    permission: "own-account.use",
    event: "token.created",
    blind: "unrelated",
    contract: { body: contract.NewToken, answer: contract.TokenMade },
    handle: (work, { body }) => createToken(work, body.name, body.narrowed_to ?? null),
  }),
  route({
    method: "DELETE",
    path: "/api/tokens/:token",
    summary: "Revoke one of one's own API tokens",
    permission: "own-account.use",
    event: "token.revoked",
    blind: "unrelated",
    contract: { params: contract.TokenPath, answer: contract.Done },
    handle: (work, { params }) => withdrawToken(work, params.token),
  }),
];

const accounts: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/accounts",
    summary: "Accounts and their roles",
    permission: "instance.administer",
    event: "none",
    blind: "unrelated",
    contract: { query: contract.AccountQuery, answer: contract.AccountPage },
    handle: (work, { query }) => readAccounts(work, query.after ?? "", query.limit ?? 100),
  }),
  route({
    method: "POST",
    path: "/api/accounts",
    summary: "Make an account, with a link for its owner to join by",
    permission: "instance.administer",
    event: "account.created",
    blind: "unrelated",
    contract: { body: contract.NewAccount, answer: contract.AccountMade },
    handle: (work, { body }) => inviteAccount(work, body.name, body.grants ?? []),
  }),
  route({
    method: "POST",
    path: "/api/accounts/:account/links",
    summary: "Make a new link with which an account sets its password",
    permission: "instance.administer",
    event: "link.made",
    blind: "unrelated",
    contract: { params: contract.AccountPath, answer: contract.NewLink },
    handle: async (work, { params }) =>
      createJoinLink(work, (await requireAccountNamed(work, params.account)).account),
  }),
  route({
    method: "POST",
    path: "/api/accounts/:account/grants",
    summary: "Give a role to an account",
    permission: "instance.administer",
    event: "grant.given",
    blind: "unrelated",
    contract: {
      params: contract.AccountPath,
      body: contract.GrantView,
      answer: contract.GrantChange,
    },
    handle: (work, { params, body }) => grantRole(work, params.account, body),
  }),
  route({
    method: "DELETE",
    path: "/api/accounts/:account/grants",
    summary: "Withdraw a role from an account",
    permission: "instance.administer",
    event: "grant.withdrawn",
    blind: "unrelated",
    contract: {
      params: contract.AccountPath,
      query: contract.GrantQuery,
      answer: contract.GrantChange,
    },
    handle: (work, { params, query }) =>
      withdrawRole(work, params.account, {
        role: query.role,
        organisation: query.organisation ?? null,
      }),
  }),
];

/** Ways in that belong to who somebody is: signing in, one's own account, everybody's accounts. */
export const identityRoutes: readonly Route[] = [...comingIn, ...ownAccount, ...accounts];
