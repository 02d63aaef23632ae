import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { type Static, type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { outcomes, Problem, type ProblemKind } from "../../kit/problem.ts";
import { startProgress } from "./progress.ts";

/** Values of a query; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The server's API, as a command line uses it. Every answer is checked by the contract it names. */
export interface Api {
  get<S extends TSchema>(schema: S, path: string, query?: Query): Promise<Static<S>>;
  send<S extends TSchema>(
    schema: S,
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    query?: Query,
  ): Promise<Static<S>>;
  /** Sends files by name of the field, from their paths, with further fields. */
  upload<S extends TSchema>(
    schema: S,
    path: string,
    files: Readonly<Record<string, string | undefined>>,
    fields?: Query,
  ): Promise<Static<S>>;
  /** Bytes of an answer that is not JSON. */
  download(path: string, query?: Query): Promise<Uint8Array>;
  /** Digests of the leaves that the last change wrote to the log. */
  lastLeaves(): readonly string[];
  /** Address of the server, such as `http://127.0.0.1:4800`. Refuses (unreachable) when none is known. */
  url(): string;
}

/** Where a server is, and with what token it is asked. */
export interface Address {
  readonly url: string;
  readonly token: string | null;
}

const Document = Type.Object({ detail: Type.String(), kind: Type.String() });

function isKind(kind: string): kind is ProblemKind {
  return Object.hasOwn(outcomes, kind);
}

async function refusalOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const document: unknown = JSON.parse(text);
    if (Value.Check(Document, document) && isKind(document.kind)) {
      return new Problem(document.kind, document.detail);
    }
  } catch {
    // Not JSON: something between wrote it. The status says enough.
  }
  return new Problem(
    "unreachable",
    `Something that is no Muster answered with ${response.status}; check MUSTER_URL.`,
  );
}

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

async function formOf(
  files: Readonly<Record<string, string | undefined>>,
  fields: Query,
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) form.set(name, String(value));
  for (const [name, path] of Object.entries(files)) {
    if (path === undefined) continue;
    try {
      form.set(name, await openAsBlob(path), basename(path));
    } catch (error) {
      throw new Problem(
        "not-found",
        "there is no such file that can be read; check the path.",
        { file: path },
        { cause: error },
      );
    }
  }
  return form;
}

/**
 * A client of the API. `find` is asked at the first request, so that what only reads files needs no
 * server. Problems: those of the server, with its sentences; `unreachable` when none answers.
 */
export function openApi(
  find: () => Address,
  options: {
    readonly signal?: AbortSignal;
    readonly stderr?: Parameters<typeof startProgress>[1]["stderr"];
  } = {},
): Api {
  let address: Address | undefined;
  let leaves: readonly string[] = [];

  async function ask(path: string, init: RequestInit): Promise<Response> {
    const { url, token } = (address ??= find());
    const headers = new Headers(init.headers);
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    const waiting = options.stderr
      ? startProgress(`Waiting for ${url}`, { stderr: options.stderr })
      : undefined;
    try {
      const response = await fetch(new URL(path, url), {
        ...init,
        headers,
        redirect: "error",
        ...(options.signal ? { signal: options.signal } : {}),
      });
      if (!response.ok) throw await refusalOf(response);
      if (init.method !== "GET")
        leaves = (response.headers.get("muster-leaf") ?? "")
          .split(", ")
          .filter((leaf) => leaf !== "");
      return response;
    } catch (error) {
      if (error instanceof Problem || options.signal?.aborted) throw error;
      throw new Problem(
        "unreachable",
        `No Muster answers at ${url}; start it with npm start, or set MUSTER_URL.`,
        {},
        { cause: error },
      );
    } finally {
      waiting?.done();
    }
  }

  async function json<S extends TSchema>(
    schema: S,
    path: string,
    init: RequestInit,
  ): Promise<Static<S>> {
    const response = await ask(path, init);
    const answer: unknown = await response.json();
    if (Value.Check(schema, answer)) return answer;
    throw new Problem(
      "internal",
      `The answer of ${path} is not what this command line knows; use the same version as the server.`,
    );
  }

  return {
    get: (schema, path, query) => json(schema, withQuery(path, query), { method: "GET" }),
    send: (schema, method, path, body, query) =>
      json(schema, withQuery(path, query), {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      }),
    upload: async (schema, path, files, fields = {}) => {
      // Encoded before it is sent: a form that is still being streamed when the server refuses early
      // ends the whole process inside Node's fetch.
      const form = new Response(await formOf(files, fields));
      const headers = { "content-type": form.headers.get("content-type") ?? "" };
      const body = new Uint8Array(await form.arrayBuffer());
      return json(schema, path, { method: "POST", body, headers });
    },
    download: async (path, query) =>
      new Uint8Array(await (await ask(withQuery(path, query), { method: "GET" })).arrayBuffer()),
    lastLeaves: () => leaves,
    url: () => (address ??= find()).url,
  };
}
