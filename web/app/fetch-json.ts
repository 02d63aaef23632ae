import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import { outcomes, Problem, type ProblemKind } from "../../src/kit/problem.ts";

/** Values of a query; what is undefined or empty is left out of the address. */
export type QueryValues = Readonly<Record<string, string | undefined>>;

/**
 * Reads JSON from the server and checks it against its contract.
 *
 * Given: the schema of the answer, a path under /api, the query, and a signal that stops it.
 * Returns: the answer, known to fit the schema.
 * Refuses: with the server's own sentence where it sends one (RFC 9457); "unreachable" when no answer
 * came; "internal" when the answer does not fit, because then page and server differ in version.
 */
export async function fetchJson<S extends TSchema>(
  schema: S,
  path: string,
  query: QueryValues = {},
  signal?: AbortSignal,
): Promise<Static<S>> {
  const address = withQuery(path, query);
  const early = asked.get(address);
  asked.delete(address);
  const response = await (early ?? ask(address, signal === undefined ? {} : { signal }));
  return fitting(schema, path, await response.json());
}

/** Answers that were asked for before anybody wanted them; each is taken once. */
const asked = new Map<string, Promise<Response>>();

/** Asks for an answer now that `fetchJson` will soon be asked for by the same address. */
export function askEarly(address: string): void {
  const answer = ask(address, {});
  answer.catch(() => undefined); // whoever takes it hears of it
  asked.set(address, answer);
}

/** What a change answered, with the digests of the leaves that it wrote to the log. */
export interface Sent<A> {
  readonly answer: A;
  readonly leaves: readonly string[];
}

/** Sends a change as JSON; answers and refuses like `fetchJson`, and names the leaves written. */
export async function sendJson<S extends TSchema>(
  schema: S,
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Sent<Static<S>>> {
  const response = await ask(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return sentOf(schema, path, response);
}

async function sentOf<S extends TSchema>(
  schema: S,
  path: string,
  response: Response,
): Promise<Sent<Static<S>>> {
  const leaves = (response.headers.get("muster-leaf") ?? "").split(",").map((leaf) => leaf.trim());
  const text = await response.text();
  return {
    answer: fitting(schema, path, text === "" ? {} : JSON.parse(text)),
    leaves: leaves.filter((leaf) => leaf !== ""),
  };
}

/** Sends files with fields beside them; answers and refuses like `sendJson`. */
export async function sendFiles<S extends TSchema>(
  schema: S,
  path: string,
  files: Readonly<Record<string, File | undefined>>,
  fields: Readonly<Record<string, string | undefined>>,
): Promise<Sent<Static<S>>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") form.set(name, value);
  }
  for (const [name, file] of Object.entries(files)) {
    if (file !== undefined) form.set(name, file);
  }
  return sentOf(schema, path, await ask(path, { method: "POST", body: form }));
}

/** Writes a path with its query, leaving out what is not set. */
export function withQuery(path: string, query: QueryValues): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") values.set(name, value);
  }
  const written = values.toString();
  return written === "" ? path : `${path}?${written}`;
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(
      "unreachable",
      "The server did not answer; nothing was changed. Try again when it runs.",
      {},
      { cause: error },
    );
  }
  if (response.ok) return response;
  throw await refusal(response);
}

async function refusal(response: Response): Promise<Problem> {
  const kind = kindOf(response.status);
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null && "detail" in body) {
      const { detail } = body;
      // What stands beside the sentence, such as what somebody else saved, goes with it.
      if (typeof detail === "string" && detail !== "") {
        return new Problem(kind, detail, {}, { cause: body });
      }
    }
  } catch {
    // The answer is not JSON: something between the page and Muster wrote it; the status says enough.
  }
  return new Problem(kind, `${outcomes[kind].title} (the server answered ${response.status}).`);
}

/** The kind of problem that a status stands for. */
function kindOf(status: number): ProblemKind {
  const kinds = Object.keys(outcomes).filter((kind): kind is ProblemKind => kind in outcomes);
  return kinds.find((kind) => outcomes[kind].status === status) ?? "internal";
}

function fitting<S extends TSchema>(schema: S, path: string, answer: unknown): Static<S> {
  if (Value.Check(schema, answer)) return answer;
  const first = Value.Errors(schema, answer)[0];
  const where = first === undefined ? "" : ` (${first.instancePath}: ${first.message})`;
  throw new Problem(
    "internal",
    `The answer of ${path} does not fit what this page knows${where}; load the page again.`,
  );
}
