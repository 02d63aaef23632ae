/** What can go wrong, in kinds: one table turns a kind into an HTTP status and an exit code. */
export type ProblemKind =
  | "bad-input"
  | "too-large"
  | "too-often"
  | "not-signed-in"
  | "not-permitted"
  | "refused"
  | "conflict"
  | "not-found"
  | "unavailable"
  | "unreachable"
  | "internal";

interface Outcome {
  readonly status: number;
  readonly exitCode: 1 | 2 | 3 | 4;
  readonly title: string;
}

/** HTTP status (RFC 9110), exit code of the command line and title of each kind. */
export const outcomes: Readonly<Record<ProblemKind, Outcome>> = {
  "bad-input": { status: 400, exitCode: 2, title: "The input cannot be used" },
  "too-large": { status: 413, exitCode: 2, title: "The input is too large" },
  "too-often": { status: 429, exitCode: 1, title: "Too many attempts" },
  "not-signed-in": { status: 401, exitCode: 1, title: "Sign in first" },
  "not-permitted": { status: 403, exitCode: 1, title: "Not permitted" },
  refused: { status: 422, exitCode: 1, title: "Refused by a rule" },
  conflict: { status: 409, exitCode: 1, title: "Somebody else changed this" },
  "not-found": { status: 404, exitCode: 3, title: "Not found" },
  unavailable: { status: 503, exitCode: 4, title: "Not ready" },
  unreachable: { status: 502, exitCode: 4, title: "The server was not reached" },
  internal: { status: 500, exitCode: 4, title: "A fault in Muster" },
};

/** Where in which input a problem lies. */
export interface Place {
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** A field or path inside the file, such as `tasks[3].due`. */
  readonly field?: string;
}

/**
 * A failure that a person can act on: one sentence that says what is wrong, what was expected and
 * how to mend it. The place, where there is one, is put in front of the sentence.
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly place: Place;
  /** What a program needs beside the sentence: further members of the answer (RFC 9457, 3.2). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    kind: ProblemKind,
    sentence: string,
    place: Place = {},
    options: ErrorOptions & { readonly members?: Readonly<Record<string, unknown>> } = {},
  ) {
    const { members = {}, ...rest } = options;
    super(`${placeInWords(place)}${sentence}`, rest);
    this.name = "Problem";
    this.kind = kind;
    this.place = place;
    this.members = members;
  }
}

/** Writes a place as a prefix such as `order.yaml, line 3, tasks[0].due: `; empty when unknown. */
export function placeInWords(place: Place): string {
  const words = [
    place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.line === undefined || place.column === undefined ? undefined : `column ${place.column}`,
    place.field,
  ].filter((word) => word !== undefined && word !== "");
  return words.length === 0 ? "" : `${words.join(", ")}: `;
}

/** Stops the compiler, and the program, when a closed union has a member nobody handled. */
export function unreachable(value: never): never {
  throw new Error(`a case was forgotten: ${String(value)}`);
}
