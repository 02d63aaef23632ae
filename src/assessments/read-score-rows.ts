import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { columnOf, type Table } from "../kit/tables.ts";
import { readRemark } from "./remark-cells.ts";
import type { GivenRemark } from "./remarks.ts";
import { countsOfValue, type ScoreCounts, valueOfCounts } from "./score-counts.ts";
import type { RowProblem, ScoreImportFields, ScoreKind, ScoreValue } from "./scores.contract.ts";
import type { YardstickItem } from "../yardsticks/yardstick.contract.ts";

/** An item as a row may name it. */
interface NamedItem {
  readonly item: YardstickItem;
  readonly place: number;
  readonly wording: string;
}

/** Whose score it is; `owner` is another only for a system inside an organisation of the list. */
interface ScoredOrganisation {
  readonly organisation: string;
  readonly owner: string;
}

interface NotFound {
  readonly sentence: string;
  readonly nearest: readonly string[];
}

/** What a file of scores is held against. */
export interface ScoreRowRules {
  readonly fields: Pick<ScoreImportFields, "kind" | "day">;
  /** No score speaks of a day after this one. */
  readonly today: string;
  readonly organisation: (name: string, day: string) => ScoredOrganisation | NotFound;
  readonly item: (name: string) => NamedItem | NotFound;
  /** Why nobody, or not this one, may give a kind of score for an organisation now; else null. */
  readonly refusal: (kind: ScoreKind, organisation: string) => string | null;
}

/** A score that a row gives. */
export interface GivenRow extends GivenRemark, ScoredOrganisation {
  readonly line: number;
  readonly item: string;
  readonly place: number;
  readonly kind: ScoreKind;
  readonly day: string;
  readonly value: ScoreValue;
  readonly counts: ScoreCounts;
  readonly scale: YardstickItem["scale"];
  readonly wording: string;
}

/** What a file of scores says. */
export interface ReadScores {
  readonly rows: number;
  readonly leftOut: number;
  readonly given: readonly GivenRow[];
  readonly wrong: number;
  /** The first of them. */
  readonly problems: readonly RowProblem[];
}

/** How many wrong rows are told one by one. */
const mostProblems = 200;

class RowRefusal extends Error {
  readonly column: string;
  readonly nearest: readonly string[];

  constructor(column: string, sentence: string, nearest: readonly string[] = []) {
    super(sentence);
    this.column = column;
    this.nearest = nearest;
  }
}

/**
 * Reads a file of scores (docs/score-format.md), row by row. Nothing is guessed: an organisation or
 * item that does not match is told with the nearest names, and so is every other row that is wrong.
 * An empty value says nothing and is left out.
 * Refuses (bad-input): a table without the columns that it needs, or without a row below them.
 */
export async function readScoreRows(
  table: Table,
  file: string,
  rules: ScoreRowRules,
): Promise<ReadScores> {
  const columns = columnsOf(table.header, file, rules.fields);
  const given: GivenRow[] = [];
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  let rows = 0;
  let leftOut = 0;
  let wrong = 0;
  for await (const { line, cells } of table.rows) {
    rows += 1;
    try {
      const row = readRow(line, cells, columns, rules);
      if (row === null) leftOut += 1;
      else {
        notTwice(row, seen);
        given.push(row);
      }
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      wrong += 1;
      const { column, message: sentence, nearest } = error;
      if (problems.length < mostProblems) {
        problems.push({ line, column, sentence, nearest: [...nearest] });
      }
    }
  }
  if (rows === 0) {
    const sentence = "this file has no rows below its header; write one score in each.";
    throw new Problem("bad-input", sentence, { file });
  }
  return { rows, leftOut, given, wrong, problems };
}

const remarkColumns = ["note", "evidence", "tool", "tool_version"] as const;
type ColumnName =
  | "organisation"
  | "item"
  | "kind"
  | "day"
  | "value"
  | "wording"
  | (typeof remarkColumns)[number];
type Columns = Readonly<Record<ColumnName, number>>;

function columnsOf(
  header: readonly string[],
  file: string,
  fields: ScoreRowRules["fields"],
): Columns {
  const at = (name: ColumnName): number => columnOf(header, name, file);
  const needed = (name: ColumnName, otherwise: string): number => {
    const place = at(name);
    if (place !== -1) return place;
    const sentence = /^[^,]*[;\t|][^,]*$/u.test(header.join(","))
      ? "the cells of this table are not parted by commas; save it as CSV with commas."
      : `there is no column “${name}” here; name one so${otherwise}.`;
    throw new Problem("bad-input", sentence, { file, line: 1 });
  };
  return {
    organisation: needed("organisation", ""),
    item: needed("item", ""),
    value: needed("value", ""),
    kind: fields.kind === undefined ? needed("kind", ", or say the kind of all rows") : at("kind"),
    day: fields.day === undefined ? needed("day", ", or say the day of all rows") : at("day"),
    wording: at("wording"),
    note: at("note"),
    evidence: at("evidence"),
    tool: at("tool"),
    tool_version: at("tool_version"),
  };
}

function readRow(
  line: number,
  cells: readonly string[],
  columns: Columns,
  rules: ScoreRowRules,
): GivenRow | null {
  const cell = (name: ColumnName): string => {
    const raw = columns[name] === -1 ? "" : (cells[columns[name]] ?? "");
    // A cell that a spreadsheet would run is no name and no value; an apostrophe does not hide it.
    if (/^\s*'?\s*[=+@＝＋＠\t]/u.test(raw) || /^\s*'?\s*[-－]\D/u.test(raw)) {
      throw new RowRefusal(name, "this cell begins as a formula does; write the value itself");
    }
    return raw.trim();
  };
  if (cell("value") === "") return null;
  const day = cell("day") === "" ? (rules.fields.day ?? "") : cell("day");
  const kind = kindOf(cell("kind"), rules.fields.kind);
  checkDayOfRow(day, rules.today);
  const whose = rules.organisation(cell("organisation"), day);
  if (!("owner" in whose)) throw new RowRefusal("organisation", whose.sentence, whose.nearest);
  const found = rules.item(cell("item"));
  if (!("item" in found)) throw new RowRefusal("item", found.sentence, found.nearest);
  const refusal = rules.refusal(kind, whose.owner);
  if (refusal !== null) throw new RowRefusal("kind", refusal);
  const wording = cell("wording");
  if (wording !== "" && wording !== found.wording) {
    throw new RowRefusal("wording", "another wording was answered than the one that stands");
  }
  const counts = countsOfText(cell("value"), found.item);
  return {
    line,
    organisation: whose.organisation,
    owner: whose.owner,
    item: found.item.id,
    place: found.place,
    kind,
    day,
    value: valueOfCounts(counts, found.item.scale),
    counts,
    scale: found.item.scale,
    wording: found.wording,
    ...remarkOfCells((name) => (columns[name] === -1 ? null : (cells[columns[name]] ?? null))),
  };
}

/** What a row writes beside its score; a table without those columns says nothing of it. */
function remarkOfCells(cell: (name: (typeof remarkColumns)[number]) => string | null): GivenRemark {
  try {
    return readRemark({
      note: cell("note"),
      evidence: cell("evidence"),
      tool: cell("tool"),
      toolVersion: cell("tool_version"),
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const column = error.place.field ?? "evidence";
    throw new RowRefusal(column, error.message.replace(/^[^:]*: /u, "").replace(/\.$/u, ""));
  }
}

function notTwice(row: GivenRow, seen: Map<string, number>): void {
  const key = JSON.stringify([row.organisation, row.item, row.kind, row.day]);
  const before = seen.get(key);
  if (before !== undefined) {
    const sentence = `${row.item} of ${row.organisation} on ${row.day} stands in line ${before} too; keep one`;
    throw new RowRefusal("item", sentence);
  }
  seen.set(key, row.line);
}

function kindOf(text: string, otherwise: ScoreKind | undefined): ScoreKind {
  const said = text.toLowerCase();
  if (said === "self" || said === "independent") return said;
  if (said === "" && otherwise !== undefined) return otherwise;
  throw new RowRefusal(
    "kind",
    `“${text.slice(0, 40)}” is no kind of score; write self or independent`,
  );
}

function checkDayOfRow(day: string, today: string): void {
  if (!isDay(day) || day < "1971-01-01") {
    throw new RowRefusal("day", `“${day.slice(0, 40)}” is not a day; write it as 2026-03-31`);
  }
  if (day > today) {
    throw new RowRefusal("day", `${day} is still to come; a score speaks of a day up to ${today}`);
  }
}

function countsOfText(text: string, item: YardstickItem): ScoreCounts {
  const value = valueOfText(text);
  if (value === null) {
    const expected = {
      level: "a level from 1 to 5 such as 3, a range such as 2-4",
      "yes-no": "yes, no",
      share: "good/bad/all such as 45/3/50",
    }[item.scale];
    const sentence = `“${text.slice(0, 40)}” is no value; write ${expected}, unknown or not reported`;
    throw new RowRefusal("value", sentence);
  }
  try {
    return countsOfValue(value, item);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new RowRefusal(
      "value",
      `“${text.slice(0, 40)}”: ${error.message.replace(/^[^:]*: /u, "").replace(/\.$/u, "")}`,
    );
  }
}

/** A value as it is written in a cell; null where it is none. */
export function valueOfText(text: string): ScoreValue | null {
  const said = text.toLowerCase().replaceAll(/\s+/gu, " ");
  if (said === "not reported" || said === "not-reported") return { missing: "not-reported" };
  if (said === "unknown") return { missing: "unknown-by-source" };
  if (said === "access refused" || said === "access-refused") return { missing: "access-refused" };
  if (said === "not examined" || said === "not-examined") return { missing: "not-examined" };
  if (said === "yes" || said === "no") return { answer: said };
  if (said === "yes or no") return { answer: "unknown" };
  if (/^[1-5]$/u.test(said)) return { level: Number(said) };
  const range = /^([1-5]) ?[-–] ?([1-5])$/u.exec(said);
  if (range) return { from: Number(range[1]), to: Number(range[2]) };
  const share = /^(\d{1,10}) ?\/ ?(\d{1,10}) ?\/ ?(\d{1,10})$/u.exec(said);
  if (!share) return null;
  const [good = 0, bad = 0, n = 0] = share.slice(1).map(Number);
  const most = 2_000_000_000;
  return good > most || bad > most || n > most ? null : { share: { good, bad, n } };
}
