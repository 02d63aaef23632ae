import { Problem } from "../kit/problem.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { YardstickHow } from "./yardstick-import.contract.ts";

/** The flags by which a command says how a file is read. */
export interface ImportFlagValues {
  readonly as?: string;
  readonly title?: string;
  readonly items?: string;
  readonly scale?: string;
  readonly units?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly headerLine?: string;
  readonly column?: readonly string[];
  readonly select?: string;
  readonly of?: string;
  readonly mark?: readonly string[];
  /** Names of yardsticks that are here already. */
  readonly stored?: readonly string[];
}

/**
 * What flags say, in the form of an import file. Refuses (bad-input) what is not of that form, with
 * the flag's field, and a column that is not written as `field=Name of the column`.
 */
export function howOfFlags(flags: ImportFlagValues): YardstickHow {
  const [id, version] = (flags.as ?? "").split("@");
  checkNumber(flags.headerLine);
  checkName(id, flags.as);
  const columns = Object.fromEntries(
    (flags.column ?? []).map((each) => {
      const at = each.indexOf("=");
      if (at > 0) return [each.slice(0, at).trim(), each.slice(at + 1).trim()];
      const sentence = `expected \`--column text=Name of the column\`, found "${each}".`;
      throw new Problem("bad-input", sentence);
    }),
  );
  const table = {
    encoding: flags.encoding,
    delimiter: flags.delimiter,
    sheet: flags.sheet,
    header_line: flags.headerLine === undefined ? undefined : Number(flags.headerLine),
    columns: Object.keys(columns).length > 0 ? columns : undefined,
  };
  if ((flags.select === undefined) !== (flags.of === undefined)) {
    const sentence = "`--select COLUMN` and `--of YARDSTICK` belong together; give both.";
    throw new Problem("bad-input", sentence);
  }
  const how = {
    format: "muster/yardstick-import/1",
    id: id === "" ? undefined : id,
    version,
    title: flags.title,
    items: flags.items,
    scale: flags.scale,
    units: flags.units,
    table: Object.values(table).some((each) => each !== undefined) ? defined(table) : undefined,
    select:
      flags.select === undefined
        ? undefined
        : defined({ of: flags.of, column: flags.select, marks: flags.mark }),
    with: flags.stored && flags.stored.length > 0 ? flags.stored : undefined,
  };
  return checkShape(YardstickHow, defined(how), (path) => ({
    file: "the flags",
    field: pathInWords(path),
  }));
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Says the flag that people gave, not the field that it becomes. */
function checkName(id: string | undefined, given: string | undefined): void {
  if (given === undefined || /^[a-z0-9]+(-[a-z0-9]+)*$/u.test(id ?? "")) return;
  const sentence = `expected a name of small letters, digits and single hyphens and a version, such as \`--as controls@2\`, found "${given.slice(0, 60)}".`;
  throw new Problem("bad-input", sentence);
}

function checkNumber(given: string | undefined): void {
  if (given === undefined || /^[1-9][0-9]{0,5}$/u.test(given)) return;
  const sentence = `expected the number of a line, such as \`--header-line 3\`, found "${given.slice(0, 60)}".`;
  throw new Problem("bad-input", sentence);
}
