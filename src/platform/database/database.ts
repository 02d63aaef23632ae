import type { Writable } from "node:stream";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Static, TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

/**
 * One transaction. Every row is checked against its schema before anybody sees it, so that a type
 * in the code is a fact about the data. Dates arrive as `2020-06-08`, instants as ISO 8601 in UTC
 * with microseconds, bigint as number (refused beyond 2^53), bytea as Uint8Array.
 */
export interface Transaction {
  /** All rows of a query. */
  rows<S extends TSchema>(schema: S, text: string, values?: unknown[]): Promise<Static<S>[]>;
  /** The first row, or nothing. */
  first<S extends TSchema>(
    schema: S,
    text: string,
    values?: unknown[],
  ): Promise<Static<S> | undefined>;
  /** Runs a statement and answers how many rows it touched. */
  run(text: string, values?: unknown[]): Promise<number>;
  /** Opens a COPY … FROM STDIN statement as a stream. */
  copyInto(text: string): Writable;
}

/** A pool of connections to one PostgreSQL database. */
export interface Database {
  /** Runs work in one transaction; `read` is read-only and sees one snapshot. */
  transact<T>(mode: "read" | "write", work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Runs a statement that allows no transaction around it, such as CREATE DATABASE. */
  command(text: string): Promise<void>;
  /** How many statements were sent since the start: tests hold routes to a bound with it. */
  statements(): number;
  close(): Promise<void>;
}

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

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") => {
    const own = format === "binary" ? undefined : parsers[id];
    return own ?? pg.types.getTypeParser(id, "text");
  },
};

const validators = new WeakMap<TSchema, Validator>();

function checkRows<S extends TSchema>(schema: S, rows: unknown[]): Static<S>[] {
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

/** Opens a pool. `url` may name a host or, by `?host=`, a socket directory. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    types,
    options: "-c timezone=UTC -c datestyle=ISO,YMD",
  });
  // An idle connection that breaks is replaced at the next use; the error must not end the process.
  pool.on("error", () => {});
  let statements = 0;

  function transactionOn(client: pg.PoolClient): Transaction {
    const query = (text: string, values: unknown[]): Promise<pg.QueryResult<object>> => {
      statements += 1;
      return client.query<object>(text, values);
    };
    return {
      rows: async (schema, text, values = []) =>
        checkRows(schema, (await query(text, values)).rows),
      first: async (schema, text, values = []) =>
        checkRows(schema, (await query(text, values)).rows.slice(0, 1))[0],
      run: async (text, values = []) => (await query(text, values)).rowCount ?? 0,
      copyInto: (text) => {
        statements += 1;
        return client.query(copyFrom(text));
      },
    };
  }

  return {
    statements: () => statements,
    close: () => pool.end(),
    async command(text) {
      statements += 1;
      await pool.query(text);
    },
    async transact(mode, work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(
          mode === "read" ? "begin isolation level repeatable read read only" : "begin",
        );
        const result = await work(transactionOn(client));
        const end = await client.query("commit");
        // After an error inside a transaction PostgreSQL answers a COMMIT with ROLLBACK.
        if (end.command !== "COMMIT") throw new Error("the transaction was rolled back");
        return result;
      } catch (error) {
        await client.query("rollback").catch((fault: unknown) => {
          broken = fault instanceof Error ? fault : new Error(String(fault));
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}
