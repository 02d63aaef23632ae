import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testWork } from "../../tests/support/database.ts";
import { testInstance, type TestInstance } from "../../tests/support/instance.ts";
import { uploadOfText } from "../../tests/support/uploads.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";

const text = readFileSync("examples/orders/yearly-review.yaml", "utf8");
let place: TestInstance;

async function send(
  path: string,
  body: unknown,
): Promise<{ status: number; answer: Record<string, unknown>; leaf: string | null }> {
  const response = await place.fetch(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, answer, leaf: response.headers.get("muster-leaf") };
}
async function get(path: string): Promise<Record<string, unknown>> {
  const response = await place.fetch(path);
  return response.json();
}
function found(rows: unknown, task: string, part: string | null = null): unknown {
  return Array.isArray(rows)
    ? rows.find(
        (row: { task: string; part?: string | null }) =>
          row.task === task && (row.part ?? null) === part,
      )
    : undefined;
}

beforeAll(async () => {
  place = await testInstance();
  const names = uploadOfText("orgs.csv", "name\nHarbour Office\nRoad Office\nWater Office\n");
  await testWork(place.database, (work) => importOrganisations(work, names, {}));
});
afterAll(() => place.stop());

// One story in order: each test goes on where the one before ended.
describe("an order for every head, over HTTP", () => {
  test("import and signing each write a leaf, and name every organisation", async () => {
    const imported = await send("/api/orders/import", { text, file_name: "yearly-review.yaml" });
    expect([imported.status, imported.answer["status"]]).toEqual([200, "draft"]);
    expect(imported.leaf).toMatch(/^[0-9a-f]{64}$/u);
    const signed = await send("/api/orders/yearly-review/sign", {
      on: "2024-01-08",
      rule: "next",
      organisations: "all",
    });
    expect(signed.answer).toMatchObject({
      status: "signed",
      act: { organisations: ["harbour-office", "road-office", "water-office"] },
    });
  });

  test("each organisation has an obligation of its own", async () => {
    const enter = (verb: string, part: string, more: object = {}) =>
      send(`/api/orders/yearly-review/${verb}`, {
        task: "organisation-report",
        part,
        on: "2024-04-01",
        ...more,
      });
    expect((await enter("deliver", "harbour-office")).status).toBe(200);
    expect((await enter("receive", "harbour-office", { on: "2024-04-02" })).status).toBe(200);
    const granted = { by: "chief-executive", because: "a flood", on: "2024-03-20" };
    expect((await enter("extend", "road-office", { ...granted, until: "2024-06-28" })).status).toBe(
      200,
    );
    expect(
      (await enter("block", "water-office", { because: "systems are being moved" })).status,
    ).toBe(200);
    const { obligations } = await get(
      "/api/orders/yearly-review/obligations?on=2024-05-01&task=organisation-report",
    );
    expect(obligations).toMatchObject([
      { part: "harbour-office", state: "received", due: "2024-04-08" },
      {
        part: "road-office",
        state: "extended",
        by: "chief-executive",
        because: "a flood",
        due: "2024-06-28",
      },
      {
        part: "water-office",
        state: "blocked",
        because: "systems are being moved",
        due: "2024-04-08",
      },
    ]);
  });

  test("the clock counts them, and what hangs on the last of them stays a forecast", async () => {
    const { rows } = await get("/api/orders/yearly-review/clock?on=2024-05-01");
    expect(found(rows, "organisation-report")).toMatchObject({
      state: "partly-delivered",
      parts: { expected: 3, received: 1, extended: 1, blocked: 1, not_started: 0 },
    });
    expect(found(rows, "determination")).toMatchObject({ projected: true });
  });

  test("the same act again changes nothing and writes no leaf", async () => {
    const again = await send("/api/orders/yearly-review/deliver", {
      task: "organisation-report",
      part: "harbour-office",
      on: "2024-04-01",
    });
    expect([again.status, again.answer["unchanged"], again.leaf]).toEqual([200, true, null]);
  });

  test.each([
    [
      "a part that owes nothing",
      "deliver",
      { task: "organisation-report", part: "no-such-office" },
      404,
    ],
    ["a part of a joint product", "deliver", { task: "determination", part: "road-office" }, 422],
    ["an unknown field", "deliver", { task: "determination", because: "x" }, 400],
    ["a waiver without a reason", "waive", { task: "determination", by: "chief-executive" }, 400],
    [
      "an office that the order does not know",
      "waive",
      { task: "determination", by: "nobody", because: "x" },
      404,
    ],
    ["a second signing", "sign", {}, 422],
    ["a prototype name as a task", "deliver", { task: "constructor" }, 404],
  ])("%s is refused in one sentence, and nothing is saved", async (_, verb, body, status) => {
    const before = await get("/api/orders/yearly-review/clock?on=2024-05-01");
    const refused = await send(`/api/orders/yearly-review/${verb}`, body);
    expect(refused.status).toBe(status);
    expect(String(refused.answer["detail"])).not.toContain("\n");
    expect(await get("/api/orders/yearly-review/clock?on=2024-05-01")).toEqual(before);
  });

  test("a text that is no order is refused with its line, and an order that is not there is not found", async () => {
    const broken = await send("/api/orders/import", {
      text: "format: muster-order/1\nid: x\nid: y\n",
      file_name: "x.yaml",
    });
    expect([broken.status, broken.answer["detail"]]).toEqual([
      400,
      "x.yaml, line 3, column 1: the field id stands here twice; keep one.",
    ]);
    expect((await place.fetch("/api/orders/none/clock")).status).toBe(404);
  });

  test.each(["on=2018-02-30", "as_of=foo", "rule=sometimes", "on=tomorrow"])(
    "a question that makes no sense, %s, is refused",
    async (query) => {
      const paths = [
        "/api/orders/yearly-review/clock",
        ...(query.startsWith("rule") ? [] : ["/api/offices", "/api/orders"]),
      ];
      for (const path of paths) expect((await place.fetch(`${path}?${query}`)).status).toBe(400);
    },
  );

  test("whoever is not signed in reads no order; the schema of the format is public", async () => {
    expect((await fetch(`${place.url}/api/orders`)).status).toBe(401);
    const schema = await fetch(`${place.url}/schemas/order.json`);
    expect([schema.status, schema.headers.get("content-type")]).toEqual([
      200,
      "application/schema+json; charset=utf-8",
    ]);
  });

  test("file and calendar come as they should", async () => {
    expect(await (await place.fetch("/api/orders/yearly-review/file")).text()).toBe(text);
    expect(await (await place.fetch("/api/orders/yearly-review/calendar.ics")).text()).toContain(
      "BEGIN:VEVENT\r\n",
    );
  });

  test("two versions can be compared, and what the amendment moved stands on the clock", async () => {
    const amended = text.replace("after-signing, days: 90", "after-signing, days: 120");
    const sent = await send("/api/orders/yearly-review/amend", {
      text: amended,
      file_name: "yearly-review.yaml",
      on: "2024-05-02",
      because: "a flood",
    });
    expect([sent.status, sent.answer["version"]]).toEqual([200, 2]);
    const { versions } = await get("/api/orders/yearly-review/versions");
    expect(versions).toMatchObject([{ version: 1 }, { version: 2, leaf: sent.leaf }]);
    expect(await get("/api/orders/yearly-review/differences?from=1&to=2")).toMatchObject({
      before: "yearly-review@1",
      tasks_changed: [{ changes: [{ what: "date", after: "signing + 120 days" }] }],
    });
    const { moved } = await get("/api/orders/yearly-review/clock?on=2024-05-03");
    expect(found(moved, "organisation-report")).toMatchObject({
      was: "2024-04-08",
      now: "2024-05-07",
      amendment: { version: 2, day: "2024-05-02", leaf: sent.leaf },
    });
    const file = await place.fetch("/api/orders/yearly-review/file?version=2");
    expect(await file.text()).toBe(amended);
  });

  test.each([
    ["differences?from=1&to=9", 404],
    ["differences?from=1", 400],
    ["differences?from=0&to=1", 400],
    ["differences?from=1&to=2&as_of=foo", 400],
    ["file?version=9", 404],
    ["file?version=x", 400],
    ["versions?as_of=foo", 400],
  ])("%s is refused with %d", async (path, status) => {
    expect((await place.fetch(`/api/orders/yearly-review/${path}`)).status).toBe(status);
  });

  test("the command line compares kept versions, and a kept version with a file", async () => {
    const muster = async (...words: string[]): Promise<string> => {
      const env = { ...process.env, MUSTER_URL: place.url, MUSTER_TOKEN: place.token };
      const given = ["src/main/cli.ts", "order", ...words];
      return (await promisify(execFile)(process.execPath, given, { env })).stdout;
    };
    expect(await muster("versions", "yearly-review")).toContain(
      "yearly-review@2  from 2 May 2024, 7 tasks, yearly-review.yaml: a flood",
    );
    const between = await muster("diff", "yearly-review@1", "yearly-review@2");
    expect(between).toContain("From yearly-review@1 to yearly-review@2: 0 tasks added, 0 dropped");
    expect(between).toContain("date: signing + 90 days → signing + 120 days");
    const same = await muster("diff", "examples/orders/yearly-review.yaml", "yearly-review@1");
    expect(same).toContain("0 changed, 7 unchanged");
    expect(await muster("status", "yearly-review", "--on", "2024-05-03")).toContain(
      "Moved: Organisation reports, from Mon 8 Apr 2024 to Tue 7 May 2024 (amended on 2 May 2024 (version 2",
    );
    const link = (await muster("subscribe", "yearly-review", "--name", "a phone")).trim();
    expect((await fetch(link)).status).toBe(200);
  });

  test("a leaked text is signed only with a reason, and the reason is in the log's act", async () => {
    const leaked = readFileSync("examples/orders/draft-january-2017.yaml", "utf8");
    await send("/api/orders/import", { text: leaked, file_name: "draft.yaml" });
    const path = "/api/orders/draft-january-2017/sign";
    const silent = await send(path, { on: "2017-02-03" });
    expect([silent.status, silent.leaf]).toEqual([422, null]);
    expect(silent.answer["detail"]).toContain("leaked and was never issued");
    const spoken = await send(path, {
      on: "2017-02-03",
      issued_after_all: "found in the register",
    });
    expect([spoken.status, spoken.answer["status"]]).toEqual([200, "signed"]);
    const { acts } = await get("/api/orders/draft-january-2017/clock");
    expect(acts).toContainEqual(
      expect.objectContaining({
        leaf: spoken.leaf,
        words: "The order was signed, issued after all (found in the register); its clocks run",
      }),
    );
  });
});
