import { daysBetween, isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { TableRow } from "../kit/tables.ts";
import type { Collector } from "./collect-counts.ts";
import type { Columns } from "./mapped-columns.ts";
import type {
  InventoryMapping,
  Mapping,
  MarkRule,
  StateRule,
  UnitsMapping,
} from "./mapping.contract.ts";
import { refuseLongOwner, refuseTotal } from "./row-filter.ts";
import { byText } from "./text-order.ts";

/** What a row says of a unit, before its age is judged against the day of the collection. */
interface Found {
  owner: string;
  states: string;
  readonly marks: string;
  readonly verdict: string;
  readonly line: number;
  readonly day: string;
}

interface UnitContext {
  readonly owners?: ReadonlyMap<string, string>;
  readonly without?: (owner: string) => boolean;
}

/**
 * Collects one row a unit: hosts, domains, accounts; or the units of an inventory.
 * Refuses (bad-input), with the line: a unit without a name, a unit twice (unless the mapping
 * combines them), a cell that means nothing to the mapping.
 */
export function collectUnits(
  mapping: (UnitsMapping | InventoryMapping) & Mapping,
  columns: Columns,
  context: UnitContext,
): Collector {
  const read = rowReader(mapping, columns, context);
  const combine = mapping.kind === "units" && mapping.duplicates === "combine";
  const found = new Map<string, Found>();
  let combined = 0;
  return {
    add(row) {
      const { unit, ...values } = read(row);
      if (context.without?.(values.owner)) return;
      const first = found.get(unit);
      if (!first) {
        found.set(unit, values);
        return;
      }
      if (!combine) {
        const sentence = `"${unit}" was already named on line ${first.line}; take one out, or say \`duplicates: combine\` in the mapping.`;
        throw new Problem("bad-input", sentence, { file: columns.file, line: row.line });
      }
      combined += 1;
      found.set(unit, merged(first, values));
    },
    finish(day) {
      const within = mapping.kind === "units" ? mapping.row_day?.within_days : undefined;
      let stale = 0;
      const units = [...found].map(([unit, values]) => {
        const old = within !== undefined && isOld(values.day, day, within);
        if (old) stale += 1;
        const states = old ? "?".repeat(values.states.length) : values.states;
        const verdict = old ? "" : values.verdict;
        return { owner: values.owner, unit, pattern: `${states}|${values.marks}|${verdict}` };
      });
      units.sort((a, b) => byText(a.unit, b.unit));
      return { units, counts: [], stale_rows: stale, combined_rows: combined };
    },
  };
}

function isOld(rowDay: string, day: string, within: number): boolean {
  return !isDay(rowDay) || daysBetween(rowDay, day) > within;
}

/** Of two rows of one unit the newer counts; of one age only what both agree on is known. */
function merged(one: Found, two: Found): Found {
  if (one.day !== two.day) return one.day > two.day ? one : two;
  const [first, second] = byText(one.owner, two.owner) <= 0 ? [one, two] : [two, one];
  const agreed = (a: string, b: string): string =>
    a
      .split("")
      .map((letter, at) => (letter === b[at] ? letter : "?"))
      .join("");
  return {
    ...first,
    states: agreed(first.states, second.states),
    marks: agreed(first.marks, second.marks),
    verdict: first.verdict === second.verdict ? first.verdict : "",
    line: Math.min(first.line, second.line),
  };
}

type RowReader = (row: TableRow) => Found & { unit: string };

function rowReader(
  mapping: (UnitsMapping | InventoryMapping) & Mapping,
  columns: Columns,
  context: UnitContext,
): RowReader {
  const unitCell = columns.needed(mapping.unit.column, "the name of the unit");
  const lower = mapping.unit.case === "lower";
  const ownerOf = ownerReader(mapping, columns, context);
  const states = mapping.kind === "units" ? stateReaders(mapping, columns) : () => "";
  const marks = mapping.kind === "units" ? markReaders(mapping.marks ?? [], columns) : () => "";
  const verdict = mapping.kind === "units" ? verdictReader(mapping, columns) : () => "";
  const ownDay =
    mapping.kind === "units" && mapping.row_day
      ? columns.needed(mapping.row_day.column, "the day of each row")
      : () => "";
  return (row) => {
    const place = { file: columns.file, line: row.line, field: mapping.unit.column };
    const unit = lower ? unitCell(row).toLowerCase() : unitCell(row);
    if (unit === "") {
      throw new Problem("bad-input", "this row names no unit; mend it or take it out.", place);
    }
    if (unit.length > 500) {
      throw new Problem("bad-input", "this name of a unit has more than 500 characters.", place);
    }
    const owner = ownerOf(row, unit);
    refuseTotal(owner, mapping, place);
    const day = ownDay(row).slice(0, 10);
    return {
      unit,
      owner,
      states: states(row),
      marks: marks(row),
      verdict: verdict(row),
      line: row.line,
      day,
    };
  };
}

function ownerReader(
  mapping: (UnitsMapping | InventoryMapping) & Mapping,
  columns: Columns,
  { owners }: UnitContext,
): (row: TableRow, unit: string) => string {
  if ("column" in mapping.owner) {
    const cell = columns.needed(mapping.owner.column, "the name of the organisation");
    return (row) => {
      const name = cell(row);
      refuseLongOwner(name, { file: columns.file, line: row.line });
      return name;
    };
  }
  if (!owners) {
    const sentence = `this file does not say whose its ${mapping.units} are; give the inventory that does (mapping ${mapping.owner.inventory}) with --inventory FILE.`;
    throw new Problem("bad-input", sentence, { file: columns.file });
  }
  return (_row, unit) => owners.get(unit) ?? "";
}

function stateReaders(mapping: UnitsMapping, columns: Columns): (row: TableRow) => string {
  const readers = mapping.parts.map((part) => stateReader(part, columns));
  if (readers.every((reader) => reader === null)) {
    const sentence = "this file has none of the columns that the mapping measures; use another.";
    throw new Problem("bad-input", sentence, { file: columns.file, line: 1 });
  }
  return (row) => readers.map((reader) => (reader ? reader(row) : "?")).join("");
}

function stateReader(rule: StateRule, columns: Columns): ((row: TableRow) => string) | null {
  const cell = columns.possible(rule.column);
  if (!cell) return null;
  const letters = new Map<string, string>();
  for (const text of rule.good) letters.set(text, "g");
  for (const text of rule.bad ?? []) letters.set(text, "b");
  for (const text of rule.unknown ?? []) letters.set(text, "?");
  return (row) => {
    const text = cell(row);
    const letter = letters.get(text);
    if (letter !== undefined) return letter;
    const known = [...letters.keys()].map((each) => (each === "" ? "an empty cell" : `"${each}"`));
    const sentence = `"${text.slice(0, 80)}" means nothing to the mapping, which knows ${known.join(", ")}; add it there.`;
    const place = { file: columns.file, line: row.line, field: rule.column };
    throw new Problem("bad-input", sentence, place);
  };
}

function markReaders(marks: readonly MarkRule[], columns: Columns): (row: TableRow) => string {
  const readers = marks.map((mark) => {
    const cell = columns.possible(mark.column);
    const other = mark.equals_column === undefined ? null : columns.possible(mark.equals_column);
    const texts = new Set(mark.is);
    return (row: TableRow): string => {
      if (!cell || (mark.equals_column !== undefined && !other)) return "?";
      if (!other) return texts.has(cell(row)) ? "y" : "n";
      const [one, two] = [cell(row), other(row)];
      return one === "" || two === "" ? "?" : one === two ? "y" : "n";
    };
  });
  return (row) => readers.map((reader) => reader(row)).join("");
}

/** The source's own verdict as written; empty where the source gives none. */
function verdictReader(mapping: UnitsMapping, columns: Columns): (row: TableRow) => string {
  const { verdict } = mapping;
  if (!verdict) return () => "";
  const cell = columns.possible(verdict.column);
  const judge = stateReader(verdict, columns);
  if (!cell || !judge) return () => "";
  return (row) => (judge(row) === "?" ? "" : cell(row));
}
