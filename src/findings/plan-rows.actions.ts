import type { ReviewSight } from "../assessments/sight.actions.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import { requireFindingsClosed } from "./change-records.actions.ts";
import { plainEntry, plainText } from "./entered-text.ts";
import {
  addedAct,
  amendedAct,
  orderStartedAct,
  respondedAct,
  sameContent,
  stateAct,
} from "./record-acts.ts";
import { neededFor, requireMay, requireNoConflict } from "./record-access.actions.ts";
import { type Cells, evidenceOf } from "./record-cells.ts";
import { cellsOfRecord, codecOf, columnsOf } from "./record-export.actions.ts";
import type { FileRow } from "./record-file.actions.ts";
import { numberOf, recordId, registerWords } from "./record-ids.ts";
import type { RecordImportFields, RecordRow as ToldRow } from "./record-import.contract.ts";
import {
  checkReferences,
  type Matter,
  preparedContent,
  type References,
} from "./record-matter.actions.ts";
import { Response } from "./recommendations.contract.ts";
import { EvidenceList, RecordState, type Register } from "./records.contract.ts";
import {
  contents,
  type ContentOf,
  type RecordRow,
  type WrittenAct,
} from "./stored-record.contract.ts";

/** What the rows of one file are held against. */
export interface RowMatter<R extends Register> {
  readonly work: Work;
  readonly matter: Matter;
  readonly register: R;
  readonly fields: RecordImportFields;
  /** The records that rows of the file refer to. */
  readonly references: References;
  /** The records that whoever imports may see, by number. */
  readonly standing: ReadonlyMap<number, RecordRow<R>>;
  /** Numbers that are given out already, also to what they may not see. */
  readonly given: ReadonlySet<number>;
  readonly orders: ReadonlySet<string>;
  readonly sight: ReviewSight;
}

/** What a row does, and the acts by which. */
export interface PlannedRow {
  readonly told: ToldRow;
  readonly acts: readonly WrittenAct[];
}

/**
 * Says what one row of a file does under the number that it has or gets. Refuses, with its column:
 * what the rules refuse, who may not, and a change without a reason.
 */
export function planRow<R extends Register>(
  row: RowMatter<R>,
  number: number,
  { line, cells: said }: FileRow,
): PlannedRow {
  const { register, standing } = row;
  const id = recordId(register, number);
  const before = standing.get(number);
  if (before === undefined && row.given.has(number)) {
    const sentence = `${id} is there already and not yours to see; leave the number out to add a ${registerWords[register].one}.`;
    throw new Problem("not-found", sentence, { field: "id" });
  }
  const was = before === undefined ? {} : cellsOfRecord(register, before);
  const cells = { ...was, ...said };
  const content = contentOfRow(row, cells);
  const acts: WrittenAct[] = [];
  addContent(row, { number, before, content, cells }, acts);
  const after = (): RecordRow<R> => rowAfter(acts.at(-1), before);
  if (register === "recommendations") addAnswer(row, { was, cells }, after, acts);
  addState(row, cells, after, acts);
  const told: ToldRow = {
    line,
    id,
    title: content.title,
    does: before === undefined ? "adds" : acts.length === 0 ? "nothing" : "changes",
    columns: acts.length === 0 ? [] : changedColumns(register, was, cells),
  };
  return { told, acts };
}

/** The number that a row names; null for one that gets the next. Refuses what is no number. */
export function numberInRow(register: Register, { cells }: FileRow): number | null {
  const id = (cells["id"] ?? "").trim();
  if (id === "") return null;
  const number = numberOf(register, id);
  if (number !== null) return number;
  const { one, letter } = registerWords[register];
  const sentence = `“${id.slice(0, 40)}” is no number of a ${one}; write ${letter}-1 or leave it empty.`;
  throw new Problem("bad-input", sentence, { field: "id" });
}

function contentOfRow<R extends Register>(row: RowMatter<R>, cells: Cells): ContentOf<R> {
  const { register, matter } = row;
  const read = plainEntry(codecOf(register).contentOf(cells));
  const shaped: unknown = checkShape(contents[register], read, (path) => ({
    // A field of a kind of recommendation is a column of its own in the file.
    field: pathInWords(path[0] === "what" ? path.slice(1) : path),
  }));
  // The schema is that of the register.
  return preparedContent(matter, register, shaped as ContentOf<R>);
}

function addContent<R extends Register>(
  row: RowMatter<R>,
  said: {
    readonly number: number;
    readonly before: RecordRow<R> | undefined;
    readonly content: ContentOf<R>;
    readonly cells: Cells;
  },
  acts: WrittenAct[],
): void {
  const { number, before, content, cells } = said;
  if (before !== undefined && sameContent(content, before.content)) return;
  const organisation = content.organisation === "" ? null : content.organisation;
  permit(row, before?.organisation ?? organisation, "write");
  checkReferences(row.register, content, row.references);
  const about = { register: row.register, id: recordId(row.register, number) };
  acts.push(
    before === undefined
      ? addedAct(number, organisation, content)
      : amendedAct(about, before, content, reasonOf(row, cells)),
  );
}

function addAnswer<R extends Register>(
  row: RowMatter<R>,
  { was, cells }: { readonly was: Cells; readonly cells: Cells },
  after: () => RecordRow<R>,
  acts: WrittenAct[],
): void {
  // Only rows of recommendations are answered.
  const asked = (): RecordRow<"recommendations"> =>
    after() as unknown as RecordRow<"recommendations">;
  const { number, organisation } = asked();
  const answer = (cells["response"] ?? "").trim().toLowerCase();
  // An answer that stood before the text was changed is none to the new text.
  const stood = ["response", "response_text"].every((name) => was[name] === cells[name]);
  if (answer !== "" && !stood) {
    const given = { answer, text: cells["response_text"] ?? "" };
    const response = checkShape(Response, given, () => ({ field: "response" }));
    const act = respondedAct(recordId("recommendations", number), asked(), response);
    if (act !== null) {
      permit(row, organisation, "respond");
      acts.push(act);
    }
  }
  const order = (cells["order"] ?? "").trim();
  if (order === "" || order === asked().order_id) return;
  if (!row.orders.has(order)) {
    const sentence = `there is no order ${order.slice(0, 80)} here; import it first.`;
    throw new Problem("not-found", sentence, { field: "order" });
  }
  permit(row, null, "order");
  acts.push(orderStartedAct(asked(), order, ""));
}

function addState<R extends Register>(
  row: RowMatter<R>,
  cells: Cells,
  after: () => RecordRow<R>,
  acts: WrittenAct[],
): void {
  const now = after();
  const said = (cells["state"] ?? "").trim().toLowerCase();
  if (said === "") return;
  const state = checkShape(RecordState, said, () => ({ field: "state" }));
  const rests = evidenceOf(cells["state_evidence"] ?? "");
  const evidence = checkShape(EvidenceList, rests, () => ({ field: "state_evidence" }));
  const reason = plainText(cells["state_reason"] ?? "", "state_reason");
  const sameWords = now.state_reason === reason && sameContent(now.state_evidence, evidence);
  if (now.state === state && (sameWords || reason === "")) return;
  permit(row, now.organisation, "close");
  if (row.register === "risks" && state === "closed") {
    const own = (id: string): boolean =>
      "findings" in now.content && now.content.findings.includes(id);
    requireFindingsClosed(new Map([...row.references].filter(([id]) => own(id))));
  }
  const why = sameWords || reason === "" ? reasonOf(row, cells) : reason;
  acts.push(stateAct(row.register, now, { state, reason: why, evidence }));
}

/** A record as the last act of its row leaves it. */
function rowAfter<R extends Register>(
  act: WrittenAct | undefined,
  before: RecordRow<R> | undefined,
): RecordRow<R> {
  if (act === undefined) {
    if (before === undefined) throw new Error("a row without an act has no record after it");
    return before;
  }
  const unwritten = { by: "", by_name: "", known_at: "", leaf: "", added_at: "" };
  // Its content was checked by the schema of the register before the act was made.
  return { ...unwritten, ...act } as unknown as RecordRow<R>;
}

function permit<R extends Register>(
  { work, sight, register }: RowMatter<R>,
  organisation: string | null,
  act: Parameters<typeof neededFor>[1],
): void {
  requireMay(work, neededFor(register, act), organisation);
  if (act !== "order") requireNoConflict(sight, organisation);
}

function reasonOf<R extends Register>({ fields }: RowMatter<R>, cells: Cells): string {
  const own = (cells["reason"] ?? "").trim();
  const reason = plainText(own === "" ? (fields.reason ?? "") : own, "reason");
  if (reason !== "") return reason.slice(0, 2000);
  const sentence = "say why it is changed, in a column “reason” or beside the file.";
  throw new Problem("bad-input", sentence, { field: "reason" });
}

function changedColumns(register: Register, before: Cells, after: Cells): string[] {
  return columnsOf(register).entered.filter(
    (name) => name !== "id" && (after[name] ?? "") !== (before[name] ?? ""),
  );
}
