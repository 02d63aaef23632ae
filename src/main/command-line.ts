import { homedir } from "node:os";
import { Command, CommanderError } from "commander";
import { outcomes, Problem } from "../kit/problem.ts";
import { readClientSettings } from "../platform/settings/settings.ts";
import { openApi } from "../platform/terminal/api.ts";
import { findServer } from "../platform/terminal/instance-file.ts";
import { plainText } from "../kit/shown-text.ts";
import { openTerminal, type OpenTerminal } from "../platform/terminal/terminal.ts";
import { commandGroups } from "./commands.ts";
import { version } from "./version.ts";

/** As shells report a process that SIGINT ended. */
const stoppedByHand = 130;

async function buildProgram(
  words: readonly string[],
  terminal: OpenTerminal,
  program: Command,
): Promise<void> {
  program
    .name("muster")
    .description(
      "Runs the cybersecurity review of many organisations as one system that anyone can check.",
    )
    .version(version)
    .option("--json", "print JSON for machines")
    .helpOption("--help", "show what a command does and takes")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) })
    .showHelpAfterError("Add --help to see what it takes.")
    .exitOverride();
  const asked = commandGroups.filter((group) => group.words.some((word) => words.includes(word)));
  for (const group of asked.length > 0 ? asked : commandGroups) {
    (await group.load())(program, terminal);
  }
}

function exitCodeOf(error: unknown, terminal: OpenTerminal): number {
  if (terminal.signal.aborted) {
    process.stderr.write(`\n${terminal.stopSentence}\n`);
    return stoppedByHand;
  }
  if (error instanceof CommanderError) {
    const askedForHelp =
      error.code === "commander.helpDisplayed" || error.code === "commander.version";
    const detail = error.message.replace(/^error: /u, "");
    const { exitCode, title } = outcomes["bad-input"];
    if (terminal.wantsJson && error.message !== detail) {
      terminal.json({ problem: { kind: "bad-input", title, detail, exit_code: exitCode } });
    }
    return askedForHelp ? 0 : exitCode;
  }
  const problem =
    error instanceof Problem
      ? error
      : new Problem("internal", "Muster made a mistake here; what follows helps to find it.");
  const { exitCode, title } = outcomes[problem.kind];
  process.stderr.write(`${plainText(problem.message)}\n`);
  if (problem.kind === "internal" && error instanceof Error)
    process.stderr.write(`${error.stack ?? ""}\n`);
  if (terminal.wantsJson) {
    terminal.json({
      problem: { kind: problem.kind, title, detail: problem.message, exit_code: exitCode },
    });
  }
  return exitCode;
}

/**
 * Runs one command and answers its exit code: 0 done, 1 refused by a rule or a failed check, 2 bad
 * input, 3 not found, 4 server not reached, 130 stopped by Ctrl-C.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const stop = new AbortController();
  const { stdout, stderr } = process;
  // Whoever reads our output may stop early (`| head`): that is no failure.
  stdout.on("error", (error) => process.exit("code" in error && error.code === "EPIPE" ? 0 : 4));
  process.on("SIGINT", () => {
    if (stop.signal.aborted) process.exit(stoppedByHand);
    stop.abort();
    // What only computes does not listen to the signal.
    setTimeout(() => process.exit(exitCodeOf(undefined, terminal)), 1000).unref();
  });
  const person = { home: homedir(), isRoot: process.getuid?.() === 0 };
  const program = new Command();
  const terminal = openTerminal({
    stdout,
    stderr,
    signal: stop.signal,
    wantsJson: () => program.opts()["json"] === true || words.includes("--json"),
    api: openApi(() => findServer(readClientSettings(process.env, person)), {
      signal: stop.signal,
      stderr,
    }),
  });
  try {
    await buildProgram(words, terminal, program);
    await program.parseAsync([...words], { from: "user" });
    return terminal.exitCode;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}
