import type { Readable, Writable } from "node:stream";
import pg from "pg";
import type { Static, TSchema } from "typebox";
import { type Session, withSession } from "./session.ts";
import { checkRows, columnTypes } from "./rows.ts";

/**
 * One transaction. Every row is checked against its schema before anybody sees it, so that a type
 * in the code is a fact about the data. Dates arrive as `2020-06-08`, instants as ISO 8601 in UTC
 * with microseconds, bigint as number (refused beyond 2^53), bytea as Uint8Array.
 */
export interface Transaction {
  /**
   * Stands for the database, in every transaction on it: what may be remembered between
   * transactions, because it never changes, is remembered under this.
   */
  readonly home: object;
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
  /**
   * Opens a COPY … FROM STDIN statement as a stream; what is asked after it waits for its end.
   * The statements before it have to be answered first.
   */
  copyInto(text: string): Writable;
  /**
   * Opens a COPY … TO STDOUT statement as a stream, under the same conditions. It has to be read to
   * its end, or its session ended from another connection.
   */
  copyOut(text: string): Readable;
}

/** A pool of connections to one PostgreSQL database. */
export interface Database {
  /** Runs work in one transaction; `read` is read-only and sees one snapshot. */
  transact<T>(mode: "read" | "write", work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Runs a statement that allows no transaction around it, such as CREATE DATABASE. */
  command(text: string): Promise<void>;
  /** How many statements were sent since the start: tests hold routes to a bound with it. */
  statements(): number;
  /** The connections of the pool: open ones, idle ones among them, and who waits for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** Opens a pool. `url` may name a host or, by `?host=`, a socket directory. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    types: columnTypes,
    options: "-c timezone=UTC -c datestyle=ISO,YMD",
  });
  // An idle connection that breaks is replaced at the next use; the error must not end the process.
  pool.on("error", () => {});
  // Nor may one that breaks in the moment in which it is lent, before its borrower listens.
  pool.on("connect", (client) => client.on("error", () => {}));
  const home = {};
  let statements = 0;
  const count = (): void => {
    statements += 1;
  };
  return {
    statements: () => statements,
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: () => pool.end(),
    command: (text) =>
      withSession(pool, count, async (session) => {
        await session.query(text, []);
      }),
    transact: (mode, work) =>
      withSession(pool, count, async (session) => {
        await session.begin(mode);
        const result = await work(transactionOn(session, home));
        await session.commit();
        return result;
      }),
  };
}

function transactionOn(session: Session, home: object): Transaction {
  return {
    home,
    rows: async (schema, text, values = []) =>
      checkRows(schema, (await session.query(text, values)).rows),
    first: async (schema, text, values = []) =>
      checkRows(schema, (await session.query(text, values)).rows.slice(0, 1))[0],
    run: async (text, values = []) => (await session.query(text, values)).rowCount ?? 0,
    copyInto: (text) => session.copyInto(text),
    copyOut: (text) => session.copyOut(text),
  };
}
