import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storyStyle } from "../../tests/support/bundle-story.ts";
import { testOfficer, testWork } from "../../tests/support/database.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import {
  actorWith,
  makeScoredReview,
  ministries,
  scoredReviewName as review,
  shippedMethodologies,
  withUpload,
} from "../../tests/support/scored-review.ts";
import { importScores } from "../assessments/import-scores.actions.ts";
import {
  approveProfile,
  closeSampleOf,
  fixSample,
  openRound,
} from "../assessments/samples.actions.ts";
import { giveScore } from "../assessments/scores.actions.ts";
import { showDetermination } from "../determination/determination.actions.ts";
import { recordDetermination } from "../determination/record-determination.actions.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { readZip, writeZip } from "../kit/zip.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import { verifyBundle } from "../verify/verify-bundle.ts";

let instance: TestInstance;
const items = ["GV.OC", "GV.RM", "ID.AM", "ID.RA", "PR.AA", "PR.DS", "DE.CM", "RS.MA", "RC.RP"];
const auditor = actorWith("auditor");
const [finance = "", health = ""] = ministries;

function fileOf(kind: string, day: string, level: (at: number) => string): string {
  const rows = ministries.flatMap((organisation, who) =>
    items.map((item, at) => `${organisation},${item},${kind},${day},${level(at + who)}`),
  );
  return `organisation,item,kind,day,value\n${rows.join("\n")}\n`;
}

async function bring(content: string, actor = testOfficer): Promise<void> {
  await withUpload("scores.csv", content, (file) =>
    testWork(instance.database, (work) => importScores(work, review, file, {}), { actor }),
  );
}

beforeAll(async () => {
  instance = await testInstance();
  const { database } = instance;
  await makeScoredReview(database);
  const reason = "as planned";
  await testWork(database, (work) =>
    fixSample(work, review, { items: ["GV.OC", "GV.RM", "ID.AM", "ID.RA"], reason }),
  );
  await bring(fileOf("self", "2026-01-10", (at) => String(3 + (at % 3))));
  await bring(
    fileOf("independent", "2026-01-12", (at) => String(2 + (at % 3))),
    auditor,
  );
  await testWork(database, (work) => closeSampleOf(work, review, { day: "2026-01-31", reason }));
  await testWork(database, (work) => openRound(work, review, { day: "2026-03-01", reason }));
  await bring(fileOf("self", "2026-03-10", (at) => ["5", "4-5", "unknown", "4"][at % 4] ?? "3"));
  const given = {
    organisation: finance,
    item: "GV.OC",
    kind: "independent",
    day: "2026-03-12",
  } as const;
  await testWork(
    database,
    (work) => giveScore(work, review, { ...given, value: { from: 4, to: 5 } }),
    { actor: auditor },
  );
  await testWork(database, (work) =>
    approveProfile(work, review, {
      organisation: health,
      items: ["GV.SC"],
      day: "2026-01-01",
      approved_by: "Chief auditor",
      approved_on: "2026-01-01",
      reason: "no suppliers",
    }),
  );
});
afterAll(() => instance.stop());

const on = "2026-03-31";
const ask = (path: string): Promise<Response> => fetch(new URL(path, instance.url));

async function published(methodology: string): Promise<Uint8Array> {
  // Publications are told apart by review, day and instant: each methodology gets one of its own.
  const as_of = await testWork(instance.database, ({ transaction }) => lastKnownAt(transaction));
  const asked = { review, on, as_of, methodology: `${methodology}@1.0` };
  const recorded = await testWork(instance.database, (work) => recordDetermination(work, asked));
  const answer = await instance.fetch(`/api/reviews/${review}/publications`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ on, as_of: recorded.as_of }),
  });
  const said: unknown = await answer.json();
  expect(answer.status, JSON.stringify(said)).toBe(200);
  const bundle = await ask(String(Reflect.get(Object(said), "bundle")));
  return new Uint8Array(await bundle.arrayBuffer());
}

async function verified(bundle: Uint8Array) {
  const trust = await readTrustFile(await (await ask("/log/vkey")).text(), "vkey");
  return verifyBundle(bundle, { file: "bundle.zip", trust, style: storyStyle });
}

describe.each(shippedMethodologies)("ratings by %s", (methodology) => {
  test("are verified by a stranger, offline, from what was said", { timeout: 60_000 }, async () => {
    const bundle = await published(methodology);
    const verification = await verified(bundle);
    expect(verification.checks.filter((check) => !check.holds)).toEqual([]);
    expect(verification.verdict).toBe("verified");
    const names = readZip(bundle, "bundle.zip").map(({ name }) => name);
    expect(names).toContain("scores.json");
    expect(names).toContain(`methodology/${methodology}@1.0.yaml`);
  });

  test("are told by every view, and compared between two days", { timeout: 60_000 }, async () => {
    const asked = `on=${on}&methodology=${methodology}@1.0`;
    const summary = await instance.fetch(`/api/reviews/${review}/summary?${asked}`);
    expect(summary.status, await summary.clone().text()).toBe(200);
    const { enterprise, ratings, days } = Object(await summary.json());
    expect(days).toContain("2026-03-12");
    expect(enterprise.organisations).toBe(3);
    expect(ratings[0].units).toBe("items");
    const page = await instance.fetch(`/api/reviews/${review}/organisations/${finance}?${asked}`);
    expect(page.status, await page.clone().text()).toBe(200);
    const view = Object(await page.json());
    expect(view.rating.items[0].combined).toBeDefined();
    expect(view.standing).toMatch(/of 3 by the proved score/);
    const item = await instance.fetch(`/api/reviews/${review}/items/GV.OC?${asked}`);
    expect(Object(await item.json()).total.units).toBe("organisations");
    const compared = await instance.fetch(
      `/api/reviews/${review}/comparison?from=2026-01-31&to=${on}&item=GV.OC&methodology=${methodology}@1.0`,
    );
    expect(compared.status, await compared.clone().text()).toBe(200);
    expect(Object(await compared.json()).names).toHaveLength(3);
  });

  test("are the same however often they are counted", async () => {
    const asked = { review, on, methodology: `${methodology}@1.0` };
    const [one, two] = [
      await testWork(instance.database, (work) => showDetermination(work, asked)),
      await testWork(instance.database, (work) => showDetermination(work, asked)),
    ];
    expect(canonicalJson(one)).toBe(canonicalJson(two));
  });
});

test("ratings by another methodology are never answered with a bundle of the first", async () => {
  const as_of = await testWork(instance.database, ({ transaction }) => lastKnownAt(transaction));
  const publish = async (methodology: string) => {
    const asked = { review, on, as_of, methodology: `${methodology}@1.0` };
    await testWork(instance.database, (work) => recordDetermination(work, asked));
    return instance.fetch(`/api/reviews/${review}/publications`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ on, as_of }),
    });
  };
  expect((await publish("half-and-half")).status).toBe(200);
  const refused = await publish("measured-first");
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining("record these as of a later instant"),
  ]);
});

test("a bundle whose scores were changed is refused", { timeout: 60_000 }, async () => {
  const entries = readZip(await published("half-and-half"), "bundle.zip").map((entry) => {
    if (entry.name !== "scores.json") return entry;
    const text = new TextDecoder().decode(entry.content).replace('"level":5', '"level":4');
    return { ...entry, content: new TextEncoder().encode(text) };
  });
  expect((await verified(writeZip(entries))).verdict).toBe("failed");
});
