import type { Command } from "commander";
import { counted } from "../kit/counted-words.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { WaitingList } from "./waiting.contract.ts";

/** Adds `waiting` to the command line. */
export function toldCommands(program: Command, terminal: Terminal): void {
  program
    .command("waiting")
    .description("list what waits for you, the earliest day first")
    .action(() => listWaiting(terminal));
}

async function listWaiting(terminal: Terminal): Promise<void> {
  const answer = await terminal.api.get(WaitingList, "/api/waiting");
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.waiting.length === 0) terminal.out("Nothing waits for you.");
  for (const { due, late, what, name, review_title: title, simulated } of answer.waiting) {
    const day = due === null ? "          " : due;
    const where = [name, title].filter((words) => words !== "").join(", ");
    const marks = `${late ? " (late)" : ""}${simulated ? " SIMULATED" : ""}`;
    terminal.out(`${day}  ${what}${where === "" ? "" : `: ${where}`}${marks}`);
  }
  if (answer.more > 0) terminal.out(`and ${counted(answer.more, "thing")} more`);
}
