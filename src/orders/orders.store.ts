import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { OrderAct } from "./order-act.contract.ts";
import { OrderFile, OrderStatus } from "./order.contract.ts";

const TextRow = Type.Object({
  order_id: Type.String(),
  version: Type.Integer(),
  file_name: Type.String(),
  file_digest: Type.String(),
  content: OrderFile,
  first_status: OrderStatus,
});
export type TextRow = Static<typeof TextRow>;

const ActRow = Type.Object({
  order_id: Type.String(),
  act: OrderAct,
  leaf: Type.String(),
  known_at: Type.String(),
});
export type ActRow = Static<typeof ActRow>;

const columns = "order_id, version, file_name, file_digest, content, first_status";

/** All versions of the text of one order, or of all, known as of an instant; oldest first. */
export function readTexts(
  transaction: Transaction,
  asOf: string,
  order: string | null = null,
): Promise<TextRow[]> {
  return transaction.rows(
    TextRow,
    `select ${columns} from order_texts
     where known_at <= $1 and ($2::text is null or order_id = $2) order by order_id, version`,
    [asOf, order],
  );
}

/** All acts on one order, or on all, known as of an instant, in the order in which they came. */
export function readActs(
  transaction: Transaction,
  asOf: string,
  order: string | null = null,
): Promise<ActRow[]> {
  return transaction.rows(
    ActRow,
    `select order_id, act, leaf, known_at from order_acts
     where known_at <= $1 and ($2::text is null or order_id = $2) order by number`,
    [asOf, order],
  );
}

/** The file of a version, byte for byte. */
export async function readText(
  transaction: Transaction,
  order: string,
  version: number,
): Promise<string | undefined> {
  const row = await transaction.first(
    Type.Object({ text: Type.String() }),
    `select text from order_texts where order_id = $1 and version = $2`,
    [order, version],
  );
  return row?.text;
}

/** Keeps two writers from acting on one order at a time. Held to the end of the transaction. */
export async function lockOrder(transaction: Transaction, order: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('order/' || $1, 0))`, [
    order,
  ]);
}

/** Keeps a version of a text. */
export async function addText(
  transaction: Transaction,
  row: TextRow & { readonly text: string; readonly knownAt: string },
): Promise<void> {
  await transaction.run(
    `insert into order_texts (order_id, version, file_name, file_digest, text, content, first_status, known_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.order_id,
      row.version,
      row.file_name,
      row.file_digest,
      row.text,
      JSON.stringify(row.content),
      row.first_status,
      row.knownAt,
    ],
  );
}

/** Keeps an act with the digest of its leaf. */
export async function addAct(
  transaction: Transaction,
  row: {
    readonly order: string;
    readonly act: OrderAct;
    readonly leaf: string;
    readonly knownAt: string;
  },
): Promise<void> {
  await transaction.run(
    `insert into order_acts (order_id, act, leaf, known_at) values ($1, $2, $3, $4)`,
    [row.order, JSON.stringify(row.act), row.leaf, row.knownAt],
  );
}

const LastFact = Type.Object({ at: Type.Union([Type.String(), Type.Null()]) });

/** When anything about one order last became known; null where there is no such order. */
export async function lastOrderFact(
  transaction: Transaction,
  order: string,
): Promise<string | null> {
  const row = await transaction.first(
    LastFact,
    `select greatest((select max(known_at) from order_texts where order_id = $1),
       (select max(known_at) from order_acts where order_id = $1)) as at`,
    [order],
  );
  return row?.at ?? null;
}

/** SQL: when anything about an order last became known. */
export const lastOrderFactSql = (order: "$3", until: "$2"): string =>
  `greatest(
     (select max(known_at) from order_texts where order_id = ${order} and known_at <= ${until}),
     (select max(known_at) from order_acts where order_id = ${order} and known_at <= ${until}))`;
