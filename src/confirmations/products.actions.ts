import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import type { DsseEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { signedByActor } from "../attestations/signed-by.actions.ts";
import { actOnOrder, findOrder } from "../orders/orders.actions.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { productStatement } from "./product-state.ts";
import {
  type NewProduct,
  type NewSectionText,
  type ProductChanged,
  SignableProduct,
} from "./products.contract.ts";
import {
  insertProduct,
  insertSection,
  insertSignature,
  lockProduct,
  readProduct,
  readSignatures,
} from "./products.store.ts";
import {
  deliveredOn,
  knownProduct,
  type KnownProduct,
  type Of,
  requireOffices,
  showProduct,
} from "./read-product.actions.ts";

const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });
const subjectOf = ({ order, task }: Of): string => `order/${order}/task/${task}/product`;

/**
 * Begins a joint product of a task: who writes which section, and who signs. The same again changes
 * nothing. Leaf: `product.begun`. Refuses: tasks that everybody owes one of, offices that no
 * register has, another plan for a product that was begun.
 */
export async function newProduct(work: Work, of: Of, given: NewProduct): Promise<ProductChanged> {
  const { transaction } = work;
  await lockProduct(transaction, of.order, of.task);
  await requireJointTask(work, of);
  const authors = [
    ...new Set([...given.sections.map(({ office }) => office), ...(given.also_sign ?? [])]),
  ];
  await requireOffices(work, authors);
  const plan = {
    title: given.title,
    sections: canonicalJson(given.sections),
    authors: canonicalJson(authors),
  };
  const before = await readProduct(transaction, of.order, of.task);
  if (before) {
    const { no: _, ...known } = before;
    if (canonicalJson(known) === canonicalJson(plan)) {
      return { product: await showProduct(work, of), unchanged: true };
    }
    const sentence = `a joint product of ${of.task} was begun with other sections or authors; it keeps them.`;
    throw new Problem("conflict", sentence);
  }
  const known_at = await work.knownAt();
  const data = { title: given.title, sections: given.sections, authors };
  const leaf = await work.append({ kind: "product.begun", subject: subjectOf(of), data });
  await insertProduct(transaction, { ...of, ...plan, by: work.actor.account, known_at, leaf });
  return { product: await showProduct(work, of), unchanged: false };
}

async function requireJointTask(work: Work, { order, task }: Of): Promise<void> {
  const today = await todayOf(work.transaction);
  const kept = await findOrder(work, order, await lastKnownAt(work.transaction), today);
  const found = kept.order.tasks.find(({ id }) => id === task);
  if (found === undefined) {
    throw new Problem(
      "not-found",
      `The order ${order} has no task ${task}; order show lists them.`,
    );
  }
  if (found.each === undefined) return;
  const sentence = `every ${found.each} owes a product of its own for ${task}; a joint product is of a task with one product.`;
  throw new Problem("refused", sentence);
}

/**
 * Writes a section, as a holder of its office or of a seat in it. Signatures of the text before go
 * stale. Leaf: `product.section-written`. Refuses: others, a product that was delivered, a text that
 * somebody wrote since.
 */
export async function writeSection(
  work: Work,
  { section, ...of }: Of & { readonly section: number },
  given: NewSectionText,
): Promise<ProductChanged> {
  await lockProduct(work.transaction, of.order, of.task);
  const found = await knownProduct(work, of);
  const planned = found.planned[section - 1];
  if (planned === undefined) {
    const sentence = `The product has ${found.planned.length} sections, none with the number ${section}.`;
    throw new Problem("not-found", sentence);
  }
  if (!found.chairs.some(({ author }) => author === planned.office)) {
    const sentence = `Only the holder of ${titleOf(found, planned.office)} writes section ${section}.`;
    throw new Refusal(sentence, "rule");
  }
  await requireOpen(work, of);
  const before = found.texts.find((each) => each.section === section);
  if (before?.text === given.text) return { product: await showProduct(work, of), unchanged: true };
  if (given.expects !== undefined && given.expects !== (before?.leaf ?? null)) {
    const sentence = `section ${section} was written anew since you read it; read that text first.`;
    throw new Problem("conflict", sentence, { field: "expects" });
  }
  const known_at = await work.knownAt();
  const by = work.actor.account;
  const data = { section, office: planned.office, text: sha256(given.text) };
  const leaf = await work.append({ kind: "product.section-written", subject: subjectOf(of), data });
  await insertSection(work.transaction, found.row.no, {
    section,
    text: given.text,
    by,
    known_at,
    leaf,
  });
  return { product: await showProduct(work, of), unchanged: false };
}

const titleOf = ({ authors }: KnownProduct, office: string): string =>
  authors.find((each) => each.office === office)?.title ?? office;

async function requireOpen(work: Work, of: Of): Promise<void> {
  const day = await deliveredOn(work, of);
  if (day === null) return;
  throw new Problem("refused", `the product was delivered on ${day}; it changes no more.`);
}

/**
 * Keeps an author's signature over the whole, by the holder of the office or of a seat. What was
 * signed is put together again and compared byte for byte. Leaf: `product.signed`. Refuses: whoever
 * holds no such chair, a product with an empty section, another text than the one that stands.
 */
export async function signProduct(
  work: Work,
  of: Of,
  envelope: DsseEnvelope,
): Promise<ProductChanged> {
  const { transaction, actor } = work;
  await lockProduct(transaction, of.order, of.task);
  const signed = await signedByActor(work, envelope, inTotoPayloadType);
  const { predicate } = checkShape(SignableProduct, signed.payload, field);
  const found = await knownProduct(work, of);
  const before = await readSignatures(transaction, found.row.no);
  if (before.some(({ statement }) => statement === signed.digest)) {
    return { product: await showProduct(work, of), unchanged: true };
  }
  const { author, seat } = predicate;
  const chair = found.chairs.find((each) => each.author === author && each.seat === seat);
  if (chair === undefined) {
    const sentence = `Only the holder of ${titleOf(found, seat ?? author)} signs for it.`;
    throw new Refusal(sentence, "rule");
  }
  await requireOpen(work, of);
  const empty = found.whole.sections.find(({ text }) => text === "");
  if (empty) throw new Problem("refused", `section ${empty.section} is not written yet.`);
  const names = await accountNames(transaction, [actor.account]);
  const signer = { account: actor.account, name: names.get(actor.account) ?? actor.name };
  if (canonicalJson(productStatement({ ...found, chair, signer })) !== signed.text) {
    const sentence =
      "what was signed is another text than the one that stands now; read it again and sign that.";
    throw new Problem("conflict", sentence);
  }
  const known_at = await work.knownAt();
  const key = signed.key.fingerprint;
  const data = { statement: signed.digest, digest: found.digest, author, seat, key };
  const leaf = await work.append({ kind: "product.signed", subject: subjectOf(of), data });
  await insertSignature(transaction, found.row.no, {
    author,
    seat,
    account: actor.account,
    digest: found.digest,
    key,
    statement: signed.digest,
    payload: signed.text,
    known_at,
    leaf,
    envelope: canonicalJson({ ...envelope, signatures: [...envelope.signatures] }),
  });
  return { product: await showProduct(work, of), unchanged: false };
}

/**
 * Delivers a joint product to its order, with the digest of the whole, when all authors have signed.
 * Leaf: `order.delivered`. Refuses with what is still missing.
 */
export async function deliverProduct(work: Work, of: Of): Promise<ProductChanged> {
  await lockProduct(work.transaction, of.order, of.task);
  const product = await showProduct(work, of);
  if (product.delivered !== null) return { product, unchanged: true };
  const empty = product.sections.find(({ text }) => text === "");
  if (empty) throw new Problem("refused", `section ${empty.section} is not written yet.`);
  const missing = product.authors.filter(({ waits_for }) => waits_for !== "");
  if (missing.length > 0) {
    throw new Problem("refused", missing.map(({ waits_for }) => waits_for).join(" "));
  }
  const note = `joint product, SHA-256 ${product.digest}`;
  await actOnOrder(work, of.order, "delivered", { task: of.task, note });
  return { product: await showProduct(work, of), unchanged: false };
}
