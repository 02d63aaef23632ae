import { readFile } from "node:fs/promises";
import { Problem } from "../../kit/problem.ts";
import { takeTypesetter } from "./typesetters.ts";

/** A document to be set: a Typst template, the data it is filled with, and the date it carries. */
export interface TypesetJob {
  readonly template: string;
  readonly document: unknown;
  /** Written into the PDF: the same job gives the same bytes. `2026-11-22T10:00:00.000000Z`. */
  readonly at: string;
}

const limits = {
  milliseconds: 120_000,
  /** A report of 132 organisations needs about 700, one of 400 about 1,550. */
  megabytes: 2_000,
  /** Each waits for those before it; more than these would wait for minutes. */
  waiting: 6,
  between: 200,
} as const;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Sets a document as tagged PDF (PDF/UA-1), in a process of its own, one document at a time.
 *
 * Refuses (unavailable): when too many wait already. Refuses (too-large): what needs more time or
 * memory than a document may.
 */
export async function typeset(job: TypesetJob): Promise<Uint8Array> {
  if (waiting >= limits.waiting) {
    const sentence = `${limits.waiting} documents wait to be printed already; ask again in a minute.`;
    throw new Problem("unavailable", sentence);
  }
  waiting += 1;
  // Whoever is alone starts at once, before the one who asks goes on with other work.
  const turn = waiting === 1 ? setAlone(job) : last.then(() => setAlone(job));
  last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}

function setAlone(job: TypesetJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = takeTypesetter();
    const parts: Buffer[] = [];
    let said = "";
    let tooMuch: Problem | undefined;
    const stop = (problem: Problem): void => {
      tooMuch ??= problem;
      child.kill("SIGKILL");
    };
    const ended = watch(child.pid ?? 0, stop);
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.stderr.on("data", (part: Buffer) => (said += said.length < 4_000 ? part.toString() : ""));
    child.stdin.on("error", () => undefined); // it ended early: its exit code says why
    child.once("error", (error) => {
      ended();
      reject(error);
    });
    child.once("close", (code) => {
      ended();
      if (tooMuch) reject(tooMuch);
      else if (code === 0) resolve(Buffer.concat(parts));
      else reject(new Error(`a document could not be set (exit code ${code}): ${said}`));
    });
    child.stdin.end(
      JSON.stringify({ ...job, timestamp: Math.floor(Date.parse(job.at) / 1000), at: undefined }),
    );
  });
}

/** Watches time and memory of a process; answers how to stop watching. */
function watch(process: number, stop: (problem: Problem) => void): () => void {
  const look = async (): Promise<void> => {
    const used = await residentMegabytes(process);
    if (used > limits.megabytes) stop(outOf(`${limits.megabytes} MB of memory`));
  };
  const memory = setInterval(() => void look(), limits.between);
  const time = setTimeout(
    () => stop(outOf(`${limits.milliseconds / 1000} seconds`)),
    limits.milliseconds,
  );
  return () => {
    clearInterval(memory);
    clearTimeout(time);
  };
}

function outOf(limit: string): Problem {
  const sentence = `the PDF needs more than ${limit}; take the workbook (xlsx), the table (csv) or the page (html) instead.`;
  return new Problem("too-large", sentence);
}

/** Memory that a process holds now; 0 where the system does not say (other than Linux). */
async function residentMegabytes(process: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${process}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
