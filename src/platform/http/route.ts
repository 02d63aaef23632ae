import type { Readable } from "node:stream";
import type { Static, TSchema } from "typebox";
import type { Problem } from "../../kit/problem.ts";
import type { Permission } from "../identity/policy.ts";
import type { Work } from "../work.ts";

/** What a request and its answer look like; checked both ways, and printed as OpenAPI. */
export interface Contract {
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** JSON body. For uploads use `files` instead. */
  readonly body?: TSchema;
  /** The most bytes of a JSON body, where a megabyte is too few. */
  readonly bodyLimit?: number;
  /** A multipart upload: each named file with its limit in bytes; `fields` are read beside them. */
  readonly files?: Readonly<Record<string, { readonly limit: number; readonly required: boolean }>>;
  readonly fields?: TSchema;
  /** JSON answer, or a stream of the named media type. */
  readonly answer: TSchema | { readonly media: string };
  /** True when the JSON answer is sent in its canonical form (RFC 8785), byte for byte the same. */
  readonly canonical?: boolean;
}

/** An uploaded file: streamed to a temporary place first, so that it may be read twice. */
export interface Upload {
  readonly name: string;
  readonly size: number;
  /** SHA-256 of the bytes as sent. */
  readonly digest: string;
  /** Where the bytes lie until the request ends. */
  readonly path: string;
}

/** An answer that is not JSON. */
export interface Download {
  readonly fileName?: string;
  /**
   * What takes seconds to make is made by a function: it is called when the transaction has ended, so
   * that nothing is held meanwhile.
   */
  readonly content: Readable | Uint8Array | string | (() => Promise<Uint8Array | string>);
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A JSON answer that also signs the browser in or out: a session token with its life in seconds, or
 * null, which forgets the cookie. Only the identity routes use it.
 */
export class SessionReply<A> {
  readonly answer: A;
  readonly session: { readonly token: string; readonly seconds: number } | null;

  constructor(answer: A, session: { readonly token: string; readonly seconds: number } | null) {
    this.answer = answer;
    this.session = session;
  }
}

/**
 * A JSON answer that is written already: put together from parts that are kept, each made from a
 * value of the contract's type. It is sent as it is; a test holds it against the contract.
 */
export class ReadyAnswer<A, B extends Uint8Array | Readable = Uint8Array> {
  /** What is too large to be put together is a stream of its pieces. */
  readonly bytes: B;
  /** True when nothing was written. */
  readonly unchanged: boolean;
  /** Never there: says of what type it is. */
  declare readonly answer?: A;

  constructor(bytes: B, unchanged: boolean) {
    this.bytes = bytes;
    this.unchanged = unchanged;
  }
}

/**
 * How a route treats an auditor who may not see what an organisation says of itself (not yet, while
 * both sides score; or never, after a post held there):
 * - `unrelated`: it concerns no review and shows nothing of one;
 * - `open`: it shows of a review only what they may see too: its list, evidence, what was published;
 * - `own`: its action leaves out what they may not see, by `sightOf` (src/assessments);
 * - `organisation`: refused while they may not see the organisation of the path;
 * - `review`: refused while there is any organisation of the review that they may not see, or of any
 *   review where the path names none.
 * What depends on self-scores in any way (scores, ratings, reasons, progress, counts, digests of
 * inputs) is one of the last three. The test of non-interference in src/main holds all of them.
 */
export const blindnesses = ["unrelated", "open", "own", "organisation", "review"] as const;
export type Blindness = (typeof blindnesses)[number];

/** Whoever sent a request, as far as it can be told before anybody is asked. */
export interface Client {
  readonly address: string;
  /** The cookie's session token, or nothing. */
  readonly session: string | undefined;
  /** The bearer token (RFC 6750), or nothing. */
  readonly token: string | undefined;
}

type Given<S> = S extends TSchema ? Static<S> : undefined;

/** What a handler is given: every part already checked by the contract. */
export interface Request<C extends Contract> {
  readonly params: Given<C["params"]>;
  readonly query: Given<C["query"]>;
  readonly body: Given<C["body"]>;
  readonly fields: Given<C["fields"]>;
  readonly files: Readonly<Record<keyof NonNullable<C["files"]>, Upload | undefined>>;
  readonly client: Client;
}

type Answer<C extends Contract> = C["answer"] extends TSchema ? Static<C["answer"]> : Download;

/**
 * One way into Muster. Whatever a route leaves out here cannot be left out: a test lists all routes
 * and fails on one without contract, permission or log event, and the server refuses the rest.
 */
export interface Route<C extends Contract = Contract> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Such as `/api/orders/:order/sign`. */
  readonly path: string;
  readonly summary: string;
  /** Who may; `public` is for what was published, health and signing in, and is listed by a test. */
  readonly permission: Permission | "public";
  /** The organisation a permission is asked for, when the path names one. */
  readonly organisation?: (params: Given<C["params"]>) => string | null;
  /** Kind of the leaf that a success writes; `none` for what only reads, whatever its method. */
  readonly event: string;
  /** How it treats an auditor who may not see everything. */
  readonly blind: Blindness;
  readonly contract: C;
  /**
   * One action. Reads get a read-only transaction, writes one that commits with their leaves. A
   * thrown Problem keeps nothing; a Problem that is answered keeps what was written (such as the
   * count of failed sign-ins).
   */
  readonly handle: (
    work: Work,
    request: Request<C>,
  ) => Promise<
    Answer<C> | SessionReply<Answer<C>> | ReadyAnswer<Answer<C>, Uint8Array | Readable> | Problem
  >;
}

/** Declares a route; the types of request and answer follow from its contract. */
export function route<const C extends Contract>(declaration: Route<C>): Route {
  // The server checks parts by the same contract before it calls the handler, so widening is safe.
  return declaration as unknown as Route;
}
