import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { HeadOfficeSet, HeadOn } from "./heads.contract.ts";

interface HeadOptions {
  readonly office?: string;
  readonly title?: string;
  readonly from?: string;
  readonly on?: string;
}

/** Adds `org head`: who heads an organisation, and which office does from a day on. */
export function headsCommands(program: Command, terminal: Terminal): void {
  const org =
    program.commands.find((command) => command.name() === "org") ??
    program.command("org").description("who is reviewed, and what they are called");
  org
    .command("head <ORG>")
    .description("show who heads an organisation, or say which office does")
    .option("--office <office>", "the office that heads it")
    .option("--title <title>", "adds an office that is not in the register yet")
    .option("--from <date>", "from this day on; needed with --office")
    .option("--on <date>", "the day spoken of")
    .action((organisation: string, options: HeadOptions) => head(terminal, organisation, options));
}

async function head(terminal: Terminal, organisation: string, given: HeadOptions): Promise<void> {
  const path = `/api/organisations/${encodeURIComponent(organisation)}`;
  const { office, title, from, on } = given;
  if (office === undefined) {
    const answer = await terminal.api.get(HeadOn, `${path}/head`, { on });
    if (terminal.wantsJson) return terminal.json(answer);
    return terminal.out(headInWords(answer));
  }
  const body = { office, title, from };
  const answer = await terminal.api.send(HeadOfficeSet, "POST", `${path}/head-office`, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const known = answer.unchanged ? " (known already; nothing changed)" : "";
  terminal.out(`From ${dayInWords(answer.from)} ${headInWords(answer.head)}${known}`);
}

function headInWords({ organisation, office, title, state, holder, until }: HeadOn): string {
  if (office === null) return `Nobody said which office heads ${organisation}.`;
  const who = holder === null ? "" : ` by ${holder}`;
  const end = until === null ? "" : ` until ${dayInWords(until)}`;
  const words = {
    held: `held${who}`,
    acting: `acted for${who}${end}`,
    vacant: "vacant",
    unknown: "without a holder that was entered",
  }[state];
  return `${organisation} is headed by ${title ?? office} (${office}), ${words}.`;
}
