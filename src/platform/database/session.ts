import { createHash } from "node:crypto";
import { type Readable, type Writable, finished } from "node:stream";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { Problem } from "../../kit/problem.ts";

/** One connection while somebody has it. */
export interface Session {
  begin(mode: "read" | "write"): Promise<void>;
  commit(): Promise<void>;
  query(text: string, values: unknown[]): Promise<pg.QueryResult<object>>;
  copyInto(text: string): Writable;
  copyOut(text: string): Readable;
}

/**
 * Lends a connection of the pool to some work and takes it back: rolled back after a failure, thrown
 * away when it broke. Problems: unavailable when there is no connection or it broke, conflict when
 * two transactions stood in each other's way; other errors as PostgreSQL told them.
 */
export async function withSession<T>(
  pool: pg.Pool,
  count: () => void,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw notReached(error);
  });
  const state: State = { open: true, committing: false, broken: undefined };
  const onBreak = (error: Error): void => {
    state.broken ??= error;
  };
  // Without somebody who listens, a connection that breaks would end the process.
  client.on("error", onBreak);
  try {
    return await work(sessionOn(client, count, state));
  } catch (error) {
    await client.query("rollback").catch((fault: unknown) => {
      onBreak(fault instanceof Error ? fault : new Error(String(fault)));
    });
    throw inWords(error, state);
  } finally {
    state.open = false;
    client.off("error", onBreak);
    client.release(state.broken);
  }
}

interface State {
  open: boolean;
  committing: boolean;
  broken: Error | undefined;
}

const preparedNames = new Map<string, string>();

/**
 * The name under which a connection keeps a statement prepared, so that it is parsed and planned
 * once and not at each use; undefined for what cannot be prepared. Texts stand in the code and carry
 * their values apart, so there are only as many as somebody wrote.
 */
function preparedName(text: string): string | undefined {
  if (!/^\s*(?:select|insert|update|delete|with)\b/i.test(text)) return undefined;
  let name = preparedNames.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("hex").slice(0, 32);
    preparedNames.set(text, name);
  }
  return name;
}

/** Statements go one after another, in the order in which they were asked for. */
function sessionOn(client: pg.PoolClient, count: () => void, state: State): Session {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const enter = (): void => {
    if (!state.open) throw new Error("the transaction has ended, and was asked for more");
    count();
    waiting += 1;
  };
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const turn = last.then(ask).finally(() => (waiting -= 1));
    last = turn.catch(() => {});
    return turn;
  };
  const query = async (text: string, values: unknown[]): Promise<pg.QueryResult<object>> => {
    enter();
    const name = preparedName(text);
    return inTurn(() => client.query<object>(name ? { name, text, values } : { text, values }));
  };

  /** A COPY has the connection to itself until its stream has ended. */
  const copy = <S extends Readable | Writable>(ask: () => S): S => {
    if (waiting > 0) throw new Error("a COPY begins when the statements before it are answered");
    enter();
    const stream = ask();
    void inTurn(() => new Promise<void>((resolve) => finished(stream, () => resolve())));
    return stream;
  };

  return {
    query,
    copyInto: (text) => copy(() => client.query(copyFrom(text))),
    copyOut: (text) => copy(() => client.query(copyTo(text))),
    async begin(mode) {
      await client.query(
        mode === "read" ? "begin isolation level repeatable read read only" : "begin",
      );
    },
    async commit() {
      await last;
      state.open = false;
      state.committing = true;
      const end = await client.query("commit");
      // After an error inside a transaction PostgreSQL answers a COMMIT with ROLLBACK.
      if (end.command !== "COMMIT") throw new Error("the transaction was rolled back");
    },
  };
}

function notReached(error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // SQLSTATE classes 28 and 3D: account, password or database are not what the server knows.
  if (error instanceof Error && /^(28|3D)/.test(code)) {
    return new Problem(
      "unavailable",
      `The database refused the connection (${error.message}): check MUSTER_DATABASE_URL.`,
      {},
      { cause: error },
    );
  }
  return new Problem(
    "unavailable",
    "The database cannot be reached at this moment: try again shortly.",
    {},
    { cause: error },
  );
}

/** SQLSTATE of what happens to the innocent: serialization failure, deadlock; of a server that ends. */
const inTheWay = new Set(["40001", "40P01"]);
const ending = new Set(["57P01", "57P02", "57P03"]);

function inWords(error: unknown, state: State): unknown {
  if (error instanceof Problem) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (inTheWay.has(code)) {
    return new Problem(
      "conflict",
      "Somebody else changed the same thing at the same moment: nothing of this was kept, so try again.",
      {},
      { cause: error },
    );
  }
  if (!state.broken && !ending.has(code)) return error;
  const kept = state.committing
    ? "whether the change was kept is not known, so look before trying again"
    : "nothing of this was kept, so try again";
  return new Problem(
    "unavailable",
    `The connection to the database broke: ${kept}.`,
    {},
    { cause: error },
  );
}
