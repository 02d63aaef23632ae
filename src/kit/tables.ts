import { Readable } from "node:stream";
import { CsvError, parse, type Info } from "csv-parse";
import { decoded, type Encoding } from "./decode-text.ts";
import { unpacked } from "./gunzip.ts";
import { Problem } from "./problem.ts";

/** One row below the header: its cells as written, and the line on which it ends, from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table that is read row by row. */
export interface Table {
  /** The names of the columns, trimmed, in the order of the file. */
  readonly header: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
}

/** How a table is written, and what it may hold. */
export interface TableOptions {
  readonly file: string;
  readonly encoding?: Encoding;
  /** How another encoding is declared, in the words of the refusal. */
  readonly declaring?: string;
  readonly delimiter?: string;
  /** The line of the column names; lines above are passed over. */
  readonly headerLine?: number;
  readonly expandedLimit?: number;
}

/** What a table may hold: enough for a nation's hosts, too little to fill a machine. */
export const tableLimits = { rows: 1_000_000, columns: 1_000, recordBytes: 1024 * 1024 } as const;

/**
 * Reads CSV (RFC 4180), packed with gzip or not, row by row with back-pressure.
 * Refuses, in one sentence with the line: an empty file, quotes that are not closed, rows with
 * another number of cells than the header, a wrong encoding, broken gzip, and too much of anything.
 */
export async function openTable(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): Promise<Table> {
  const records = readRecords(chunks, options);
  const first = await records.next();
  if (first.done === true) {
    const sentence = "this table is empty; its first line must name the columns.";
    throw new Problem("bad-input", sentence, { file: options.file });
  }
  const header = first.value.cells.map((cell) => cell.trim());
  if (header.length > tableLimits.columns) {
    const sentence = `this table has ${header.length} columns; ${tableLimits.columns} are allowed.`;
    throw new Problem("too-large", sentence, { file: options.file });
  }
  return { header, rows: records };
}

/**
 * Finds a column by its exact name. Answers -1 where there is none.
 * Refuses (bad-input): a name that several columns bear.
 */
export function columnOf(header: readonly string[], name: string, file: string): number {
  const at = header.indexOf(name);
  if (at !== -1 && header.indexOf(name, at + 1) !== -1) {
    const sentence = `two columns are named "${name}"; rename one of them.`;
    throw new Problem("bad-input", sentence, { file, line: 1 });
  }
  return at;
}

async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  {
    file,
    encoding = "utf-8",
    declaring,
    delimiter = ",",
    headerLine = 1,
    expandedLimit,
  }: TableOptions,
): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    delimiter,
    from_line: headerLine,
    info: true,
    max_record_size: tableLimits.recordBytes,
    skip_empty_lines: true,
  });
  const bytes = unpacked(chunks, {
    file,
    ...(expandedLimit === undefined ? {} : { limit: expandedLimit }),
  });
  const source = Readable.from(
    decoded(bytes, { file, encoding, ...(declaring === undefined ? {} : { declaring }) }),
  );
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: Info;
    }>) {
      rows += 1;
      if (rows > tableLimits.rows + 1) {
        const sentence = `this table has more than ${tableLimits.rows} rows; split it.`;
        throw new Problem("too-large", sentence, { file, line: info.lines });
      }
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? refusal(error, file) : error;
  } finally {
    source.destroy();
  }
}

function refusal(error: CsvError, file: string): Problem {
  const lines: unknown = error["lines"];
  const place = typeof lines === "number" ? { file, line: lines } : { file };
  const because = (sentence: string, kind: "bad-input" | "too-large" = "bad-input"): Problem =>
    new Problem(kind, sentence, place, { cause: error });
  switch (error.code) {
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
      return because("this row has another number of cells than the header; mend the row.");
    case "CSV_QUOTE_NOT_CLOSED":
      return because("a quote is opened and never closed; the file may be cut off.");
    case "CSV_MAX_RECORD_SIZE":
      return because(
        `one row has more than ${tableLimits.recordBytes} characters; a quote may be missing.`,
        "too-large",
      );
    default:
      return because("a quote stands where none may (RFC 4180); double it or take it out.");
  }
}
