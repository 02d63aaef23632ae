import type { Command } from "commander";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { OfficeChanged, OfficeList } from "./offices.contract.ts";
import { standingInWords } from "./words.ts";

interface AssignOptions {
  readonly from: string;
  readonly acting?: boolean;
  readonly holder?: string;
  readonly account?: string;
  readonly until?: string;
  readonly note?: string;
  readonly title?: string;
  readonly seats?: string;
  readonly quorum?: string;
}

/** Adds `office list`, `office assign` and `office vacate` to the command line. */
export function officesCommands(program: Command, terminal: Terminal): void {
  const office = program
    .command("office")
    .description("who holds which office, acting or not, and what is empty");
  office
    .command("list")
    .description("list offices and how they stood on a day")
    .option("--on <date>", "the day spoken of")
    .option("--as-of <instant>", "as known at this instant")
    .action((options: { on?: string; asOf?: string }) => list(terminal, options));
  office
    .command("assign <office>")
    .description("put a holder or an acting holder into an office from a day on")
    .requiredOption("--from <date>", "first day")
    .option("--acting", "acts only")
    .option("--holder <name>", "who, where a name may be entered")
    .option("--account <account>", "the holder's account: whoever may sign as this office")
    .option("--until <date>", "the last day of an acting appointment")
    .option("--note <text>")
    .option("--title <title>", "adds an office that is not in the register yet")
    .option("--seats <list>", "offices that sit in a joint body, with commas")
    .option("--quorum <n>", "how many seats it needs")
    .action((id: string, options: AssignOptions) => assign(terminal, id, options));
  office
    .command("vacate <office>")
    .description("say that an office is empty from a day on")
    .requiredOption("--from <date>", "first day")
    .option("--note <text>")
    .action((id: string, options: { from: string; note?: string }) =>
      send(terminal, id, "vacate", { ...options }),
    );
}

async function list(terminal: Terminal, options: { on?: string; asOf?: string }): Promise<void> {
  const answer = await terminal.api.get(OfficeList, "/api/offices", {
    on: options.on,
    as_of: options.asOf,
  });
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.offices.length === 0) {
    return terminal.out(
      "No office is in the register yet; importing an order adds those it names.",
    );
  }
  for (const { office, title, standing, body } of answer.offices) {
    const seats =
      body === null ? "" : `; ${body.filled} of ${body.seats} seats filled, quorum ${body.quorum}`;
    terminal.out(`${office.padEnd(28)} ${title}: ${standingInWords(standing)}${seats}`);
  }
}

function numberOf(text: string): number {
  if (/^\d{1,4}$/u.test(text)) return Number(text);
  throw new Problem("bad-input", `“${text}” is not a whole number.`, { field: "--quorum" });
}

function assign(terminal: Terminal, id: string, options: AssignOptions): Promise<void> {
  const { seats, quorum, ...rest } = options;
  return send(terminal, id, "assign", {
    ...rest,
    ...(seats === undefined ? {} : { seats: seats.split(",").map((seat) => seat.trim()) }),
    ...(quorum === undefined ? {} : { quorum: numberOf(quorum) }),
  });
}

async function send(
  terminal: Terminal,
  id: string,
  verb: "assign" | "vacate",
  body: object,
): Promise<void> {
  const path = `/api/offices/${encodeURIComponent(id)}/${verb}`;
  const answer = await terminal.api.send(OfficeChanged, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const unchanged = answer.unchanged ? " (known already; nothing changed)" : "";
  terminal.out(`${answer.office}: ${standingInWords(answer.standing)}${unchanged}`);
}
