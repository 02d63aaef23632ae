import type { Readable } from "node:stream";
import type { Static, TSchema } from "typebox";
import type { Permission } from "../identity/policy.ts";
import type { Work } from "../work.ts";

/** What a request and its answer look like; checked both ways, and printed as OpenAPI. */
export interface Contract {
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** JSON body. For uploads use `files` instead. */
  readonly body?: TSchema;
  /** A multipart upload: each named file with its limit in bytes; `fields` are read beside them. */
  readonly files?: Readonly<Record<string, { readonly limit: number; readonly required: boolean }>>;
  readonly fields?: TSchema;
  /** JSON answer, or a stream of the named media type. */
  readonly answer: TSchema | { readonly media: string };
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
  readonly content: Readable | Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Given<S> = S extends TSchema ? Static<S> : undefined;

/** What a handler is given: every part already checked by the contract. */
export interface Request<C extends Contract> {
  readonly params: Given<C["params"]>;
  readonly query: Given<C["query"]>;
  readonly body: Given<C["body"]>;
  readonly fields: Given<C["fields"]>;
  readonly files: Readonly<Record<keyof NonNullable<C["files"]>, Upload | undefined>>;
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
  /** Kind of the leaf that a success writes; `none` for what only reads. */
  readonly event: string;
  readonly contract: C;
  /** One action. Reads get a read-only transaction, writes one that commits with their leaves. */
  readonly handle: (work: Work, request: Request<C>) => Promise<Answer<C>>;
}

/** Declares a route; the types of request and answer follow from its contract. */
export function route<const C extends Contract>(declaration: Route<C>): Route {
  // The server checks parts by the same contract before it calls the handler, so widening is safe.
  return declaration as unknown as Route;
}
