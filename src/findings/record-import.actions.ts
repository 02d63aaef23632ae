import { sightOf } from "../assessments/sight.actions.ts";
import { Problem } from "../kit/problem.ts";
import { readTexts } from "../orders/orders.store.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { reopenRisks } from "./change-records.actions.ts";
import { numberInRow, type PlannedRow, planRow, type RowMatter } from "./plan-rows.actions.ts";
import { reachOf } from "./record-access.actions.ts";
import { codecOf } from "./record-export.actions.ts";
import { type FileRow, readRecordFile } from "./record-file.actions.ts";
import { numberOf, recordId, registerWords } from "./record-ids.ts";
import type { RecordImport, RecordImportFields, RecordProblem } from "./record-import.contract.ts";
import { type Matter, matterOf, readReferences, type References } from "./record-matter.actions.ts";
import type { Register } from "./records.contract.ts";
import { givenNumbers, insertActs, lockRegisters, readRecords } from "./records.store.ts";
import type { ContentOf } from "./stored-record.contract.ts";

/** How many rows and problems are told one by one. */
const mostTold = 200;

/**
 * Imports a file of one register, or previews it: every row is saved in one act of the log, or none
 * is. A row with the number of a record changes it by further acts, one without adds a record; what
 * has no column stays as it is. What an export wrote says nothing new. Leaf: `findings.imported` and
 * the like. Wrong rows are told with line and column; the number of statements does not grow with
 * the rows.
 */
export async function importRecords(
  work: Work,
  about: { readonly review: string; readonly register: Register },
  file: Pick<Upload, "name" | "digest" | "path">,
  fields: RecordImportFields,
  /** The rows, where the file is no table of one register itself. */
  brought?: BroughtRows,
): Promise<RecordImport> {
  const { review, register } = about;
  const dry = fields.dry_run === true;
  if (!dry) await lockRegisters(work.transaction, review);
  const matter = await matterOf(work.transaction, review);
  const read = brought?.rows ?? (await readRecordFile(register, file, fields));
  const known = await rowMatter(work, matter, register, read, fields);
  const held = { ...known, references: new Map([...known.references, ...(brought?.beside ?? [])]) };
  const { rows, problems } = planRows(held, read);
  const saved = !dry && problems.length === 0 && rows.some(({ acts }) => acts.length > 0);
  if (saved) await keep(work, matter, register, file, rows);
  const { simulated } = matter.scored.summary;
  const count = (does: string): number => rows.filter(({ told }) => told.does === does).length;
  return {
    review,
    register,
    simulated,
    dry_run: dry,
    saved,
    unchanged: !saved,
    rows: read.length,
    added: count("adds"),
    changed: count("changes"),
    wrong: problems.length,
    row_list: rows.slice(0, mostTold).map(({ told }) => told),
    problems: problems.slice(0, mostTold),
  };
}

/** Rows of one register out of a document that holds several. */
export interface BroughtRows {
  readonly rows: readonly FileRow[];
  /** Records of the same document, to which they may refer although they are not saved yet. */
  readonly beside: References;
}

async function rowMatter<R extends Register>(
  work: Work,
  matter: Matter,
  register: R,
  read: readonly FileRow[],
  fields: RecordImportFields,
): Promise<RowMatter<R>> {
  const { transaction } = work;
  const { asOf, summary } = matter.scored;
  const { review } = summary;
  const seen = { review, asOf, ...(await reachOf(work, review)) };
  const standing = await readRecords(transaction, register, seen);
  // Only lists of identifiers are looked at; whether the rest fits is seen row by row.
  const guesses = read.map(({ cells }) => codecOf(register).contentOf(cells)) as ContentOf<R>[];
  const stood = standing.map(({ content }) => content);
  const named = read.some(({ cells }) => (cells["order"] ?? "") !== "");
  const orders = named ? await readTexts(transaction, asOf) : [];
  return {
    work,
    matter,
    register,
    fields,
    references: await readReferences(transaction, matter.scored, [...guesses, ...stood]),
    standing: new Map(standing.map((each) => [each.number, each])),
    given: await givenNumbers(transaction, review, register),
    orders: new Set(orders.map(({ order_id: order }) => order)),
    sight: await sightOf(work, review),
  };
}

function planRows<R extends Register>(
  matter: RowMatter<R>,
  read: readonly FileRow[],
): { rows: PlannedRow[]; problems: RecordProblem[] } {
  const { register } = matter;
  const numbers = read.map(({ cells }) => numberOf(register, (cells["id"] ?? "").trim()) ?? 0);
  const taken = new Set<number>();
  const rows: PlannedRow[] = [];
  const problems: RecordProblem[] = [];
  let next = [...matter.given, ...numbers].reduce((most, number) => Math.max(most, number), 0) + 1;
  for (const row of read) {
    try {
      const number = numberInRow(register, row) ?? next;
      if (taken.has(number)) {
        const sentence = `${recordId(register, number)} stands in this file twice; keep one row.`;
        throw new Problem("bad-input", sentence, { field: "id" });
      }
      taken.add(number);
      if (number === next) next += 1;
      rows.push(planRow(matter, number, row));
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === "internal") throw error;
      const column = error.place.field ?? "";
      const sentence = column === "" ? error.message : error.message.replace(`${column}: `, "");
      problems.push({ line: row.line, column, sentence });
    }
  }
  return { rows, problems };
}

async function keep(
  work: Work,
  matter: Matter,
  register: Register,
  file: Pick<Upload, "name" | "digest">,
  rows: readonly PlannedRow[],
): Promise<void> {
  const { review, simulated } = matter.scored.summary;
  const ids = (does: string): string[] =>
    rows.filter(({ told }) => told.does === does).map(({ told }) => told.id);
  const leaf = await work.append({
    kind: `${registerWords[register].many}.imported`,
    subject: `review/${review}`,
    data: {
      file_name: file.name,
      file_digest: file.digest,
      added: ids("adds"),
      changed: ids("changes"),
      ...(simulated ? { simulated } : {}),
    },
  });
  const acts = rows.flatMap((row) => row.acts);
  const knownAt = await work.knownAt();
  const about = { review, register, by: work.actor.account, knownAt, leaf };
  await insertActs(work.transaction, about, acts);
  if (register !== "findings") return;
  for (const act of acts.filter((each) => each.act === "reopened")) {
    await reopenRisks(work, matter, recordId("findings", act.number), act.reason);
  }
}
