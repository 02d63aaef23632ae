import { spawn } from "node:child_process";

/** What a tool said, and how it ended; `code` null when there is no such tool on this machine. */
export interface ToolAnswer {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a tool to its end in a directory. */
export function runTool(
  tool: string,
  words: readonly string[],
  directory: string,
): Promise<ToolAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, words, { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", (error) => {
      const isAbsent = Reflect.get(error, "code") === "ENOENT";
      if (isAbsent) resolve({ code: null, said: `${tool} is not on this machine` });
      else reject(error);
    });
    child.on("close", (code) => resolve({ code: code ?? 1, said }));
  });
}
