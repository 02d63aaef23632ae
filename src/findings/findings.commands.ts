import type { Command } from "commander";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { FindingTotals } from "./finding-totals.contract.ts";
import { totalsLines } from "./record-terminal-words.ts";
import { RecordChanged } from "./records.contract.ts";
import {
  addClosing,
  addCommon,
  addState,
  type Options,
  pathOf,
  tell,
} from "./register.commands.ts";

/** Adds `finding`, `risk`, `recommend` and `action`: the four registers of a review. */
export function findingsCommands(program: Command, terminal: Terminal): void {
  const finding = program.command("finding").description("what auditors found, and how it stands");
  const risk = program.command("risk").description("risks of organisations, made from findings");
  const recommend = program.command("recommend").description("recommendations and their answers");
  const action = program.command("action").description("the plan of action");
  addCommon(finding, "findings", terminal);
  addCommon(risk, "risks", terminal);
  addCommon(recommend, "recommendations", terminal);
  addCommon(action, "actions", terminal);
  addClosing(finding, "findings", terminal);
  addClosing(risk, "risks", terminal);
  addState(recommend, "recommendations", terminal);
  addState(action, "actions", terminal);
  addAnswers(recommend, terminal);
  action
    .command("totals")
    .description("what is open, what blocks it, and the budget that is not met")
    .requiredOption("--review <R>", "the review")
    .option("--organisation <O>", "of whom; all that you may see when left out")
    .option("--on <DATE>", "the day spoken of")
    .option("--as-of <INSTANT>", "what was known then")
    .action((options: Options) => totals(terminal, options));
}

function addAnswers(command: Command, terminal: Terminal): void {
  command
    .command("respond <ID> <ANSWER>")
    .description("answer a recommendation: agree, partly or disagree")
    .requiredOption("--review <R>", "the review")
    .option("--text <WORDS>", "in words; needed unless it is agree")
    .action(async (id: string, answer: string, { review, text }: Options) => {
      const path = `${pathOf(review, "recommendations")}/${encodeURIComponent(id)}/respond`;
      const body = { answer, text: text ?? "" };
      const changed = await terminal.api.send(RecordChanged, "POST", path, body);
      tell(terminal, "recommendations", "answered", changed);
    });
  command
    .command("order <ID>")
    .description("write the draft of an order from an accepted recommendation, or start it")
    .requiredOption("--review <R>", "the review")
    .option("--order <NAME>", "the identifier of the order")
    .option("--out <FILE>", "the file to write, for `order import`")
    .option("--start", "import the draft and link it with the recommendation")
    .action((id: string, options: Options) => order(terminal, id, options));
}

async function order(terminal: Terminal, id: string, options: Options): Promise<void> {
  const { review, order: name, out, start } = options;
  const path = `${pathOf(review, "recommendations")}/${encodeURIComponent(id)}`;
  if (start === true) {
    if (out !== undefined) throw new Problem("bad-input", "give --out or --start, not both.");
    const body = name === undefined ? {} : { order: name };
    const changed = await terminal.api.send(RecordChanged, "POST", `${path}/order`, body);
    return tell(terminal, "recommendations", "has started an order", changed);
  }
  const bytes = await terminal.api.download(`${path}/order.yaml`, { order: name });
  if (typeof out === "string") {
    await writeWhole(out, bytes);
    if (terminal.wantsJson) return terminal.json({ review, id, file: out });
    return terminal.out(`${out} is written; \`muster order import ${out}\` takes it in.`);
  }
  const text = new TextDecoder().decode(bytes);
  if (terminal.wantsJson) return terminal.json({ review, id, text });
  terminal.out(text);
}

async function totals(terminal: Terminal, options: Options): Promise<void> {
  const { review, organisation, on, asOf } = options;
  const path = `/api/reviews/${encodeURIComponent(String(review))}/finding-totals`;
  const found = await terminal.api.get(FindingTotals, path, { organisation, on, as_of: asOf });
  if (terminal.wantsJson) return terminal.json(found);
  terminal.out(totalsLines(found).join("\n"));
}
