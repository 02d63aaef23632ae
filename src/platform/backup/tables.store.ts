import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";

const Column = Type.Object({ table: Type.String(), column: Type.String() });
const Pointer = Type.Object({ from: Type.String(), to: Type.String() });
const Counter = Type.Object({
  name: Type.String(),
  last: Type.Union([Type.Integer(), Type.Null()]),
});
const Step = Type.Object({ id: Type.String(), digest: Type.String() });
const Sealed = Type.Object({ name: Type.String(), sealed: Type.String() });

/** A table with the columns that are stored, in their order. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A name as SQL wants it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Names of columns, as SQL wants them. */
export function quotedList(names: readonly string[]): string {
  return names.map(quoted).join(", ");
}

/** Tables of the schema that a connection uses, each after those that its foreign keys point to. */
export async function tablesInOrder(transaction: Transaction): Promise<Table[]> {
  const columns = await transaction.rows(
    Column,
    `select class.relname as table, attname as column
       from pg_attribute join pg_class class on class.oid = attrelid
      where relkind = 'r' and relnamespace = current_schema()::regnamespace
        and attnum > 0 and not attisdropped and attgenerated = ''
      order by relname, attnum`,
  );
  const pointers = await transaction.rows(
    Pointer,
    `select one.relname as from, other.relname as to
       from pg_constraint join pg_class one on one.oid = conrelid
            join pg_class other on other.oid = confrelid
      where contype = 'f' and one.relnamespace = current_schema()::regnamespace
      order by 1, 2`,
  );
  const byName = Map.groupBy(columns, ({ table }) => table);
  const tables = new Map(
    [...byName].map(([name, rows]) => [name, { name, columns: rows.map(({ column }) => column) }]),
  );
  return inOrder(tables, pointers);
}

function inOrder(
  tables: ReadonlyMap<string, Table>,
  pointers: readonly { readonly from: string; readonly to: string }[],
): Table[] {
  const ordered = new Map<string, Table>();
  const place = (name: string, above: readonly string[]): void => {
    if (ordered.has(name)) return;
    if (above.includes(name)) throw new Error(`tables point to each other in a circle at ${name}`);
    for (const { from, to } of pointers) {
      if (from === name && to !== name) place(to, [...above, name]);
    }
    const table = tables.get(name);
    if (table) ordered.set(name, table);
  };
  for (const name of tables.keys()) place(name, []);
  return [...ordered.values()];
}

/** How far the counters of the schema are; null for one that was never used. */
export function counters(
  transaction: Transaction,
): Promise<{ name: string; last: number | null }[]> {
  return transaction.rows(
    Counter,
    `select sequencename as name, last_value as last from pg_sequences
      where schemaname = current_schema() order by 1`,
  );
}

/** The steps of the schema that have run, in their order. */
export function stepsThatRan(transaction: Transaction): Promise<{ id: string; digest: string }[]> {
  return transaction.rows(Step, `select id, digest from schema_steps order by ran, id`);
}

/** The sealed keys, in base64. */
export function sealedKeys(transaction: Transaction): Promise<{ name: string; sealed: string }[]> {
  return transaction.rows(
    Sealed,
    `select name, translate(encode(sealed, 'base64'), E'\\n', '') as sealed from sealed_keys order by name`,
  );
}

/** Keeps the shape of tables as it is until the transaction ends; nobody who reads or writes waits. */
export async function holdTables(
  transaction: Transaction,
  tables: readonly Table[],
): Promise<void> {
  if (tables.length === 0) return;
  await transaction.run(
    `lock table ${quotedList(tables.map(({ name }) => name))} in access share mode`,
  );
}
