import { Problem } from "../kit/problem.ts";
import { openTable } from "../kit/tables.ts";
import { collectCounts } from "./collect-counts.ts";
import { collectUnits } from "./collect-units.ts";
import { dayReader } from "./collection-day.ts";
import type { Observed } from "./evidence-facts.ts";
import type { Mapping } from "./mapping.contract.ts";
import { columnsOf } from "./mapped-columns.ts";
import { rowFilter } from "./row-filter.ts";

/** What a mapping cannot know of a file. */
export interface ObserveContext {
  /** Name of the file: for the day in it, and for refusals. */
  readonly fileName: string;
  /** The day that the file speaks for, where the mapping lets it be given. */
  readonly day?: string;
  /** Owners by unit, where the mapping asks an inventory for them. */
  readonly owners?: ReadonlyMap<string, string>;
  /** Owners whose units are passed over as if the file had no such rows. */
  readonly without?: (owner: string) => boolean;
}

/**
 * Reads a file by a mapping, row by row.
 * Given: the bytes, packed with gzip or not; see `openTable` for what is refused of any table.
 * Returns: the day spoken for, the owners with units and states, or with counts, in the order of
 * code points, so that the order of rows means nothing.
 * Refuses (bad-input), with line and column: columns without which nothing can be read, cells that
 * mean nothing to the mapping, units twice, likely rows of totals, days that do not fit.
 */
export async function observe(
  chunks: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  context: ObserveContext,
): Promise<Observed> {
  const file = context.fileName;
  const table = await openTable(chunks, {
    file,
    ...(mapping.encoding === undefined ? {} : { encoding: mapping.encoding }),
    ...(mapping.delimiter === undefined ? {} : { delimiter: mapping.delimiter }),
    ...(mapping.header_line === undefined ? {} : { headerLine: mapping.header_line }),
  });
  const columns = columnsOf(table.header, file);
  const keep = rowFilter(mapping, columns);
  const day = dayReader(mapping, columns, context);
  const collector =
    mapping.kind === "counts"
      ? collectCounts(mapping, columns)
      : collectUnits(mapping, columns, context);
  let rows = 0;
  let leftOut = 0;
  for await (const row of table.rows) {
    rows += 1;
    if (!keep(row)) {
      leftOut += 1;
      continue;
    }
    day.see(row);
    collector.add(row);
  }
  if (rows === leftOut) {
    const sentence =
      rows === 0
        ? "there is no row below the header; a collection without rows is recorded with `evidence due`."
        : "the mapping's filter leaves no row; check its columns and texts.";
    throw new Problem("bad-input", sentence, { file });
  }
  return {
    day: day.answer(),
    rows,
    left_out: leftOut,
    absent_columns: [...columns.absent].sort(),
    ...collector.finish(day.answer()),
  };
}

/** The owners that an inventory names, by unit. */
export function inventoryOwners(inventory: Observed): ReadonlyMap<string, string> {
  return new Map(inventory.units.map((unit) => [unit.unit, unit.owner]));
}
