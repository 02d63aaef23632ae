import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import {
  madeUpCollection,
  madeUpDay as on,
  madeUpHost,
  madeUpReview as review,
  makeMadeUpReview,
} from "../../tests/support/made-up-review.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { CorrectedRatings } from "./determination-views.contract.ts";

let instance: TestInstance;

beforeAll(async () => {
  instance = await testInstance();
  await makeMadeUpReview(instance.database, 6, 6);
});
afterAll(() => instance.stop());

const path = `/api/reviews/${review}`;

test("every page of a review is answered, and says what its contract says", async () => {
  for (const way of [
    "/api/reviews",
    "/api/methodologies",
    path,
    `${path}/summary`,
    `${path}/summary?on=2020-05-01`,
    `${path}/organisations/organisation-1?on=${on}`,
    `${path}/items/M-1?on=${on}`,
    `${path}/units?on=${on}&item=M-1&state=unknown&limit=5`,
    `${path}/comparison?from=2020-05-01&to=${on}&item=M-1`,
  ]) {
    const response = await instance.fetch(way);
    expect([response.status, way]).toEqual([200, way]);
  }
});

test("a determination is canonical JSON, the same bytes each time", async () => {
  const ask = async (): Promise<string> =>
    (await instance.fetch(`${path}/determination?on=${on}`)).text();
  const text = await ask();
  expect(text).toBe(canonicalJson(JSON.parse(text)));
  expect(await ask()).toBe(text);
});

test("nothing of a review is shown, and nothing changed, without signing in", async () => {
  for (const [method, way] of [
    ["GET", `${path}/determination`],
    ["GET", `${path}/summary`],
    ["POST", `${path}/determinations`],
    ["POST", `${path}/corrections`],
  ] as const) {
    const response = await fetch(new URL(way, instance.url), { method });
    expect([response.status, way]).toEqual([401, way]);
  }
});

test("a correction answers all ratings with its leaf, and the same again changes nothing", async () => {
  const body = JSON.stringify({
    collection: madeUpCollection,
    unit: madeUpHost(1, 1),
    part: "first",
    state: "unknown",
    reason: "a test",
  });
  const send = (): Promise<Response> =>
    instance.fetch(`${path}/corrections?on=${on}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
  const first = await send();
  expect(first.status).toBe(200);
  expect(first.headers.get("muster-leaf")).toMatch(/^[0-9a-f]{64}$/);
  const said: unknown = await first.json();
  expect(said).toMatchObject({ unchanged: false, organisation: "organisation-1" });
  expect(Value.Errors(CorrectedRatings, said)).toEqual([]);
  const second = await send();
  expect(second.headers.get("muster-leaf") ?? "").toBe("");
  expect(await second.json()).toMatchObject({ unchanged: true });
});

test("recording writes one leaf, however many organisations are rated", async () => {
  const response = await instance.fetch(`${path}/determinations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ on }),
  });
  expect(response.status).toBe(200);
  expect((response.headers.get("muster-leaf") ?? "").split(", ")).toHaveLength(1);
});

test("what is asked wrongly is refused with a sentence", async () => {
  for (const [status, way] of [
    [404, "/api/reviews/nothing/summary"],
    [404, `${path}/items/X-9`],
    [404, `${path}/organisations/nobody`],
    [400, `${path}/summary?on=2020-02-30`],
    [400, `${path}/comparison?from=${on}&to=2020-05-01&item=M-1`],
    [422, `${path}/determination?as_of=2999-01-01T00:00:00Z`],
  ] as const) {
    const response = await instance.fetch(way);
    expect([response.status, way]).toEqual([status, way]);
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  }
});
