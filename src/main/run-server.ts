import { homedir } from "node:os";
import { outcomes, Problem } from "../kit/problem.ts";
import { readSettings } from "../platform/settings/settings.ts";
import { buildWeb } from "./build-web.ts";
import { builtPages, type Instance, startInstance } from "./instance.ts";

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

function note(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** Within how many milliseconds two signals are one. */
const twiceMilliseconds = 1000;

/** Stops on SIGINT and SIGTERM: requests under way are finished; a second signal does not wait. */
function stopOnSignal(instance: Instance): void {
  let since: number | undefined;
  const stopOnce = async (): Promise<void> => {
    say("Stopping: what is under way is finished first.");
    try {
      await instance.stop();
      say("Stopped. The data stay; npm start goes on with them.");
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
      process.exit(4);
    }
  };
  const stop = (): void => {
    // One Ctrl-C may come twice: from the terminal, and handed on by npm.
    if (since !== undefined && performance.now() - since > twiceMilliseconds) process.exit(130);
    if (since !== undefined) return;
    since = performance.now();
    void stopOnce();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Builds the pages where they are not built from these sources; a failure is told, and the rest runs. */
async function webDirectory(): Promise<string> {
  try {
    return (await buildWeb({ onProgress: say })).directory;
  } catch (error) {
    note(`The pages could not be built: ${error instanceof Error ? error.message : String(error)}`);
    return builtPages;
  }
}

/**
 * Runs a server from the settings of the environment until a signal stops it. Structured logs go to
 * standard error: everything when that is a file or pipe, warnings only when it is a terminal.
 */
export async function runServer(): Promise<void> {
  try {
    const person = { home: homedir(), isRoot: process.getuid?.() === 0 };
    const settings = readSettings(process.env, person);
    // Built beside the start of the database; requests for pages wait for it.
    const pages = webDirectory();
    const level = process.stderr.isTTY ? "warn" : "info";
    const instance = await startInstance(settings, {
      onProgress: say,
      pages,
      log: { level, stream: process.stderr },
    });
    stopOnSignal(instance);
    say(`Muster is ready at ${instance.url}`);
    say(`Data in ${settings.data}. Stop with Ctrl-C.`);
    if (instance.setUpAddress !== undefined) {
      say(
        `\nThere is no administrator yet. This link makes one; it works once, for a day:\n${instance.setUpAddress}`,
      );
    }
  } catch (error) {
    const problem = error instanceof Problem ? error : undefined;
    note(
      problem?.message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    process.exit(problem ? outcomes[problem.kind].exitCode : 4);
  }
}
