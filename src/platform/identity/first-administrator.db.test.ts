import { Type } from "typebox";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testInstance, type TestInstance } from "../../../tests/support/instance.ts";
import { musterItself, performWork } from "../perform-work.ts";
import { createSetUpLink } from "./accounts.actions.ts";

const password = "correct horse battery staple";
const everywhere = { role: "administrator", organisation: null };

describe("the link of the first start", () => {
  let muster: TestInstance;
  beforeEach(async () => {
    muster = await testInstance();
  });
  afterEach(() => muster.stop());

  const post = (path: string, body: unknown, authorization?: string): Promise<Response> =>
    muster.fetch(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
    });
  const printed = (): string => muster.instance.setUpAddress?.split("#")[1] ?? "";
  const use = (name: string, link = printed()): Promise<Response> =>
    post("/api/set-up", { link, name, password }, "none");
  const look = (): Promise<Response> => post("/api/links/read", { link: printed() }, "none");
  /** What the next start prints. */
  const nextLink = async (): Promise<string | undefined> => {
    const made = await performWork(muster.database, "write", musterItself, createSetUpLink);
    return made.answer?.path.split("#")[1];
  };
  const administrators = async (): Promise<string[]> => {
    const rows = await muster.database.transact("read", (transaction) =>
      transaction.rows(
        Type.Object({ name: Type.String() }),
        `select name from grants join accounts on id = account
          where role = 'administrator' and organisation is null and kind = 'person' order by name`,
      ),
    );
    return rows.map(({ name }) => name);
  };

  test("makes the administrator also after accounts were made from the command line", async () => {
    const grants = [{ role: "observer", organisation: null }];
    expect((await post("/api/accounts", { name: "Grace", grants })).status).toBe(200);
    const inPart = { role: "administrator", organisation: "interior" };
    expect((await post("/api/accounts/Grace/grants", inPart)).status).toBe(200);
    expect((await look()).status).toBe(200);

    const taken = await use("grace");
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({ detail: expect.stringContaining("another name") });

    const made = await use("Ada");
    expect(made.status).toBe(200);
    expect(made.headers.get("muster-leaf")?.split(",").length).toBeGreaterThan(3);
    expect(await made.json()).toMatchObject({
      may: expect.arrayContaining(["instance.administer"]),
    });
    expect(await administrators()).toEqual(["Ada"]);
    expect((await use("Eve")).status).toBe(404);
    expect(await nextLink()).toBeUndefined();
  });

  test("is printed at each start until there is an administrator", async () => {
    await post("/api/accounts", { name: "Grace" });
    const second = await nextLink();
    expect((await use("Ada", second)).status).toBe(200);
    expect((await look()).status).toBe(404);
    expect((await use("Eve")).status).toBe(404);
    expect(await administrators()).toEqual(["Ada"]);
  });

  test("makes one administrator in two browsers at once, also of two links", async () => {
    const second = await nextLink();
    const tries = ["Ada", "Bob", "Eve", "Mallory"].flatMap((name) => [
      use(name),
      use(`${name} again`, second),
    ]);
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, ...Array(7).fill(404)]);
    expect(await administrators()).toHaveLength(1);
  });

  test("is spent once an administrator was made from the command line, also when that one is withdrawn", async () => {
    expect((await post("/api/accounts", { name: "Grace" })).status).toBe(200);
    expect((await post("/api/accounts/Grace/grants", everywhere)).status).toBe(200);
    for (const answer of [await look(), await use("Eve")]) expect(answer.status).toBe(404);
    const path = "/api/accounts/Grace/grants?role=administrator";
    expect((await muster.fetch(path, { method: "DELETE" })).status).toBe(200);
    for (const answer of [await look(), await use("Eve")]) expect(answer.status).toBe(404);
    expect(await nextLink()).toBeUndefined();
    expect(await administrators()).toEqual(["Grace"]);
  });

  test("makes one administrator when another is made in the same moment", async () => {
    const body = { name: "Grace", grants: [everywhere] };
    const [used, granted] = await Promise.all([use("Ada"), post("/api/accounts", body)]);
    expect(granted.status).toBe(200);
    // Whichever came first: a link that came second does nothing.
    expect([200, 404]).toContain(used.status);
    expect(await administrators()).toEqual(used.status === 200 ? ["Ada", "Grace"] : ["Grace"]);
    expect((await use("Eve")).status).toBe(404);
  });
});
