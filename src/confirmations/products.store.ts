import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const OrNull = Type.Union([Type.String(), Type.Null()]);
const ProductRow = Type.Object({
  no: Type.Integer(),
  title: Type.String(),
  sections: Type.String(),
  authors: Type.String(),
});
export type ProductRow = Static<typeof ProductRow>;

/** Keeps others from changing a product until the transaction ends. */
export async function lockProduct(
  transaction: Transaction,
  order: string,
  task: string,
): Promise<void> {
  const lock = `select pg_advisory_xact_lock(hashtextextended('muster.product.' || $1 || '/' || $2, 0))`;
  await transaction.run(lock, [order, task]);
}

/** The joint product of a task; nothing where none was begun. */
export function readProduct(
  transaction: Transaction,
  order: string,
  task: string,
): Promise<ProductRow | undefined> {
  return transaction.first(
    ProductRow,
    `select no, title, sections, authors from joint_products where order_id = $1 and task = $2`,
    [order, task],
  );
}

/** Keeps who writes what. */
export async function insertProduct(
  transaction: Transaction,
  row: Omit<ProductRow, "no"> & {
    readonly order: string;
    readonly task: string;
    readonly by: string;
    readonly known_at: string;
    readonly leaf: string;
  },
): Promise<void> {
  await transaction.run(
    `insert into joint_products (order_id, task, title, sections, authors, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.order, row.task, row.title, row.sections, row.authors, row.by, row.known_at, row.leaf],
  );
}

const SectionRow = Type.Object({
  section: Type.Integer(),
  text: Type.String(),
  by: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});
export type SectionRow = Static<typeof SectionRow>;

/** The last text of each section. */
export function readSections(transaction: Transaction, product: number): Promise<SectionRow[]> {
  return transaction.rows(
    SectionRow,
    `select distinct on (section) section, text, by, known_at, leaf from joint_sections
     where product_no = $1 order by section, no desc`,
    [product],
  );
}

/** Keeps a text of a section. */
export async function insertSection(
  transaction: Transaction,
  product: number,
  row: SectionRow,
): Promise<void> {
  await transaction.run(
    `insert into joint_sections (product_no, section, text, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6)`,
    [product, row.section, row.text, row.by, row.known_at, row.leaf],
  );
}

const SignatureRow = Type.Object({
  author: Type.String(),
  seat: OrNull,
  account: Type.String(),
  digest: Type.String(),
  key: Type.String(),
  statement: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});
export type SignatureRow = Static<typeof SignatureRow>;

/** The last signature of each author and seat. */
export function readSignatures(transaction: Transaction, product: number): Promise<SignatureRow[]> {
  return transaction.rows(
    SignatureRow,
    `select distinct on (author, seat) author, seat, account, digest, key, statement, known_at, leaf
     from joint_signatures where product_no = $1 order by author, seat, no desc`,
    [product],
  );
}

/** Keeps a signature with the bytes that were signed. */
export async function insertSignature(
  transaction: Transaction,
  product: number,
  row: SignatureRow & { readonly payload: string; readonly envelope: string },
): Promise<void> {
  await transaction.run(
    `insert into joint_signatures
       (product_no, statement, digest, author, seat, account, key, payload, envelope, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      product,
      row.statement,
      row.digest,
      row.author,
      row.seat,
      row.account,
      row.key,
      row.payload,
      row.envelope,
      row.known_at,
      row.leaf,
    ],
  );
}
