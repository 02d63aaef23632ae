import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Problem } from "../../kit/problem.ts";
import type { Terminal } from "./terminal.ts";

/**
 * A passphrase: the first line of a file, or what a person types, which is not shown.
 * Refuses (bad-input): no file where nobody can type.
 */
export async function askPassphrase(
  terminal: Terminal,
  question: string,
  file: string | undefined,
): Promise<string> {
  if (file !== undefined) {
    const [line = ""] = (await terminal.readText(file)).split(/\r?\n/u);
    return line;
  }
  if (process.stdin.isTTY) return typed(question);
  throw new Problem(
    "bad-input",
    "nobody can type a passphrase here; put it in the first line of a file and give --passphrase-file.",
  );
}

/** The same, typed twice where it is typed, because nobody sees what they type. */
export async function choosePassphrase(
  terminal: Terminal,
  file: string | undefined,
): Promise<string> {
  const first = await askPassphrase(terminal, "Passphrase for the new key: ", file);
  if (file !== undefined) return first;
  if (first === (await typed("The same again: "))) return first;
  throw new Problem("bad-input", "the two were not the same; start again.");
}

function typed(question: string): Promise<string> {
  process.stderr.write(question);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silence, terminal: true });
  return new Promise((resolve, reject) => {
    line.on("SIGINT", () => {
      line.close();
      reject(new Problem("bad-input", "no passphrase was given."));
    });
    line.question("", (answer) => {
      line.close();
      process.stderr.write("\n");
      resolve(answer);
    });
  });
}
