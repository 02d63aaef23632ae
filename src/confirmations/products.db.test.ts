import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { enrolledKey, signedIn } from "../../tests/support/key-holders.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { signEnvelope } from "../kit/dsse.ts";
import type { KeyPair } from "../kit/ed25519.ts";
import { assignOffice } from "../offices/offices.actions.ts";
import { actOnOrder, importOrder } from "../orders/orders.actions.ts";
import type { Actor, Grant } from "../platform/identity/policy.ts";
import { deliverProduct, newProduct, signProduct, writeSection } from "./products.actions.ts";
import { showProduct } from "./read-product.actions.ts";

const of = { order: "yearly-review", task: "joint-report" };
const file = readFileSync("examples/orders/yearly-review.yaml", "utf8");
const withTask = file.replace(
  "\ntasks:\n",
  `
tasks:
  - id: joint-report
    clause: "9"
    title: Joint report
    leads: [review-board, audit-office]
    product: one report
    deadline: { kind: after-signing, days: 120 }
`,
);
let kept: TestDatabase;
let officer: Actor;
const people = new Map<string, { actor: Actor; key: KeyPair }>();

const act = <T>(actor: Actor, action: Parameters<typeof testWork<T>>[1]): Promise<T> =>
  testWork(kept.database, action, { actor });
function person(office: string): { actor: Actor; key: KeyPair } {
  const found = people.get(office);
  if (!found) throw new Error(`nobody holds ${office} in this test`);
  return found;
}
const write = (office: string, section: number, text: string) =>
  act(person(office).actor, (work) => writeSection(work, { ...of, section }, { text }));
async function sign(office: string) {
  const { actor, key } = person(office);
  const { to_sign } = await act(actor, (work) => showProduct(work, of));
  const [statement] = to_sign;
  if (!statement) throw new Error(`nothing waits for ${office}`);
  const envelope = await signEnvelope(inTotoPayloadType, statement, key);
  return act(actor, (work) => signProduct(work, of, envelope));
}

beforeAll(async () => {
  kept = await testDatabase();
  const { database } = kept;
  const reviewing: Grant[] = [{ role: "reviewing-officer", organisation: null }];
  officer = await signedIn(database, "Officer", reviewing);
  const approving = [
    await signedIn(database, "First approving officer", reviewing),
    await signedIn(database, "Second approving officer", reviewing),
  ] as const;
  await act(officer, (work) => importOrder(work, { text: withTask, file_name: "order.yaml" }));
  await act(officer, (work) => actOnOrder(work, of.order, "signed", { on: "2026-01-05" }));
  for (const office of ["reviewing-office", "security-office", "finance-office", "audit-office"]) {
    const actor = await signedIn(database, `Head of ${office}`, [
      { role: "auditor", organisation: null },
    ]);
    people.set(office, { actor, key: await enrolledKey(database, actor, approving) });
    await act(officer, (work) =>
      assignOffice(work, office, { from: "2026-01-01", title: office, account: actor.account }),
    );
  }
});
afterAll(() => kept.drop());

const plan = {
  title: "Joint report on the year",
  sections: [
    { title: "What was measured", office: "review-board" },
    { title: "What it is worth", office: "audit-office" },
  ],
};

describe("a joint product", () => {
  test("is of a task with one product, of offices that exist, and is begun once", async () => {
    const begin = (given: Parameters<typeof newProduct>[2], task = of.task) =>
      act(officer, (work) => newProduct(work, { ...of, task }, given));
    await expect(begin(plan, "organisation-report")).rejects.toThrow("a product of its own");
    await expect(begin(plan, "no-task")).rejects.toThrow("has no task no-task");
    const stranger = { ...plan, also_sign: ["nobody"] };
    await expect(begin(stranger)).rejects.toThrow("no office nobody");
    await expect(act(officer, (work) => showProduct(work, of))).rejects.toThrow("was begun");
    const { product, unchanged } = await begin(plan);
    expect(unchanged).toBe(false);
    expect(product).toMatchObject({ complete: false, delivered: null, due: "2026-05-05" });
    expect(product.authors).toMatchObject([
      { office: "review-board", needed: 2, signed: 0 },
      { office: "audit-office", needed: 1, signed: 0 },
    ]);
    expect((await begin(plan)).unchanged).toBe(true);
    await expect(begin({ ...plan, title: "Another" })).rejects.toThrow("keeps them");
  });

  test("has sections that only their own office writes, and never over somebody's newer text", async () => {
    await expect(write("audit-office", 1, "Mine")).rejects.toThrow("Only the holder of");
    await expect(write("audit-office", 7, "Mine")).rejects.toThrow("none with the number 7");
    const written = await write("security-office", 1, "All systems.");
    expect(written.product.sections[0]).toMatchObject({ text: "All systems." });
    expect((await write("security-office", 1, "All systems.")).unchanged).toBe(true);
    const blind = act(person("finance-office").actor, (work) =>
      writeSection(work, { ...of, section: 1 }, { text: "Half of them.", expects: null }),
    );
    await expect(blind).rejects.toThrow("written anew");
    await expect(sign("audit-office")).rejects.toThrow("nothing waits");
    await write("audit-office", 2, "Much.");
  });

  test("waits for every author, and for the quorum of a joint body", async () => {
    await sign("audit-office");
    await sign("reviewing-office");
    const deliver = () => act(officer, (work) => deliverProduct(work, of));
    await expect(deliver()).rejects.toThrow("needs 2 seats of 3, and 1 signed this text");
    const { product } = await sign("finance-office");
    expect(product.complete).toBe(true);
  });

  test("loses its signatures when a section changes, and says so", async () => {
    const { product } = await write("audit-office", 2, "Less.");
    expect(product.signatures.every(({ stale }) => stale)).toBe(true);
    expect(product.complete).toBe(false);
    await expect(act(officer, (work) => deliverProduct(work, of))).rejects.toThrow(
      "has not signed this text",
    );
    for (const office of ["audit-office", "reviewing-office", "security-office"])
      await sign(office);
  });

  test("is not signed for an office by anybody but its holder, nor in other words", async () => {
    const { actor, key } = person("finance-office");
    const { to_sign } = await act(actor, (work) => showProduct(work, of));
    const [statement] = to_sign;
    if (!statement) throw new Error("nothing to sign");
    const sent = async (predicate: (typeof statement)["predicate"]) => {
      const envelope = await signEnvelope(inTotoPayloadType, { ...statement, predicate }, key);
      return act(actor, (work) => signProduct(work, of, envelope));
    };
    const { predicate } = statement;
    await expect(sent({ ...predicate, author: "audit-office", seat: null })).rejects.toThrow(
      "Only the holder of",
    );
    await expect(sent({ ...predicate, consent: "I have read nothing." })).rejects.toThrow(
      "another text",
    );
  });

  test("is delivered once with the digest of the whole, by the one clock, and changes no more", async () => {
    const { product } = await act(officer, (work) => deliverProduct(work, of));
    expect(product.delivered).not.toBeNull();
    expect((await act(officer, (work) => deliverProduct(work, of))).unchanged).toBe(true);
    await expect(write("audit-office", 2, "More.")).rejects.toThrow("was delivered on");
  });
});
