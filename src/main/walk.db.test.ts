import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { ShownVerdict } from "../confirmations/verdicts.contract.ts";
import { openApi } from "../platform/terminal/api.ts";
import { changeOneValue, walkSign, walkSteps } from "./walk.ts";
import { type Walk, walkPath } from "./walk-place.ts";

let instance: TestInstance;
let walk: Walk;

beforeAll(async () => {
  instance = await testInstance();
  const { url, token } = instance;
  walk = {
    administrator: openApi(() => ({ url, token })),
    number: "test",
    today: new Date().toISOString().slice(0, 10),
    organisation: { id: "lighthouse-board-test", name: "Lighthouse Board test" },
    people: {},
    keys: {},
  };
  for (const { run } of walkSteps) await run(walk);
}, 120_000);
afterAll(() => instance.stop());

test("walks one organisation from its order to a rating that two officers confirmed", async () => {
  const verdict = await walk.administrator.get(ShownVerdict, `${walkPath(walk)}/verdict`);
  expect(verdict).toMatchObject({ stage: "confirmed", simulated: true });
  expect(verdict.signatures.length).toBe(2);
  expect(verdict.reply?.points.map(({ risk }) => risk)).toEqual(["R-1"]);
});

test("makes the signature stale by one changed value, says by which, and lets the head sign anew", async () => {
  expect(await changeOneValue(walk)).toContain("stale: ID.AM");
  expect(await walkSign(walk)).toContain("current");
});
