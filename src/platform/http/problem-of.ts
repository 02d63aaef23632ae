import { Problem, outcomes } from "../../kit/problem.ts";

/** What stands in an answer that failed (RFC 9457, `application/problem+json`). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly kind: string;
  readonly instance: string;
}

/** Writes a problem as RFC 9457 asks; `instance` is the number of the request in the server's log. */
export function problemDocument(problem: Problem, request: string): ProblemDocument {
  const { title, status } = outcomes[problem.kind];
  return {
    ...problem.members,
    type: `urn:muster:problem:${problem.kind}`,
    title,
    status,
    detail: problem.message,
    kind: problem.kind,
    instance: `urn:muster:request:${request}`,
  };
}

const frameworkSentences: Readonly<Record<string, [Problem["kind"], string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["too-large", "The body is too large: send at most 1 MiB of JSON."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    "bad-input",
    "The body is of a type not read here: send JSON with content-type application/json.",
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    "bad-input",
    "The body is not as long as its Content-Length says: send it again.",
  ],
  FST_ERR_NOT_FOUND: ["not-found", "There is nothing at this address."],
  FST_ERR_BAD_URL: ["bad-input", "This address is not written as one: check its % signs."],
};

// SQLSTATE classes and codes of PostgreSQL that say something about the moment or the input.
const databaseSentences: readonly [RegExp, Problem["kind"], string][] = [
  [/^(40001|40P01|55P03)$/, "conflict", "Somebody wrote the same at the same time: try again."],
  [/^23505$/, "conflict", "This is there already: read it and change it instead."],
  [/^(08|57P|53)/, "unavailable", "The database does not answer now: try again in a moment."],
  [/^(22021|22P05)$/, "bad-input", "A text holds the character U+0000: take it out."],
];

/**
 * Turns whatever was thrown into a problem. What nobody foresaw becomes `internal`, with a sentence
 * that tells nothing of the inside; the log has the rest.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const status: unknown = error instanceof Error ? Reflect.get(error, "statusCode") : undefined;
  if (typeof code === "string") {
    const known = frameworkSentences[code];
    if (known) return new Problem(...known);
    const database = databaseSentences.find(([pattern]) => pattern.test(code));
    if (database) return new Problem(database[1], database[2], {}, { cause: error });
  }
  // FATAL is what PostgreSQL says when it ends or refuses a connection as a whole.
  const fatal = error instanceof Error && Reflect.get(error, "severity") === "FATAL";
  if (fatal || (error instanceof Error && Reflect.get(error, "syscall") === "connect")) {
    return new Problem("unavailable", "The database is not reached: try again in a moment.");
  }
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  ) {
    return new Problem("unavailable", "The database does not answer now: try again in a moment.");
  }
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new Problem(
      status === 413 ? "too-large" : "bad-input",
      "The request cannot be read: send it as /api/openapi.json says.",
    );
  }
  return new Problem(
    "internal",
    "Muster made a mistake here; its log says more under this number.",
    {},
    { cause: error },
  );
}
