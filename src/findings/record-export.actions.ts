import { scoredReview } from "../assessments/scored-review.actions.ts";
import { writeCsv } from "../kit/csv-write.ts";
import type { Work } from "../platform/work.ts";
import { askedInstant, reachOf } from "./record-access.actions.ts";
import { type Cells, type CellCodec, cellCodecs, evidenceCell } from "./record-cells.ts";
import { recordId } from "./record-ids.ts";
import type { Register } from "./records.contract.ts";
import { readActs, readRecords } from "./records.store.ts";
import type { ContentOf, RecordRow } from "./stored-record.contract.ts";
import { safeCell } from "./safe-cells.ts";

/** How a register is written in cells; its contents are those of the register. */
export function codecOf<R extends Register>(register: R): CellCodec<ContentOf<R>> {
  const codec: unknown = cellCodecs[register];
  // The table has one codec for each register, of its own content.
  return codec as CellCodec<ContentOf<R>>;
}

/** The columns of a register's file: those that an import reads, then what only an export says. */
export function columnsOf(register: Register): { entered: string[]; told: string[] } {
  const answered = register === "recommendations" ? ["response", "response_text", "order"] : [];
  return {
    entered: [
      "id",
      ...codecOf(register).columns,
      ...answered,
      "state",
      "state_reason",
      "state_evidence",
    ],
    told: ["simulated", "known_at", "by", "leaf"],
  };
}

/** The cells of a record as it stands. */
export function cellsOfRecord<R extends Register>(register: R, row: RecordRow<R>): Cells {
  return {
    id: recordId(register, row.number),
    ...codecOf(register).cellsOf(row.content),
    response: row.response?.answer ?? "",
    response_text: row.response?.text ?? "",
    order: row.order_id,
    state: row.state,
    state_reason: row.state_reason,
    state_evidence: evidenceCell(row.state_evidence),
  };
}

/** A register as CSV: everything that can be entered, and nothing that a spreadsheet would run. */
export async function exportRecords(
  work: Work,
  review: string,
  register: Register,
  asked: { as_of?: string },
): Promise<string> {
  const scored = await scoredReview(work.transaction, review);
  const asOf = askedInstant(asked.as_of, scored.asOf);
  const wanted = { review, asOf, ...(await reachOf(work, review)) };
  const rows = await readRecords(work.transaction, register, wanted);
  const simulated = simulatedCell(scored.summary.simulated);
  const { entered, told } = columnsOf(register);
  return table(
    [...entered, ...told],
    rows.map((row) => ({ ...cellsOfRecord(register, row), ...toldOf(row), simulated })),
  );
}

/** Every act on a register as CSV, oldest first: what was said when by whom, with its leaf. */
export async function exportHistory(
  work: Work,
  review: string,
  register: Register,
  asked: { as_of?: string },
): Promise<string> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const asOf = askedInstant(asked.as_of, scored.asOf);
  const seen = await readRecords(transaction, register, {
    review,
    asOf,
    ...(await reachOf(work, review)),
  });
  const numbers = seen.map(({ number }) => number);
  const acts = await readActs(transaction, register, { review, asOf, numbers });
  const { entered, told } = columnsOf(register);
  const [id = "", ...others] = entered;
  const simulated = simulatedCell(scored.summary.simulated);
  return table(
    [id, "act", "reason", "evidence", ...others, ...told],
    acts.map((row) => ({
      ...cellsOfRecord(register, row),
      act: row.act,
      reason: row.reason,
      evidence: evidenceCell(row.evidence),
      ...toldOf(row),
      simulated,
    })),
  );
}

function toldOf({ known_at, by_name: by, leaf }: RecordRow<Register>): Cells {
  return { known_at, by, leaf };
}

function simulatedCell(simulated: boolean): string {
  return simulated ? "SIMULATED" : "";
}

function table(columns: readonly string[], rows: readonly Cells[]): string {
  return writeCsv([
    [...columns],
    ...rows.map((row) => columns.map((column) => safeCell(row[column] ?? ""))),
  ]);
}
