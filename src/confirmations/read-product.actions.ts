import { Type } from "typebox";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { Office, Standing } from "../offices/offices.contract.ts";
import { readOffices, readStandings } from "../offices/offices.store.ts";
import { listObligations } from "../orders/order-views.actions.ts";
import { findOrder } from "../orders/orders.actions.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { authorStanding, type Chair, chairsOf, productStatement } from "./product-state.ts";
import type { JointProduct, ProductSignature, WholeProduct } from "./products.contract.ts";
import {
  type ProductRow,
  readProduct,
  readSections,
  readSignatures,
  type SectionRow,
} from "./products.store.ts";

/** The task of an order that a product is of. */
export interface Of {
  readonly order: string;
  readonly task: string;
}

const PlannedSections = Type.Array(Type.Object({ title: Type.String(), office: Type.String() }));
const Authors = Type.Array(Type.String());
const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });
/** A joint product with everything that is known about it. */
export interface KnownProduct {
  readonly row: ProductRow;
  readonly authors: readonly Office[];
  readonly planned: readonly { readonly title: string; readonly office: string }[];
  readonly texts: readonly SectionRow[];
  readonly standings: readonly Standing[];
  readonly whole: WholeProduct;
  readonly digest: string;
  /** Chairs of whoever asks. */
  readonly chairs: readonly Chair[];
}

/** Offices of the register by their identifiers. Refuses (not-found). */
export async function requireOffices(work: Work, offices: readonly string[]): Promise<Office[]> {
  const all = await readOffices(work.transaction, await lastKnownAt(work.transaction));
  return offices.map((office) => {
    const found = all.find((each) => each.office === office);
    if (found) return found;
    const sentence = `There is no office ${office}; office list shows the register.`;
    throw new Problem("not-found", sentence, { field: "sections" });
  });
}

/** A joint product with what is known of it. Refuses (not-found) where none was begun. */
export async function knownProduct(work: Work, of: Of): Promise<KnownProduct> {
  const { transaction, actor } = work;
  const row = await readProduct(transaction, of.order, of.task);
  if (row === undefined) {
    const sentence = `No joint product of ${of.task} was begun; \`product new\` begins one.`;
    throw new Problem("not-found", sentence);
  }
  const names = checkShape(Authors, JSON.parse(row.authors), field);
  const authors = await requireOffices(work, names);
  const planned = checkShape(PlannedSections, JSON.parse(row.sections), field);
  const texts = await readSections(transaction, row.no);
  const chairs = [...names, ...authors.flatMap(({ seats }) => seats)];
  const standings = await readStandings(transaction, await lastKnownAt(transaction), chairs);
  const whole: WholeProduct = {
    format: "muster/joint-product/1",
    ...of,
    title: row.title,
    authors: names,
    sections: planned.map(({ title, office }, index) => ({
      section: index + 1,
      title,
      office,
      text: texts.find(({ section }) => section === index + 1)?.text ?? "",
    })),
  };
  const today = await todayOf(transaction);
  return {
    row,
    authors,
    planned,
    texts,
    standings,
    whole,
    digest: sha256(canonicalJson(whole)),
    chairs: chairsOf(actor.account, authors, standings, today),
  };
}

/** A joint product: its sections, who has signed and who not, its one clock. Refuses (not-found). */
export async function showProduct(work: Work, of: Of): Promise<JointProduct> {
  const { transaction, actor } = work;
  const found = await knownProduct(work, of);
  const signed = await readSignatures(transaction, found.row.no);
  const names = await accountNames(transaction, [
    actor.account,
    ...found.texts.map(({ by }) => by),
    ...signed.map(({ account }) => account),
  ]);
  const named = (account: string): string => names.get(account) ?? account;
  const signatures = signed.map(
    ({ author, seat, account, key, digest, known_at, leaf }): ProductSignature => ({
      author,
      seat,
      by: account,
      by_name: named(account),
      key,
      digest,
      stale: digest !== found.digest,
      known_at,
      leaf,
    }),
  );
  const authors = found.authors.map((office) => authorStanding(office, signatures));
  const written = found.whole.sections.every(({ text }) => text !== "");
  const { obligations } = await listObligations(work, of.order, { task: of.task });
  const delivered = await deliveredOn(work, of);
  const signer = { account: actor.account, name: named(actor.account) };
  const waits = ({ author, seat }: Chair): boolean =>
    !signatures.some((each) => each.author === author && each.seat === seat && !each.stale);
  return {
    ...of,
    title: found.row.title,
    digest: found.digest,
    sections: found.whole.sections.map((section) => {
      const text = found.texts.find((each) => each.section === section.section);
      const by_name = text === undefined ? null : named(text.by);
      const { by = null, known_at = null, leaf = null } = text ?? {};
      return { ...section, by, by_name, known_at, leaf };
    }),
    authors,
    signatures,
    due: obligations[0]?.due ?? null,
    complete: written && authors.every(({ waits_for }) => waits_for === ""),
    delivered,
    to_sign:
      written && delivered === null
        ? found.chairs.filter(waits).map((chair) => productStatement({ ...found, chair, signer }))
        : [],
  };
}

/** The day on which the product of a task was delivered; null where it was not. */
export async function deliveredOn(work: Work, { order, task }: Of): Promise<string | null> {
  const kept = await findOrder(work, order, await lastKnownAt(work.transaction), "9999-12-31");
  const acts = kept.acts.filter((act) => act.kind === "delivered" && act.task === task);
  return acts.at(-1)?.day ?? null;
}
