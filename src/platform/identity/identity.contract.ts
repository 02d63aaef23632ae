import { type Static, Type } from "typebox";
import { roles } from "./policy.ts";

const closed = { additionalProperties: false } as const;

/** Instants as everywhere: ISO 8601, UTC, microseconds. */
const Instant = Type.String();

export const RoleName = Type.Enum(roles, { $id: "Role" });

/** A role, everywhere (`organisation` null) or for one organisation. */
export const GrantView = Type.Object(
  { role: RoleName, organisation: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]) },
  { $id: "Grant", ...closed },
);

/** 12 characters are asked for (NIST SP 800-63B-4 asks for 15 where nothing else protects). */
export const Password = Type.String({
  minLength: 12,
  maxLength: 1000,
  description: "a password of at least 12 characters",
});

/** The secret of a one-time link: what stands behind `#` in its address. */
export const LinkSecret = Type.String({ minLength: 20, maxLength: 200 });

const Name = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: "^\\S(.*\\S)?$",
  description: "a name of 1 to 100 characters",
});

/** GET /api/session: who is signed in, and what they may do on this instance as a whole. */
export const Session = Type.Object(
  {
    account: Type.String(),
    name: Type.String(),
    grants: Type.Array(GrantView),
    /** Permissions that hold for the whole instance. */
    may: Type.Array(Type.String()),
  },
  { $id: "Session", ...closed },
);
export type Session = Static<typeof Session>;

/** POST /api/sign-in. */
export const SignIn = Type.Object(
  { name: Type.String({ maxLength: 100 }), password: Type.String({ maxLength: 1000 }) },
  { $id: "SignIn", ...closed },
);
/** POST /api/sign-in/link and /api/links/read: the secret of a one-time link. */
export const SignInByLink = Type.Object({ link: LinkSecret }, { $id: "SignInByLink", ...closed });

/** POST /api/links/read: what a one-time link is for, so that the page asks the right thing. */
export const LinkView = Type.Object(
  {
    purpose: Type.Union([
      Type.Literal("set-up"), // makes the first administrator: asks for name and password
      Type.Literal("join"), // sets the password of an account: asks for a password
      Type.Literal("sign-in"), // signs in at once: asks for nothing
    ]),
    /** The account's name; empty for `set-up`. */
    name: Type.String(),
    expires_at: Instant,
  },
  { $id: "OneTimeLink", ...closed },
);

/** POST /api/set-up: makes the first administrator, or sets the password of an account. */
export const SetUp = Type.Object(
  { link: LinkSecret, name: Type.Optional(Name), password: Password },
  { $id: "SetUp", ...closed },
);

/** POST /api/session/password: another password of one's own, given with the one that holds now. */
export const NewPassword = Type.Object(
  { current: Type.String({ maxLength: 1000 }), password: Password },
  { $id: "NewPassword", ...closed },
);

/** A page to sign in at: `path` under the server's address, to be handed over in secret; it works once. */
export const NewLink = Type.Object(
  { path: Type.String(), expires_at: Instant },
  { $id: "NewLink", ...closed },
);

export const AccountView = Type.Object(
  {
    account: Type.String(),
    name: Type.String(),
    /** Whether somebody has set a password yet. */
    can_sign_in: Type.Boolean(),
    created_at: Instant,
    grants: Type.Array(GrantView),
  },
  { $id: "Account", ...closed },
);
export type AccountView = Static<typeof AccountView>;

/** GET /api/accounts: one page, in the order of names; `next` is the `after` of the next page. */
export const AccountPage = Type.Object(
  { accounts: Type.Array(AccountView), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: "AccountPage", ...closed },
);
export const AccountQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);

/** POST /api/accounts. */
export const NewAccount = Type.Object(
  { name: Name, grants: Type.Optional(Type.Array(GrantView, { maxItems: 100 })) },
  { $id: "NewAccount", ...closed },
);
/** What POST /api/accounts answers: the account, and the link with which its owner joins. */
export const AccountMade = Type.Object(
  { account: AccountView, link: NewLink },
  { $id: "AccountMade", ...closed },
);

export const AccountPath = Type.Object({ account: Type.String({ maxLength: 100 }) }, closed);
/** POST and DELETE /api/accounts/:account/grants; `unchanged` when it was so already. */
export const GrantChange = Type.Object(
  { account: AccountView, unchanged: Type.Boolean() },
  { $id: "GrantChange", ...closed },
);
export const GrantQuery = Type.Object(
  { role: RoleName, organisation: Type.Optional(Type.String({ maxLength: 200 })) },
  closed,
);

export const TokenView = Type.Object(
  {
    token: Type.String(), // an identifier, never the secret
    name: Type.String(),
    created_at: Instant,
    /** The roles it is narrowed to; null when it can do all that its account can. */
    narrowed_to: Type.Union([Type.Array(GrantView), Type.Null()]),
  },
  { $id: "ApiToken", ...closed },
);
export const TokenList = Type.Object(
  { tokens: Type.Array(TokenView) },
  { $id: "ApiTokenList", ...closed },
);
/** POST /api/tokens. */
export const NewToken = Type.Object(
  { name: Name, narrowed_to: Type.Optional(Type.Array(GrantView, { minItems: 1, maxItems: 100 })) },
  { $id: "NewApiToken", ...closed },
);
/** The only time that the secret of a token is shown. */
export const TokenMade = Type.Object(
  { token: TokenView, secret: Type.String() },
  { $id: "ApiTokenMade", ...closed },
);
export const TokenPath = Type.Object({ token: Type.String({ maxLength: 100 }) }, closed);

/** What is said where there is nothing else to say. */
export const Done = Type.Object({ ok: Type.Literal(true) }, { $id: "Done", ...closed });
