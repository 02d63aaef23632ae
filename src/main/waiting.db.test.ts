import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { openApi } from "../platform/terminal/api.ts";
import { CalendarLink, type Waiting, WaitingList } from "../told/waiting.contract.ts";
import { changeOneValue, walkSteps } from "./walk.ts";
import type { Walk } from "./walk-place.ts";

let instance: TestInstance;
let walk: Walk;

beforeAll(async () => {
  instance = await testInstance();
  const { url, token } = instance;
  walk = {
    administrator: openApi(() => ({ url, token })),
    number: "told",
    today: new Date().toISOString().slice(0, 10),
    organisation: { id: "lighthouse-board-told", name: "Lighthouse Board told" },
    people: {},
    keys: {},
  };
});
afterAll(() => instance.stop());

type Name = keyof Walk["people"];
async function waitingFor(name: Name): Promise<Waiting[]> {
  const person = walk.people[name];
  if (!person) throw new Error(`there is no ${name}`);
  return (await person.api.get(WaitingList, "/api/waiting")).waiting;
}
const whatFor = async (name: Name) => (await waitingFor(name)).map(({ what }) => what);

async function until(does: string): Promise<void> {
  while (steps.length > 0) {
    const step = steps.shift();
    await step?.run(walk);
    if (step?.does.includes(does)) return;
  }
  throw new Error(`the walk has no step that ${does}`);
}
const steps = [...walkSteps];

test("tells each person what waits for them, and nothing that waits for others", async () => {
  await until("sets the terms");
  const [assigned] = await waitingFor("lead");
  expect(assigned).toMatchObject({ kind: "assigned", simulated: true });
  expect(assigned?.what).toContain("0 of 22 items");
  expect(assigned?.due).not.toBeNull();
  expect(await whatFor("auditor")).toEqual([expect.stringContaining("Score and hand in")]);
  expect(await whatFor("second")).toEqual([]);

  await until("makes it a risk");
  expect(await whatFor("lead")).toEqual([]);
  expect(await whatFor("head")).toEqual(["Decide and sign: 1 risk undecided"]);

  await until("signs it");
  expect(await whatFor("head")).toEqual([]);

  await until("sends the draft");
  expect(await whatFor("head")).toEqual(["Reply to the draft verdict"]);
  expect(await whatFor("first")).toEqual([]);

  await until("final word");
  expect(await whatFor("second")).toEqual(["Confirm 1 rating, or depart from them"]);
  await until("confirm the rating");
  expect(await whatFor("second")).toEqual([]);

  await changeOneValue(walk);
  expect(await waitingFor("lead")).toMatchObject([{ kind: "returned" }]);
}, 120_000);

test("gives a person's calendar their own dates by a secret address, until it is revoked", async () => {
  const lead = walk.people.lead;
  const made = await lead?.api.send(CalendarLink, "POST", "/api/waiting/calendars", {
    name: "phone",
  });
  const open = () =>
    fetch(new URL(made?.path ?? "", instance.url), { headers: { authorization: "" } });
  const feed = await (await fetch(new URL(made?.path ?? "", instance.url))).text();
  expect(feed).toContain("BEGIN:VEVENT");
  expect(feed).toContain("SIMULATED: Change what was sent back");
  const wrong = `${made?.path ?? ""}x`;
  expect((await fetch(new URL(wrong, instance.url))).status).toBe(404);
  await walk.people.lead?.api
    .send(CalendarLink, "DELETE", `/api/waiting/calendars/${made?.calendar ?? ""}`)
    .catch(() => undefined);
  expect((await open()).status).toBe(404);
});
