import { readFile } from "node:fs/promises";
import { isDay } from "../kit/calendar.ts";
import { digestOf } from "../kit/canonical-json.ts";
import { openSuccession } from "../kit/key-succession.ts";
import { Problem } from "../kit/problem.ts";
import { type FilledSheet, readForm } from "../kit/read-form.ts";
import { openNote, readVerifierKey, renamedVerifier } from "../kit/signed-note.ts";
import type { Table } from "../kit/tables.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Upload } from "../platform/http/route.ts";
import { keySuccessions, logVerifierKey } from "../platform/log/log.store.ts";
import type { Work } from "../platform/work.ts";
import { importScores } from "./import-scores.actions.ts";
import { askedItems, signedAs } from "./make-score-workbook.actions.ts";
import {
  dayOfWorkbook,
  type FilledRow,
  noteOfWorkbook,
  readScoreWorkbook,
} from "./read-score-workbook.ts";
import { toldScores } from "./score-facts.store.ts";
import { workbookColumns } from "./score-workbook.ts";
import type {
  WorkbookImport,
  WorkbookImportFields,
  WorkbookProblem,
} from "./score-workbook.contract.ts";
import { requireScored } from "./scored-organisation.actions.ts";
import { requireMayGive, type ScoredReview, scoredReview } from "./scored-review.actions.ts";
import type { ScoreImport } from "./scores.contract.ts";
import { requireAllOpen, sideLocks } from "./side-locks.actions.ts";
import { sightOf } from "./sight.actions.ts";
import { readIdentity, type WorkbookIdentity } from "./workbook-identity.ts";

/**
 * Imports a filled workbook, or shows what it would change: one act for all of its rows, or nothing at
 * all. What it may change is decided row by row, as for a table of scores. Leaf: `scores.imported`.
 * Refuses: who may not give these scores, a side that is locked, a workbook that this instance did not make or whose words, organisation or review were
 * changed, one with formulas or macros, rows that are wrong, and a difference other than the one shown.
 */
export async function importScoreWorkbook(
  work: Work,
  review: string,
  file: Upload,
  fields: WorkbookImportFields,
): Promise<WorkbookImport> {
  const sheets = readForm(await readFile(file.path), file.name);
  const identity = await openIdentity(work.transaction, sheets, file.name);
  const scored = await scoredReview(work.transaction, review);
  requireSame(identity, scored, file.name);
  await requireMayBring(work, scored, identity);
  const asked = askedItems(scored, () => true);
  const filled = readScoreWorkbook(sheets, asked, file.name);
  const day = dayOf(sheets, fields.day, file.name);
  const table = tableOf(filled.rows, identity);
  const preview =
    filled.rows.length === 0
      ? null
      : await importScores(work, review, file, { day, dry_run: true }, table());
  const answer = await answerOf(work, identity, { file, day, fields, filled, preview });
  if (fields.dry_run === true) return answer;
  if (answer.wrong > 0) throw refusal(answer);
  if (fields.difference !== undefined && fields.difference !== answer.difference) {
    const sentence =
      "somebody changed scores since the difference was shown; look at it again, then save.";
    throw new Problem("conflict", sentence, { file: file.name });
  }
  if (answer.given === 0) return answer;
  const saved = await importScores(work, review, file, { day }, table());
  return { ...answer, unchanged: saved.unchanged };
}

/** The identity of a workbook, signed by this instance with its present key or an earlier one. */
async function openIdentity(
  transaction: Transaction,
  sheets: readonly FilledSheet[],
  file: string,
): Promise<WorkbookIdentity> {
  const note = noteOfWorkbook(sheets, file);
  const current = await logVerifierKey(transaction);
  const earlier = await Promise.all((await keySuccessions(transaction)).map(openSuccession));
  const keys = [
    ...(current === undefined ? [] : [await readVerifierKey(current)]),
    ...earlier.map(({ from }) => from),
  ];
  const trusted = await Promise.all(
    keys.map((key) => renamedVerifier(key, `${key.name}/${signedAs}`)),
  );
  try {
    return readIdentity((await openNote(note, trusted)).text);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    const sentence =
      "what this workbook says of its organisation and review was changed, or another instance made it; fill in the one that was sent.";
    throw new Problem("refused", sentence, { file }, { cause });
  }
}

function requireSame(
  identity: WorkbookIdentity,
  { summary, yardstick }: ScoredReview,
  file: string,
): void {
  if (identity.review !== summary.review) {
    const sentence = `this workbook is of the review ${identity.review}, not of ${summary.review}; name that one.`;
    throw new Problem("refused", sentence, { file });
  }
  if (identity.yardstickDigest !== yardstick.digest) {
    const sentence = `this workbook asks by another ${identity.yardstick} than the review does now; take a new workbook.`;
    throw new Problem("refused", sentence, { file });
  }
}

/**
 * Refuses who may not give these scores at all, who may not see what they would replace, and a side
 * that is locked: once, not row by row.
 */
async function requireMayBring(
  work: Work,
  scored: ScoredReview,
  { review, organisation, kind }: WorkbookIdentity,
): Promise<void> {
  const { transaction } = work;
  const { owner } = await requireScored(transaction, scored, organisation);
  requireMayGive(work, kind, owner);
  (await sightOf(work, review)).requireGive(kind, owner);
  requireAllOpen(await sideLocks(transaction, scored.summary, [owner]), [{ kind, owner }]);
}

function dayOf(sheets: readonly FilledSheet[], given: string | undefined, file: string): string {
  const written = dayOfWorkbook(sheets);
  const place = { file, field: "sheet “Read first”, day spoken of" };
  if (written === "" && given === undefined) {
    throw new Problem("bad-input", "write the day as 2026-03-31, or add --day.", place);
  }
  if (written !== "" && !isDay(written)) {
    const sentence = `“${written.slice(0, 40)}” is not a day; write it as 2026-03-31.`;
    throw new Problem("bad-input", sentence, place);
  }
  if (written !== "" && given !== undefined && written !== given) {
    const sentence = `the workbook says ${written}, and ${given} was given beside it; keep one of them.`;
    throw new Problem("bad-input", sentence, place);
  }
  return written === "" ? (given ?? "") : written;
}

/** The rows of a workbook as a table of scores; its lines are counted from 1, in their order. */
function tableOf(
  rows: readonly FilledRow[],
  { organisation, kind }: WorkbookIdentity,
): () => Table {
  const header = ["organisation", "item", "kind", "value", "wording", "note", "evidence"];
  async function* lines(): AsyncGenerator<{ line: number; cells: readonly string[] }> {
    for (const [at, { item, value, note, evidence }] of rows.entries()) {
      const score = [organisation, item.item.id, kind, value, item.wording];
      // An empty note says nothing, rather than that the one which stands is to go.
      const remark = note === "" && evidence === "" ? [] : [note, evidence];
      yield { line: at + 1, cells: [...score, ...remark] };
    }
  }
  return () => ({ header, rows: lines() });
}

interface Answered {
  readonly file: Upload;
  readonly day: string;
  readonly fields: WorkbookImportFields;
  readonly filled: ReturnType<typeof readScoreWorkbook>;
  readonly preview: ScoreImport | null;
}

async function answerOf(
  work: Work,
  identity: WorkbookIdentity,
  { file, day, fields, filled, preview }: Answered,
): Promise<WorkbookImport> {
  const { review, organisation, kind, asOf } = identity;
  const since = await changedSince(work, identity, day);
  const placeOf = (line: number): { sheet: string; row: number } => {
    const { sheet = "", row = 0 } = filled.rows[line - 1] ?? {};
    return { sheet, row };
  };
  const wrongRows: WorkbookProblem[] = (preview?.problems ?? []).map((each) => {
    const near = each.nearest.length === 0 ? "" : `; nearest: ${each.nearest.join("; ")}`;
    const column =
      each.column === "value" ? filled.rows[each.line - 1]?.valueColumn : headOf(each.column);
    return {
      ...placeOf(each.line),
      column: column ?? each.column,
      sentence: `${each.sentence}${near}`,
    };
  });
  const said = {
    dry_run: fields.dry_run === true,
    review,
    simulated: identity.simulated,
    organisation,
    kind,
    day,
    file_name: file.name,
    file_digest: file.digest,
    made_as_of: asOf,
    asked: identity.items,
    left_out: filled.leftOut,
    given: preview?.given ?? 0,
    same: preview?.same ?? 0,
    wrong: filled.wrong + (preview?.wrong ?? 0),
    problems: [...filled.problems, ...wrongRows],
    changes: (preview?.changes ?? []).map(({ line, item, before, after, remark }) => ({
      ...placeOf(line),
      item,
      before,
      after,
      remark,
      changed_since: since.has(item),
    })),
  };
  const { review: of, file_digest, given, same, changes } = said;
  const difference = digestOf({ of, organisation, kind, day, file_digest, given, same, changes });
  return { unchanged: true, ...said, difference };
}

function headOf(column: string): string | undefined {
  if (column === "note" || column === "evidence") return workbookColumns[column].head;
  return column === "item" ? workbookColumns.label.head : undefined;
}

/** The items whose score became another since a workbook was made. */
async function changedSince(
  { transaction }: Work,
  { review, organisation, kind, asOf }: WorkbookIdentity,
  day: string,
): Promise<ReadonlySet<string>> {
  const now = await toldScores(transaction, review, { on: day, asOf: "infinity" }, [organisation]);
  return new Set(
    now.filter((each) => each.kind === kind && each.knownAt > asOf).map(({ item }) => item),
  );
}

function refusal({ file_name, problems, wrong }: WorkbookImport): Problem {
  const [first] = problems;
  const others =
    wrong === 1
      ? "nothing was saved."
      : `${(wrong - 1).toLocaleString("en")} more ${wrong === 2 ? "row is" : "rows are"} wrong, nothing was saved; look at all of them with a dry run.`;
  const place =
    first === undefined ? "" : `sheet “${first.sheet}”, row ${first.row}, ${first.column}`;
  return new Problem("bad-input", `${first?.sentence ?? "a row is wrong"}; ${others}`, {
    file: file_name,
    field: place,
  });
}
