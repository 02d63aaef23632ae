import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase, testWork } from "../../tests/support/database.ts";
import { withUpload } from "../../tests/support/scored-review.ts";
import { assignOffice, vacateOffice } from "../offices/offices.actions.ts";
import { createAccount } from "../platform/identity/accounts.actions.ts";
import { seatedHolder } from "./head-on.ts";
import { listHeads, setHeadOffice, showHead } from "./heads.actions.ts";
import { importOrganisations } from "./organisations.actions.ts";

let base: TestDatabase;
let account: string;
beforeAll(async () => {
  base = await testDatabase();
  await withUpload("o.csv", "name\nOffice of Tides\nOffice of Winds\n", (file) =>
    testWork(base.database, (work) => importOrganisations(work, file, {})),
  );
  const made = await testWork(base.database, (work) => createAccount(work, "Head of Tides", []));
  ({ account } = made);
});
afterAll(() => base.drop());

const head = (on: string) =>
  testWork(base.database, (work) => showHead(work, "office-of-tides", { on }));

test("an organisation is headed by whoever holds its head office on a day, acting or not, and by nobody in between", async () => {
  expect(await head("2026-01-01")).toMatchObject({ office: null, state: "unknown" });
  const set = await testWork(base.database, (work) =>
    setHeadOffice(work, "office-of-tides", {
      office: "tides-head",
      from: "2026-01-01",
      title: "Head of the Office of Tides",
    }),
  );
  expect(set).toMatchObject({ unchanged: false, head: { state: "unknown" } });
  await testWork(base.database, (work) =>
    assignOffice(work, "tides-head", { from: "2026-02-01", account: "Head of Tides" }),
  );
  await testWork(base.database, (work) => vacateOffice(work, "tides-head", { from: "2026-03-01" }));
  await testWork(base.database, (work) =>
    assignOffice(work, "tides-head", {
      from: "2026-04-01",
      account,
      acting: true,
      until: "2026-04-30",
    }),
  );
  expect(await head("2025-12-31")).toMatchObject({ office: null });
  expect(await head("2026-01-31")).toMatchObject({ state: "unknown", account: null });
  expect(await head("2026-02-01")).toMatchObject({
    state: "held",
    account,
    holder: "Head of Tides",
  });
  expect(await head("2026-03-01")).toMatchObject({ state: "vacant", account: null });
  expect(await head("2026-04-30")).toMatchObject({ state: "acting", until: "2026-04-30" });
  expect(await head("2026-05-01")).toMatchObject({ state: "vacant", from_day: "2026-05-01" });
  expect(seatedHolder(await head("2026-05-01"))).toBe(
    "Only the holder can sign, and the office Head of the Office of Tides is vacant since 1 May 2026.",
  );
});

test("heads are listed by organisation, a page at a time", async () => {
  const page = (after?: string) =>
    testWork(base.database, (work) =>
      listHeads(work, { limit: 1, on: "2026-02-01", ...(after === undefined ? {} : { after }) }),
    );
  const first = await page();
  expect(first).toMatchObject({ heads: [{ organisation: "office-of-tides" }] });
  const second = await page(first.next ?? "");
  expect(second).toMatchObject({ heads: [{ organisation: "office-of-winds" }], next: null });
});

test("the same head office twice changes nothing; what is not there, and days that make no sense, are refused", async () => {
  const set = (organisation: string, office: string, from = "2026-06-01") =>
    testWork(base.database, (work) => setHeadOffice(work, organisation, { office, from }));
  expect((await set("office-of-tides", "tides-head")).unchanged).toBe(true);
  await expect(set("office-of-rain", "tides-head")).rejects.toMatchObject({ kind: "not-found" });
  await expect(set("office-of-tides", "no-such-office")).rejects.toThrow(/give its title/u);
  await expect(set("office-of-tides", "tides-head", "2026-02-30")).rejects.toThrow(/not a day/u);
  const assign = (more: object) =>
    testWork(base.database, (work) =>
      assignOffice(work, "tides-head", { from: "2026-07-01", ...more }),
    );
  await expect(assign({ until: "2026-08-01" })).rejects.toThrow(/only an acting appointment/u);
  await expect(assign({ acting: true, until: "2026-06-01" })).rejects.toThrow(
    /before the first day/u,
  );
  await expect(assign({ account: "Nobody" })).rejects.toMatchObject({ kind: "not-found" });
});
