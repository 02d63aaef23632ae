import { wrapped } from "../determination/terminal-words.ts";

/** Says what the demo does, a line for each step, with its seconds. */
export interface DemoSteps {
  /** Does one step and prints its line: name, what came of it, and how long it took. */
  step<T>(
    name: string,
    work: () => Promise<T>,
    words: (result: T) => readonly string[],
  ): Promise<T>;
  say(line?: string): void;
  /** Seconds since the start, such as `5.1 s`. */
  elapsed(): string;
}

const nameWidth = 12;
const wordsWidth = 54;

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Steps that print on a stream; nothing needs colour, and 80 columns are enough. */
export function demoSteps(stream: { write(text: string): unknown }): DemoSteps {
  const started = performance.now();
  const say = (line = ""): void => void stream.write(line === "" ? "\n" : `  ${line}\n`);
  return {
    say,
    elapsed: () => seconds(started),
    async step(name, work, words) {
      const begun = performance.now();
      const result = await work();
      const [first = "", ...rest] = words(result);
      say(`${name.padEnd(nameWidth)}${first.padEnd(wordsWidth)}${seconds(begun).padStart(7)}`);
      const inset = " ".repeat(nameWidth + 2);
      for (const line of rest) {
        for (const part of wrapped(`${inset}${line}`)) stream.write(`${part}\n`);
      }
      return result;
    },
  };
}
