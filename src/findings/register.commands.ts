import { type Command, Option } from "commander";
import type { Static } from "typebox";
import { counted } from "../kit/counted-words.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { FindingPage, FindingView } from "./findings.contract.ts";
import { ActionPage, ActionView } from "./plan.contract.ts";
import { type Cells, cellCodecs, evidenceOf } from "./record-cells.ts";
import { RecordImport } from "./record-import.contract.ts";
import { cellsOf, helpOf, optionOf } from "./record-options.ts";
import { bringOscal, takeOscal } from "./oscal.commands.ts";
import { registerWords } from "./record-ids.ts";
import { statesOf } from "./record-rules.ts";
import { recordLines, viewLines } from "./record-terminal-words.ts";
import { RecommendationPage, RecommendationView } from "./recommendations.contract.ts";
import { RecordChanged, type Register } from "./records.contract.ts";
import { RiskPage, RiskView } from "./risks.contract.ts";

const pages = {
  findings: FindingPage,
  risks: RiskPage,
  recommendations: RecommendationPage,
  actions: ActionPage,
} as const;
const views = {
  findings: FindingView,
  risks: RiskView,
  recommendations: RecommendationView,
  actions: ActionView,
} as const;

/** What was given to a command, by the names of its options. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** The path of a register of a review. */
export const pathOf = (review: unknown, register: Register): string =>
  `/api/reviews/${encodeURIComponent(String(review))}/${register}`;

/** Adds to a command what all registers have: add, amend, list, show, import and export. */
export function addCommon(command: Command, register: Register, terminal: Terminal): void {
  const { one, many, letter } = registerWords[register];
  const { columns } = cellCodecs[register];
  const withColumns = (made: Command): Command => {
    for (const column of columns) made.option(`--${optionOf(column)} <WORDS>`, helpOf(column));
    return made;
  };
  withColumns(command.command("add"))
    .description(`add a ${one}`)
    .requiredOption("--review <R>", "the review")
    .action((options: Options) => add(terminal, register, options));
  withColumns(command.command(`amend <ID>`))
    .description(`change what stands in a ${one} such as ${letter}-1; what stood before is kept`)
    .requiredOption("--review <R>", "the review")
    .requiredOption("--reason <WORDS>", "why")
    .action((id: string, options: Options) => amend(terminal, register, id, options));
  command
    .command("list")
    .description(`list ${many}`)
    .requiredOption("--review <R>", "the review")
    .option("--organisation <O>", "of whom")
    .addOption(new Option("--state <S>", "only these").choices([...statesOf[register]]))
    .addOption(new Option("--severity <S>", "only these").choices(["low", "moderate", "high"]))
    .option("--item <I>", "about this item")
    .option("--kind <K>", "recommendations of a kind, or actions blocked by something")
    .option("--find <WORDS>", "with these words")
    .option("--as-of <INSTANT>", "what was known then")
    .action((options: Options) => list(terminal, register, options));
  command
    .command("show <ID>")
    .description(`show one ${one} with its history`)
    .requiredOption("--review <R>", "the review")
    .option("--as-of <INSTANT>", "what was known then")
    .action((id: string, options: Options) => show(terminal, register, id, options));
  addExchange(command, register, terminal);
}

function addExchange(command: Command, register: Register, terminal: Terminal): void {
  const { many } = registerWords[register];
  command
    .command("import <FILE>")
    .description(`import ${many} from CSV, in one act or not at all`)
    .requiredOption("--review <R>", "the review")
    .option("--reason <WORDS>", "why what stands already is changed")
    .addOption(
      new Option("--encoding <E>", "how the file is written, if not in utf-8").choices([
        "utf-8",
        "windows-1252",
      ]),
    )
    .addOption(
      new Option("--format <F>", "what the file is").choices(["csv", "oscal"]).default("csv"),
    )
    .option("--dry-run", "only say what would be done")
    .action((file: string, options: Options) => bring(terminal, register, file, options));
  command
    .command("export")
    .description(`write all ${many} as CSV, to be imported again; or every act on them`)
    .requiredOption("--review <R>", "the review")
    .option("--out <FILE>", "the file to write; the terminal when left out")
    .addOption(
      new Option("--format <F>", "csv, or the OSCAL document in which they stand")
        .choices(["csv", "oscal"])
        .default("csv"),
    )
    .option("--history", "every act, oldest first")
    .option("--as-of <INSTANT>", "what was known then")
    .action((options: Options) => take(terminal, register, options));
}

async function add(terminal: Terminal, register: Register, options: Options): Promise<void> {
  const body = cellCodecs[register].contentOf(cellsOf(register, options));
  const path = pathOf(options["review"], register);
  tell(terminal, register, "added", await terminal.api.send(RecordChanged, "POST", path, body));
}

async function amend(
  terminal: Terminal,
  register: Register,
  id: string,
  options: Options,
): Promise<void> {
  const path = `${pathOf(options["review"], register)}/${encodeURIComponent(id)}`;
  const before = await terminal.api.get(views[register], path);
  const codec: { cellsOf(content: never): Cells; contentOf(cells: Cells): unknown } =
    cellCodecs[register];
  // Both are of the same register.
  const was = codec.cellsOf(before.content as never);
  const content = codec.contentOf({ ...was, ...cellsOf(register, options) });
  const body = { content, reason: options["reason"], expects: before.leaf };
  const changed = await terminal.api.send(RecordChanged, "POST", `${path}/amend`, body);
  tell(terminal, register, "changed", changed);
}

/** Says what a change did. */
export function tell(
  terminal: Terminal,
  register: Register,
  done: string,
  changed: Static<typeof RecordChanged>,
): void {
  if (terminal.wantsJson) return terminal.json(changed);
  const { id, unchanged, state, along } = changed;
  const mark = changed.simulated ? "SIMULATED. " : "";
  const beside = along.length === 0 ? "" : ` Along with it: ${along.join(", ")}.`;
  terminal.out(
    unchanged
      ? `${mark}${id} stands so already; nothing was changed.`
      : `${mark}${registerWords[register].one} ${id} ${done}; it is ${state}.${beside}`,
  );
}

async function list(terminal: Terminal, register: Register, options: Options): Promise<void> {
  const { review, organisation, state, severity, item, kind, find, asOf } = options;
  const query = { organisation, state, severity, item, kind, find, as_of: asOf, limit: 500 };
  const path = pathOf(review, register);
  const records: Static<(typeof pages)[Register]>["records"][number][] = [];
  let page = await terminal.api.get(pages[register], path, query);
  records.push(...page.records);
  while (page.next > 0) {
    page = await terminal.api.get(pages[register], path, { ...query, after: page.next });
    records.push(...page.records);
  }
  if (terminal.wantsJson) return terminal.json({ ...page, records, next: 0 });
  if (page.simulated) terminal.out("SIMULATED");
  const counts = page.counts.map(({ state: each, count }) => `${each} ${count}`).join(", ");
  terminal.out(`${counted(records.length, registerWords[register].one)} shown; in all ${counts}.`);
  for (const record of records) terminal.out(recordLines(record).join("\n"));
}

async function show(
  terminal: Terminal,
  register: Register,
  id: string,
  { review, asOf }: Options,
): Promise<void> {
  const path = `${pathOf(review, register)}/${encodeURIComponent(id)}`;
  const view = await terminal.api.get(views[register], path, { as_of: asOf });
  if (terminal.wantsJson) return terminal.json(view);
  const codec: { readonly columns: readonly string[]; cellsOf(content: never): Cells } =
    cellCodecs[register];
  // Both are of the same register.
  const cells = codec.cellsOf(view.content as never);
  const said = codec.columns.flatMap((column) =>
    (cells[column] ?? "") === "" || column === "title"
      ? []
      : [[column, cells[column] ?? ""] as const],
  );
  terminal.out(viewLines(view, said).join("\n"));
}

async function bring(
  terminal: Terminal,
  register: Register,
  file: string,
  { review, reason, encoding, dryRun, format }: Options,
): Promise<void> {
  if (format === "oscal") {
    const why = typeof reason === "string" ? reason : undefined;
    return bringOscal(terminal, file, { review: String(review), reason: why, save: !dryRun });
  }
  const path = `${pathOf(review, register)}/import`;
  const fields = { reason, encoding, dry_run: dryRun };
  const answer = await terminal.api.upload(RecordImport, path, { file }, fields);
  if (terminal.wantsJson) terminal.json(answer);
  else {
    const { rows, added, changed, wrong, problems } = answer;
    const done = answer.saved
      ? ""
      : answer.dry_run
        ? ", nothing saved (dry run)"
        : ", nothing saved";
    const mark = answer.simulated ? "SIMULATED. " : "";
    terminal.out(
      `${mark}${counted(rows, "row")}: ${added} added, ${changed} changed, ${wrong} wrong${done}.`,
    );
    for (const { line, column, sentence } of problems) {
      terminal.out(`  line ${line}${column === "" ? "" : `, ${column}`}: ${sentence}`);
    }
  }
  if (answer.wrong > 0) terminal.exitWith(1);
}

async function take(
  terminal: Terminal,
  register: Register,
  { review, out, history, asOf, format }: Options,
): Promise<void> {
  if (format === "oscal") {
    const model = register === "actions" ? "plan-of-action" : "assessment-results";
    const words = (option: Options[string]): string | undefined =>
      typeof option === "string" ? option : undefined;
    return takeOscal(terminal, model, {
      review: String(review),
      out: words(out),
      asOf: words(asOf),
    });
  }
  const name = history === true ? "history.csv" : "export.csv";
  const bytes = await terminal.api.download(`${pathOf(review, register)}/${name}`, { as_of: asOf });
  const text = new TextDecoder().decode(bytes);
  if (typeof out !== "string") {
    if (terminal.wantsJson) return terminal.json({ review, register, csv: text });
    return terminal.content(text);
  }
  await writeWhole(out, bytes);
  if (terminal.wantsJson)
    return terminal.json({ review, register, file: out, bytes: bytes.length });
  terminal.out(`${out} is written.`);
}

/** Adds `close` and `reopen`. */
export function addClosing(command: Command, register: Register, terminal: Terminal): void {
  const { one } = registerWords[register];
  for (const [word, done, what] of [
    ["close", "closed", register === "findings" ? "; auditors only" : ""],
    ["reopen", "reopened", ", by a further act"],
  ] as const) {
    command
      .command(`${word} <ID>`)
      .description(`${word} a ${one} with a reason${what}`)
      .requiredOption("--review <R>", "the review")
      .requiredOption("--reason <WORDS>", "why")
      .option("--evidence <LINES>", "what it rests on: “link | https://… | note”, a line each")
      .action(async (id: string, { review, reason, evidence }: Options) => {
        const path = `${pathOf(review, register)}/${encodeURIComponent(id)}/${word}`;
        const body = { reason, ...evidenceSaid(evidence) };
        tell(terminal, register, done, await terminal.api.send(RecordChanged, "POST", path, body));
      });
  }
}

function evidenceSaid(evidence: string | boolean | undefined): { evidence?: unknown } {
  return typeof evidence === "string" ? { evidence: evidenceOf(evidence) } : {};
}

/** Adds `state`. */
export function addState(command: Command, register: Register, terminal: Terminal): void {
  const { one } = registerWords[register];
  command
    .command("state <ID> <STATE>")
    .description(`say how a ${one} stands: ${statesOf[register].join(", ")}`)
    .requiredOption("--review <R>", "the review")
    .requiredOption("--reason <WORDS>", "why")
    .option("--evidence <LINES>", "what it rests on: “link | https://… | note”, a line each")
    .action(async (id: string, state: string, { review, reason, evidence }: Options) => {
      const path = `${pathOf(review, register)}/${encodeURIComponent(id)}/state`;
      const body = { state, reason, ...evidenceSaid(evidence) };
      tell(
        terminal,
        register,
        "marked",
        await terminal.api.send(RecordChanged, "POST", path, body),
      );
    });
}
