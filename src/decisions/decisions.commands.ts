import { type Command, Option } from "commander";
import { bareCell, safeCell } from "../findings/safe-cells.ts";
import { type Cell, writeCsv } from "../kit/csv-write.ts";
import { Problem } from "../kit/problem.ts";
import { columnOf, openTable } from "../kit/tables.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { refuseWhatIsNoFile, writeWhole } from "../platform/terminal/write-file.ts";
import { ReviewList } from "../reviews/reviews.contract.ts";
import {
  type DecidedRisk,
  DecisionList,
  DecisionsPrepared,
  SignaturesDue,
} from "./decisions.contract.ts";

/** The fields of a decision, as the columns of a file and as options. */
interface Fields {
  readonly decision?: string;
  readonly reason?: string;
  readonly cost?: string;
  readonly date?: string;
  readonly owner?: string;
  readonly expires?: string;
}
interface DecideOptions extends Fields {
  readonly review?: string;
  readonly file?: string;
  readonly export?: string;
}

const columns = ["risk", "decision", "reason", "cost", "date", "owner", "expires"] as const;

/** Adds `decide` and `review signatures-due` to the command line. */
export function decisionsCommands(program: Command, terminal: Terminal): void {
  program
    .command("decide <ORG> [RISK]")
    .description("list the risks of an organisation, or prepare a decision for its head to sign")
    .option("--review <R>", "the review, where there are several")
    .addOption(
      new Option("--decision <D>", "what becomes of the risk").choices([
        "mitigate",
        "accept",
        "transfer",
        "avoid",
      ]),
    )
    .option("--reason <WORDS>", "why")
    .option("--cost <N>", "what it costs, in whole units of money")
    .option("--date <DATE>", "done by then; of an acceptance, the day from which it counts")
    .option("--owner <WORDS>", "the office or person that answers for it")
    .option("--expires <DATE>", "the last day of an acceptance")
    .option("--file <CSV>", `prepare all decisions of a file: ${columns.join(", ")}`)
    .option("--export <CSV>", "write all decisions into a file")
    .action((organisation: string, risk: string | undefined, options: DecideOptions) =>
      decide(terminal, organisation, risk, options),
    );
  const review =
    program.commands.find((command) => command.name() === "review") ??
    program.command("review").description("make reviews and keep their lists");
  review
    .command("signatures-due")
    .description("say until when heads are to sign")
    .requiredOption("--review <R>", "the review")
    .option("--day <DATE>", "by this day")
    .option("--task <TASK>", "by the clock of this task of the review's order")
    .requiredOption("--reason <WORDS>", "why")
    .action(({ review: name, ...body }: { review: string; reason: string }) =>
      setDue(terminal, name, body),
    );
}

async function setDue(terminal: Terminal, review: string, body: object): Promise<void> {
  const path = `/api/reviews/${encodeURIComponent(review)}/signatures-due`;
  const answer = await terminal.api.send(SignaturesDue, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const by = answer.day ?? `the clock of ${answer.task ?? ""}`;
  terminal.out(`Heads are to sign by ${by}${answer.unchanged ? " (known already)" : ""}.`);
}

async function pathOf(
  terminal: Terminal,
  organisation: string,
  review: string | undefined,
): Promise<string> {
  const name = review ?? (await onlyReview(terminal));
  return `/api/reviews/${encodeURIComponent(name)}/organisations/${encodeURIComponent(organisation)}/decisions`;
}

async function onlyReview(terminal: Terminal): Promise<string> {
  const { reviews } = await terminal.api.get(ReviewList, "/api/reviews");
  const [only, other] = reviews;
  if (only && !other) return only.review;
  throw new Problem("bad-input", "name the review with --review; review list shows them.");
}

async function decide(
  terminal: Terminal,
  organisation: string,
  risk: string | undefined,
  { review, file, export: out, ...fields }: DecideOptions,
): Promise<void> {
  const path = await pathOf(terminal, organisation, review);
  if (file !== undefined) return prepare(terminal, path, await decisionsOf(terminal, file));
  if (risk === undefined) return list(terminal, path, out);
  return prepare(terminal, path, [decisionOf({ risk, ...fields }, {})]);
}

/** What stands in a row, or was given as options; what is empty was not given. */
function decisionOf(
  given: Readonly<Record<string, string | undefined>>,
  place: { readonly file?: string; readonly line?: number },
): object {
  const { cost, ...texts } = given;
  const said = Object.entries(texts).filter(([, text]) => text !== undefined && text !== "");
  if (cost === undefined || cost === "") return Object.fromEntries(said);
  if (/^\d{1,13}$/u.test(cost)) return { ...Object.fromEntries(said), cost: Number(cost) };
  const sentence = `“${cost.slice(0, 40)}” is not a whole number; give the cost in whole units of money.`;
  throw new Problem("bad-input", sentence, { ...place, field: "cost" });
}

async function decisionsOf(terminal: Terminal, file: string): Promise<object[]> {
  const bytes = await terminal.readFile(file);
  const table = await openTable(chunksOf(bytes), { file });
  const places = columns.map((name) => [name, columnOf(table.header, name, file)] as const);
  const missing = places.find(([name, at]) => at < 0 && name !== "cost" && name !== "expires");
  if (missing) {
    const sentence = `there is no column “${missing[0]}”; name the columns ${columns.join(", ")}.`;
    throw new Problem("bad-input", sentence, { file, line: 1 });
  }
  const found: object[] = [];
  for await (const { line, cells } of table.rows) {
    const named = places.map(([name, at]) => [name, bareCell(cells[at] ?? "").trim()]);
    const row: Record<string, string> = Object.fromEntries(named);
    // An exported risk on which nobody decided yet.
    if (row["decision"] !== "") found.push(decisionOf(row, { file, line }));
  }
  return found;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function prepare(
  terminal: Terminal,
  path: string,
  decisions: readonly object[],
): Promise<void> {
  const answer = await terminal.api.send(DecisionsPrepared, "POST", path, { decisions });
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.unchanged) return terminal.out("Nothing new: these decisions stand already.");
  terminal.out(`Prepared for the head to sign: ${answer.prepared.join(", ")}.`);
}

async function allRisks(terminal: Terminal, path: string): Promise<DecisionList> {
  const first = await terminal.api.get(DecisionList, path, { limit: 500 });
  const risks = [...first.risks];
  for (let { next } = first; next !== null;) {
    const page = await terminal.api.get(DecisionList, path, { limit: 500, after: next });
    risks.push(...page.risks);
    ({ next } = page);
  }
  return { ...first, risks, next: null };
}

async function list(terminal: Terminal, path: string, out: string | undefined): Promise<void> {
  const answer = await allRisks(terminal, path);
  if (out !== undefined) {
    await refuseWhatIsNoFile(out);
    await writeWhole(out, new TextEncoder().encode(writeCsv(rowsOf(answer))));
  }
  if (terminal.wantsJson) return terminal.json(answer);
  if (out !== undefined) return terminal.out(`${out} holds ${answer.risks.length} risks.`);
  const { open_risks, undecided, signature, due } = answer.accountability;
  const by = due === null ? "" : `, due by ${due}`;
  const mark = answer.simulated ? "SIMULATED. " : "";
  terminal.out(
    `${mark}${open_risks} open risks, ${undecided} without a signed decision; signature: ${signature}${by}.`,
  );
  for (const risk of answer.risks) terminal.out(riskInWords(risk));
}

function riskInWords({ risk, title, severity, open, state, decision }: DecidedRisk): string {
  const what = decision === null ? "" : ` (${decision.decision}, ${decision.owner})`;
  return `${risk.padEnd(6)} ${severity.padEnd(9)} ${open ? state : "closed"}${what}: ${title}`;
}

function rowsOf({ risks, simulated }: DecisionList): Cell[][] {
  const marks = simulated ? ["simulated"] : [];
  return [
    [...columns, "state", "title", ...marks],
    ...risks.map(({ risk, title, open, state, decision }) => [
      risk,
      decision?.decision ?? "",
      safeCell(decision?.reason ?? ""),
      decision?.cost ?? null,
      decision?.date ?? "",
      safeCell(decision?.owner ?? ""),
      decision?.expires ?? "",
      open ? state : "closed",
      safeCell(title),
      ...marks.map(() => "SIMULATED"),
    ]),
  ];
}
