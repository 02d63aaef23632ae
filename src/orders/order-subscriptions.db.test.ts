import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testInstance, type TestInstance } from "../../tests/support/instance.ts";

const text = readFileSync("examples/orders/eo-13800.yaml", "utf8");
const draft = readFileSync("examples/orders/draft-january-2017.yaml", "utf8");
const logged = new PassThrough();
let place: TestInstance;
let link: string;
let subscription: string;

async function send(
  method: "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<{ status: number; answer: Record<string, unknown>; leaf: string | null }> {
  const response = await place.fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, answer, leaf: response.headers.get("muster-leaf") };
}
/** What a calendar sees: it holds a link and nothing else. */
function anybody(path: string): Promise<Response> {
  return fetch(new URL(path, place.url));
}

beforeAll(async () => {
  logged.resume();
  place = await testInstance({ log: { level: "info", stream: logged } });
  await send("POST", "/api/orders/import", { text, file_name: "eo.yaml" });
  await send("POST", "/api/orders/import", { text: draft, file_name: "draft.yaml" });
});
afterAll(() => place.stop());

// One story in order: each test goes on where the one before ended.
describe("a calendar that subscribes to the dates of an order", () => {
  const path = "/api/orders/eo-13800/subscriptions";

  test("gets a link with a long secret, once, and the log says for whom", async () => {
    const made = await send("POST", path, { name: "Calendar of the reviewing office" });
    expect([made.status, made.leaf]).toEqual([200, expect.stringMatching(/^[0-9a-f]{64}$/u)]);
    link = String(made.answer["path"]);
    subscription = String(made.answer["subscription"]);
    expect(link).toMatch(/^\/api\/orders\/eo-13800\/subscription\.ics\?key=calendar_[\w-]{43}$/u);
    const listed = await (await place.fetch(path)).json();
    expect(listed).toEqual({
      order: "eo-13800",
      subscriptions: [
        {
          subscription,
          name: "Calendar of the reviewing office",
          made_at: expect.any(String),
          made_by: expect.any(String),
        },
      ],
    });
  });

  test("reads the dates without signing in, also those that come to be later", async () => {
    const before = await anybody(link);
    expect([before.status, before.headers.get("content-type")]).toEqual([
      200,
      "text/calendar; charset=utf-8",
    ]);
    expect(await before.text()).not.toContain("BEGIN:VEVENT");
    await send("POST", "/api/orders/eo-13800/sign", { rule: "next" });
    expect(await (await anybody(link)).text()).toContain("DTSTART;VALUE=DATE:20170809");
    expect((await anybody(`${link}&rule=previous`)).status).toBe(200);
  });

  test("reads nothing else with it: no other order, no page, no list of links", async () => {
    const key = link.split("?")[1] ?? "";
    const other = await anybody(`/api/orders/draft-january-2017/subscription.ics?${key}`);
    const absent = await anybody(`/api/orders/no-such-order/subscription.ics?${key}`);
    const detail = async (response: Response): Promise<unknown> =>
      Object(await response.json()).detail;
    expect([other.status, absent.status]).toEqual([404, 404]);
    expect(await detail(other)).toBe(await detail(absent));
    const bearer = { headers: { authorization: `Bearer ${key.slice("key=".length)}` } };
    expect((await fetch(new URL(path, place.url), bearer)).status).toBe(401);
    expect((await anybody(`/api/orders/eo-13800/calendar.ics?${key}`)).status).not.toBe(200);
    expect((await anybody(path)).status).toBe(401);
  });

  test.each([
    ["no key", "", 400],
    ["a wrong key", "?key=calendar_wrong", 404],
    ["an empty key", "?key=", 400],
    ["a key of a megabyte's worth", `?key=${"a".repeat(4000)}`, 400],
    ["two keys", "?key=a&key=b", 400],
  ])("%s opens nothing", async (_, query, status) => {
    expect((await anybody(`/api/orders/eo-13800/subscription.ics${query}`)).status).toBe(status);
  });

  test("its secret stands neither in the database, nor in the log, nor in the server's lines", async () => {
    const secret = link.split("key=")[1] ?? "";
    const Row = Type.Object({ text: Type.String() });
    const stored = await place.database.transact("read", (transaction) =>
      transaction.rows(
        Row,
        `select event as text from log_leaves
         union all select encode(digest, 'escape') from order_subscriptions
         union all select to_jsonb(order_subscriptions)::text from order_subscriptions`,
      ),
    );
    const everything = stored.map((row) => row.text).join("\n");
    expect(everything).toContain("Calendar of the reviewing office");
    expect(everything).not.toContain(secret);

    const lines: string[] = [];
    const keep = (chunk: Buffer): void => void lines.push(chunk.toString());
    logged.on("data", keep);
    await (await anybody(link)).text();
    await expect.poll(() => lines.join("")).toContain("/api/orders/eo-13800/subscription.ics");
    expect(lines.join("")).not.toContain(secret);
    logged.off("data", keep);
  });

  test("ends when its link is revoked, and another link goes on", async () => {
    const other = await send("POST", path, { name: "Another calendar" });
    const revoked = await send("DELETE", `${path}/${subscription}`);
    expect([revoked.status, revoked.leaf]).toEqual([200, expect.stringMatching(/^[0-9a-f]{64}$/u)]);
    expect((await anybody(link)).status).toBe(404);
    expect((await anybody(String(other.answer["path"]))).status).toBe(200);
    const again = await send("DELETE", `${path}/${subscription}`);
    expect([again.status, again.leaf]).toEqual([404, null]);
  });

  test("is not made for an order that is not there, or without saying for whom", async () => {
    const absent = await send("POST", "/api/orders/none/subscriptions", { name: "x" });
    expect([absent.status, absent.leaf]).toEqual([404, null]);
    expect((await send("POST", path, { name: "" })).status).toBe(400);
    expect((await send("POST", path, {})).status).toBe(400);
  });

  test("at most a hundred links are open at a time", async () => {
    const statuses: number[] = [];
    for (let made = 1; made < 100; made += 1) {
      statuses.push((await send("POST", path, { name: `calendar ${made}` })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await send("POST", path, { name: "one too many" });
    expect([refused.status, refused.leaf]).toEqual([422, null]);
  });
});
