import pg from "pg";
import type { Static, TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

const instantPattern = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00$/;

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
    return value;
  },
  [pg.types.builtins.TIMESTAMPTZ]: (text) => {
    const [, day, time] = instantPattern.exec(text) ?? [];
    if (day === undefined || time === undefined) throw new TypeError(`unexpected instant ${text}`);
    const [seconds = "", fraction = ""] = time.split(".");
    return `${day}T${seconds}.${fraction.padEnd(6, "0")}Z`;
  },
  [pg.types.builtins.NUMERIC]: (text) => text,
};

/** How PostgreSQL's texts become values; what is not named here stays as `pg` has it. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") => {
    const own = format === "binary" ? undefined : parsers[id];
    return own ?? pg.types.getTypeParser(id, "text");
  },
};

const validators = new WeakMap<TSchema, Validator>();

/** Checks rows against their schema; a TypeError says which field of which kind was found wrong. */
export function checkRows<S extends TSchema>(schema: S, rows: unknown[]): Static<S>[] {
  let validator = validators.get(schema);
  if (!validator) validators.set(schema, (validator = Compile(schema)));
  for (const row of rows) {
    if (validator.Check(row)) continue;
    const [error] = validator.Errors(row);
    throw new TypeError(
      `a database row is not of its type: ${error?.instancePath ?? ""} ${error?.message ?? ""}`,
    );
  }
  return rows as Static<S>[];
}
