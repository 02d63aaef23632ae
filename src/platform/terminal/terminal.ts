import { readFile } from "node:fs/promises";
import { Problem } from "../../kit/problem.ts";
import { plainText } from "../../kit/shown-text.ts";
import type { Api } from "./api.ts";
import { type Progress, startProgress } from "./progress.ts";

/** Where a command says things, and how it reaches files and the server. */
export interface Terminal {
  /** Says what the command was asked for, on standard output. */
  out(text: string): void;
  /** Writes the content of a text file whose lines end in CR LF, such as iCalendar. */
  content(text: string): void;
  /** Says what is worth knowing beside it, on standard error. */
  note(text: string): void;
  /** Prints a value for machines, on standard output. */
  json(value: unknown): void;
  /** Shows on standard error that something takes longer than a second; end it with `done`. */
  progress(label: string): Progress;
  /** Reads a file. Refuses (not-found, bad-input) with its name. */
  readFile(path: string): Promise<Uint8Array>;
  /** Reads a file as UTF-8 text. Refuses (bad-input) what is no UTF-8. */
  readText(path: string): Promise<string>;
  /** What to say when Ctrl-C stops this command: what is kept, and how to go on. */
  whenStopped(sentence: string): void;
  /** Ends the command with another exit code than 0 although it answered, such as 1 after a failed check. */
  exitWith(code: 0 | 1): void;
  /** The server's API. */
  readonly api: Api;
  /** Whether `--json` was given. */
  readonly wantsJson: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a terminal is made of. */
export interface TerminalParts {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean | undefined };
  readonly api: Api;
  readonly wantsJson: () => boolean;
  readonly signal: AbortSignal;
}

/** A terminal, with what a command left to be done at its end. */
export interface OpenTerminal extends Terminal {
  readonly exitCode: 0 | 1;
  readonly stopSentence: string;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new Problem("not-found", "there is no such file; check the path.", { file: path });
    }
    const sentence =
      code === "EISDIR"
        ? "this is a directory; name a file in it."
        : "this cannot be read; check who may read it.";
    throw new Problem("bad-input", sentence, { file: path }, { cause: error });
  }
}

/** Opens a terminal on two streams. */
export function openTerminal(parts: TerminalParts): OpenTerminal {
  const { stdout, stderr, api, signal } = parts;
  let exitCode: 0 | 1 = 0;
  let stopSentence =
    "Stopped. What the server had confirmed is kept; run the same command again to go on: nothing is done twice.";
  const note = (text: string): void => void stderr.write(`${plainText(text)}\n`);
  return {
    out: (text) => void stdout.write(`${plainText(text)}\n`),
    content: (text) => void stdout.write(text.split("\r\n").map(plainText).join("\r\n")),
    note,
    json: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    progress: (label) => startProgress(label, { stderr }),
    readFile: bytesOf,
    async readText(path) {
      const bytes = await bytesOf(path);
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch (error) {
        throw new Problem(
          "bad-input",
          "this is not UTF-8 text; save it as UTF-8.",
          { file: path },
          { cause: error },
        );
      }
    },
    whenStopped: (sentence) => void (stopSentence = sentence),
    exitWith: (code) => void (exitCode = code),
    api,
    signal,
    get wantsJson() {
      return parts.wantsJson();
    },
    get exitCode() {
      return exitCode;
    },
    get stopSentence() {
      return stopSentence;
    },
  };
}
