import { readFile } from "node:fs/promises";
import { importScores } from "../assessments/import-scores.actions.ts";
import { sourcesText } from "../assessments/remark-cells.ts";
import { valueInWords, valueText } from "../assessments/value-words.ts";
import { safeText } from "../kit/csv-write.ts";
import { Problem } from "../kit/problem.ts";
import type { Table } from "../kit/tables.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import type { OscalImport, OscalImportFields } from "./oscal-exchange.contract.ts";
import type { ExchangedScore } from "./oscal/exchange.contract.ts";
import { readExchange, type ReadExchange } from "./oscal/read-exchange.ts";
import { cellsOfRecord } from "./record-export.actions.ts";
import type { FileRow } from "./record-file.actions.ts";
import { numberOf } from "./record-ids.ts";
import { importRecords } from "./record-import.actions.ts";
import type { References } from "./record-matter.actions.ts";
import type { Register } from "./records.contract.ts";
import type { ContentOf, RecordRow } from "./stored-record.contract.ts";

type Part = OscalImport["parts"][number]["what"];
type Change = OscalImport["changes"][number];
type Fault = OscalImport["problems"][number];

/** What became of the rows of one kind. */
interface PartDone {
  readonly part: OscalImport["parts"][number];
  readonly changes: readonly Change[];
  readonly problems: readonly Fault[];
}

/**
 * Imports assessment results or a plan of action in OSCAL that Muster wrote, or previews it: scores as
 * a table of scores, records as tables of their registers, all of it or nothing. What stands already
 * is left as it is; who said it, when, and its leaf are those of this import. Leaves: those of each
 * kind, and `oscal.imported`.
 * Refuses: a document of another review, and, when it is to be saved, one in which a row is wrong.
 */
export async function importOscal(
  work: Work,
  review: string,
  file: Upload,
  fields: OscalImportFields,
): Promise<OscalImport> {
  const read = readExchange(await readFile(file.path), file.name);
  const { content } = read;
  if (content.review !== review) {
    const sentence = `this document is of the review ${content.review}, not of ${review}; name that one.`;
    throw new Problem("refused", sentence, { file: file.name });
  }
  const dry = fields.dry_run === true;
  const shown = dry ? undefined : await allParts(work, read, file, { ...fields, dry_run: true });
  if (shown?.some(({ problems }) => problems.length > 0) === true) throw refusal(shown, file.name);
  const done = await allParts(work, read, file, fields);
  // Between the two looks somebody may have changed something: then nothing of it is kept.
  if (!dry && done.some(({ problems }) => problems.length > 0)) throw refusal(done, file.name);
  const parts = done.map(({ part }) => part);
  const fresh = parts.reduce((sum, { added, changed }) => sum + added + changed, 0);
  if (!dry && fresh > 0) await keepLeaf(work, read, file, parts);
  return {
    unchanged: dry || fresh === 0,
    dry_run: dry,
    review,
    simulated: content.simulated,
    model: read.kind,
    file_name: file.name,
    file_digest: file.digest,
    parts,
    changes: done.flatMap(({ changes }) => changes),
    wrong: parts.reduce((sum, { wrong }) => sum + wrong, 0),
    problems: done.flatMap(({ problems }) => problems),
  };
}

function refusal(parts: readonly PartDone[], file: string): Problem {
  const problems = parts.flatMap((each) => each.problems);
  const wrong = parts.reduce((sum, { part }) => sum + part.wrong, 0);
  const [first] = problems;
  const others =
    wrong === 1
      ? "nothing was saved."
      : `${(wrong - 1).toLocaleString("en")} more ${wrong === 2 ? "row is" : "rows are"} wrong, nothing was saved; look at all of them with a dry run.`;
  const field = [first?.id ?? "", first?.field ?? ""].filter((each) => each !== "").join(", ");
  const sentence = (first?.sentence ?? "a row is wrong").replace(/\.$/u, "");
  return new Problem("bad-input", `${sentence}; ${others}`, { file, field });
}

async function keepLeaf(
  work: Work,
  { kind, content }: ReadExchange,
  file: Upload,
  parts: OscalImport["parts"],
): Promise<void> {
  await work.append({
    kind: "oscal.imported",
    subject: `review/${content.review}`,
    data: {
      model: kind,
      file_name: file.name,
      file_digest: file.digest,
      parts: parts.map(({ what, added, changed }) => ({ what, added, changed })),
      ...(content.simulated ? { simulated: true } : {}),
    },
  });
}

/** Every kind in turn, those first to which others refer. */
async function allParts(
  work: Work,
  { kind, content }: ReadExchange,
  file: Upload,
  fields: OscalImportFields,
): Promise<PartDone[]> {
  const { findings, risks } = content;
  const others =
    kind === "assessment-results"
      ? ({ scores: content.scores, recommendations: content.recommendations, actions: [] } as const)
      : ({ scores: [], recommendations: [], actions: content.actions } as const);
  const rows = {
    findings: findings.map((each) => rowOf("findings", each)),
    risks: risks.map((each) => rowOf("risks", each)),
    recommendations: others.recommendations.map((each) => rowOf("recommendations", each)),
    actions: others.actions.map((each) => rowOf("actions", each)),
  };
  const beside: References = new Map(
    [...rows.findings, ...rows.risks, ...rows.recommendations].map(({ id, row }) => [id, row]),
  );
  const done: PartDone[] = [];
  if (others.scores.length > 0) {
    done.push(await scoresPart(work, content.review, others.scores, file, fields));
  }
  const records = async <R extends Register>(
    register: R,
    own: readonly { readonly id: string; readonly row: RecordRow<R> }[],
  ): Promise<void> => {
    if (own.length === 0) return;
    const lines = own.map(({ id, row }, at): FileRow => {
      return { line: at + 1, cells: { ...cellsOfRecord(register, row), id } };
    });
    const about = { review: content.review, register };
    const given = { dry_run: fields.dry_run === true, reason: fields.reason ?? "" };
    const answer = await importRecords(work, about, file, given, { rows: lines, beside });
    done.push(recordsPart(register, lines, answer));
  };
  await records("findings", rows.findings);
  await records("risks", rows.risks);
  await records("recommendations", rows.recommendations);
  await records("actions", rows.actions);
  return done;
}

interface Exchanged<R extends Register> {
  readonly id: string;
  readonly organisation: string | null;
  readonly state: RecordRow<R>["state"];
  readonly state_reason: string;
  readonly state_evidence: RecordRow<R>["state_evidence"];
  readonly content: ContentOf<R>;
  readonly response?: RecordRow<R>["response"];
  readonly order?: string;
}

/** A record of a document as a row of its register. */
function rowOf<R extends Register>(
  register: R,
  record: Exchanged<R>,
): { id: string; row: RecordRow<R> } {
  const { id, organisation, state, state_reason, state_evidence, content } = record;
  const unwritten = { by: "", by_name: "", known_at: "", leaf: "", added_at: "" };
  const row: RecordRow<R> = {
    ...unwritten,
    number: numberOf(register, id) ?? 0,
    act: "added",
    organisation,
    state,
    reason: "",
    evidence: [],
    state_reason,
    state_evidence,
    content,
    response: record.response ?? null,
    order_id: record.order ?? "",
  };
  return { id, row };
}

function recordsPart(
  what: Register,
  lines: readonly FileRow[],
  answer: Awaited<ReturnType<typeof importRecords>>,
): PartDone {
  const { rows, added, changed, wrong, row_list: list, problems } = answer;
  const idOf = (line: number): string => lines[line - 1]?.cells["id"] ?? "";
  return {
    part: { what, rows, added, changed, same: rows - added - changed - wrong, wrong },
    changes: list.flatMap(({ id, does, columns }) =>
      does === "nothing" ? [] : [{ what, id, does, words: columns.join(", ") }],
    ),
    problems: problems.map(({ line, column, sentence }) => ({
      what,
      id: idOf(line),
      field: column,
      sentence,
    })),
  };
}

/** How many changes of scores are told one by one. */
const mostTold = 200;

async function scoresPart(
  work: Work,
  review: string,
  scores: readonly ExchangedScore[],
  file: Upload,
  { dry_run: dry }: OscalImportFields,
): Promise<PartDone> {
  const what: Part = "scores";
  const idOf = ({ organisation, item, kind }: Omit<ExchangedScore, "value">): string =>
    `${organisation} ${item} ${kind}`;
  const answer = await importScores(work, review, file, { dry_run: dry === true }, tableOf(scores));
  const { rows, given, same, wrong, changes, problems, left_out: left } = answer;
  const added = changes.filter(({ before }) => before === null).length;
  return {
    part: { what, rows, added, changed: given - added, same: same + left, wrong },
    changes: changes.slice(0, mostTold).map(({ organisation, item, kind, before, after }) => ({
      what,
      id: `${organisation} ${item} ${kind}`,
      does: before === null ? ("adds" as const) : ("changes" as const),
      words: `${before === null ? "nothing" : valueInWords(before)} → ${valueInWords(after)}`,
    })),
    problems: problems.map(({ line, column, sentence, nearest }) => {
      const score = scores[line - 1];
      const near = nearest.length === 0 ? "" : `; nearest: ${nearest.join("; ")}`;
      const id = score === undefined ? "" : idOf(score);
      return { what, id, field: column, sentence: `${sentence}${near}` };
    }),
  };
}

/** Scores as a table of scores, in their order. */
function tableOf(scores: readonly ExchangedScore[]): Table {
  const remarks = ["note", "evidence", "tool", "tool_version"];
  async function* lines(): AsyncGenerator<{ line: number; cells: readonly string[] }> {
    for (const [at, score] of scores.entries()) {
      const { organisation, item, kind, day, value, wording, note, evidence, tool } = score;
      const said = [organisation, item, kind, day, valueText(value), wording];
      const named = tool === null ? ["", ""] : [tool.name, tool.version];
      const has = note !== "" || evidence.length > 0 || tool !== null;
      const remark = has ? [safeText(note), sourcesText(evidence), ...named] : [];
      yield { line: at + 1, cells: [...said, ...remark] };
    }
  }
  const header = ["organisation", "item", "kind", "day", "value", "wording", ...remarks];
  return { header, rows: lines() };
}
