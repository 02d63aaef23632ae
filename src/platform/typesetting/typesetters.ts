import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("typeset-process.ts", import.meta.url));
const keptFor = 20_000;

interface Prepared {
  readonly child: ChildProcessWithoutNullStreams;
  readonly late: NodeJS.Timeout;
}

let ready: Prepared | undefined;

/**
 * Starts a typesetting process ahead of its document, which is being written meanwhile: a third of a
 * second goes into loading the typesetter and its fonts. It ends by itself when no document comes.
 */
export function prepareTypesetter(): void {
  if (ready) return;
  const child = start();
  const late = setTimeout(() => child.kill("SIGKILL"), keptFor);
  late.unref();
  holdProcessOpen(child, false);
  const gone = (): void => {
    clearTimeout(late);
    if (ready?.child === child) ready = undefined;
  };
  child.once("error", gone);
  child.once("close", gone);
  ready = { child, late };
}

/** A typesetting process that waits for its document: the one that was prepared, or another. */
export function takeTypesetter(): ChildProcessWithoutNullStreams {
  const prepared = ready;
  ready = undefined;
  if (!prepared) return start();
  const { child, late } = prepared;
  clearTimeout(late);
  if (child.exitCode !== null || child.signalCode !== null || child.killed) return start();
  holdProcessOpen(child, true);
  return child;
}

/** No environment: neither locale nor time zone nor settings of the instance reach a document. */
function start(): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program], { stdio: "pipe", env: {}, cwd: "/" });
}

/** A process that is only prepared keeps no server from ending; it ends when its input closes. */
function holdProcessOpen(child: ChildProcessWithoutNullStreams, held: boolean): void {
  const parts = [child, child.stdin, child.stdout, child.stderr];
  for (const part of parts) {
    if (!(part instanceof Socket) && part !== child) continue;
    if (held) part.ref();
    else part.unref();
  }
}
