import type { Command } from "commander";
import { counted } from "../kit/counted-words.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { nameFrom } from "../reviews/reviews.commands.ts";
import { CarryOver } from "./carry-over.contract.ts";

interface CarryOptions {
  readonly from: string;
  readonly save?: boolean;
}
interface NewOptions {
  readonly order?: string;
  readonly yardstick: string;
  readonly carriesOver?: string;
}

/** Adds `review carry-over`, and `review new --carries-over`. */
export function carryOverCommands(program: Command, terminal: Terminal): void {
  const review =
    program.commands.find((each) => each.name() === "review") ?? program.command("review");
  review
    .command("carry-over <REVIEW>")
    .description("show what still holds of an earlier review, and take it over")
    .requiredOption("--from <R>", "the earlier review")
    .option("--save", "take it over; without this, it is only shown")
    .action(async (name: string, { from, save = false }: CarryOptions) => {
      const told = await carry(terminal, name, from, save);
      if (terminal.wantsJson) return terminal.json(told);
      for (const line of carryOverInWords(told)) terminal.out(line);
    });
  review.commands
    .find((each) => each.name() === "new")
    ?.option("--carries-over <R>", "take over what still holds of an earlier review")
    .hook("postAction", async (_, made) => {
      const options = made.opts<NewOptions>();
      if (options.carriesOver === undefined) return;
      const name = made.args[0] ?? nameFrom(options);
      const told = await carry(terminal, name, options.carriesOver, true);
      for (const line of carryOverInWords(told)) terminal.note(line);
    });
}

/** Previews, and saves exactly what the preview said. */
async function carry(
  terminal: Terminal,
  review: string,
  from: string,
  save: boolean,
): Promise<CarryOver> {
  const path = `/api/reviews/${encodeURIComponent(review)}/carry-over`;
  const preview = await terminal.api.send(CarryOver, "POST", path, { from, dry_run: true });
  if (!save || !preview.dry_run) return preview;
  return terminal.api.send(CarryOver, "POST", path, { from, expects: preview.plan });
}

/** What is taken over, and what changed, in lines. */
export function carryOverInWords(told: CarryOver): string[] {
  const { review, from, dry_run, counts, simulated } = told;
  const verb = dry_run ? "would take over" : "took over";
  const kept = [
    counted(counts.findings, "open finding"),
    counted(counts.risks, "open risk"),
    counted(counts.actions, "open action"),
    `${counted(counts.decisions, "decision")} as prepared, not signed`,
    `${counted(counts.profiles, "profile")} as proposed`,
  ].join(", ");
  const more = (all: number, shown: number): string[] =>
    all > shown ? [`  and ${all - shown} more; --json and the page tell them`] : [];
  return [
    `${review} ${verb} from ${from}: ${kept}.${simulated ? " SIMULATED" : ""}`,
    `No score is taken over. ${counted(counts.expired, "acceptance")} had expired.`,
    ...told.left.map(
      ({ organisation, open }) =>
        `  ${organisation} is not in this review; ${counted(open, "open record")} ${open === 1 ? "stays" : "stay"} in ${from}`,
    ),
    ...more(counts.left, told.left.length),
    ...told.joined.map(({ organisation }) => `  ${organisation} is new`),
    ...told.items.map(
      ({ kind, before, after }) =>
        `  ${before ?? after ?? ""} ${kind}${before !== null && after !== null && before !== after ? ` to ${after}` : ""}`,
    ),
    ...more(counts.items, told.items.length),
  ];
}
