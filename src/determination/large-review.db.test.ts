import { afterAll, beforeAll, expect, test } from "vitest";
import { testWork } from "../../tests/support/database.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { withUpload } from "../../tests/support/scored-review.ts";
import { importScores } from "../assessments/import-scores.actions.ts";
import { showDetermination } from "./determination.actions.ts";
import { mostAtOnce } from "./largest-determination.ts";
import { importMethodologyText } from "./methodologies.actions.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { importYardstickText } from "../yardsticks/yardsticks.actions.ts";

const review = "large";
const size = { organisations: 51, items: 1196 };
const items = Array.from({ length: size.items }, (_, at) => `I-${at + 1}`);
const organisations = Array.from({ length: size.organisations }, (_, at) => `office-${at}`);

const yardstick = `format: muster/yardstick/1
id: large
version: "1"
title: A catalogue
sources: [{title: made for testing}]
groups: [{id: all, title: All}]
items:
${items.map((id) => `  - {id: ${id}, title: Item ${id}, text: What it asks., scale: level, group: all}`).join("\n")}
`;

const methodology = `format: muster/methodology/1
id: large
version: "1"
title: Measured first
scope: catalogue
authority: made for testing
yardstick: large@1
scores: measured-first
trust_from_pairs: 2
functions:
  - {id: all, title: All, group: all, weight: 1}
labels:
  - {label: managing-risk, name: Managing Risk, from: 75, said: managing this risk, briefly: managing}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
gates: none
minimum_sample: none
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 800
`;

let instance: TestInstance;

beforeAll(async () => {
  instance = await testInstance();
  const { database } = instance;
  await testWork(database, (work) => importYardstickText(work, yardstick, "large.yaml"));
  await testWork(database, (work) => importMethodologyText(work, methodology, "method.yaml"));
  const names = organisations.map((_, at) => `Office ${at}`).join("\n");
  await withUpload("names.csv", `name\n${names}\n`, (file) =>
    testWork(database, (work) => importOrganisations(work, file, { create: "all" })),
  );
  await testWork(database, (work) =>
    newReview(work, {
      review,
      title: "Large",
      yardstick: "large@1",
      methodology: "large@1",
      organisations,
    }),
  );
  const rows = organisations.flatMap((organisation, who) =>
    items
      .slice(0, 12)
      .map((item, at) => `${organisation},${item},self,2026-06-01,${1 + ((who + at) % 5)}`),
  );
  const table = `organisation,item,kind,day,value\n${rows.join("\n")}\n`;
  await withUpload("scores.csv", table, (file) =>
    testWork(database, (work) => importScores(work, review, file, {})),
  );
}, 60_000);
afterAll(() => instance.stop());

async function asked(path: string, body?: object): Promise<Uint8Array> {
  const sent: RequestInit = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await instance.fetch(
    `/api/reviews/${review}/${path}`,
    body === undefined ? {} : sent,
  );
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(answer.status, new TextDecoder().decode(bytes.subarray(0, 400))).toBe(200);
  return bytes;
}

const read = (bytes: Uint8Array) => Object(JSON.parse(new TextDecoder().decode(bytes)));

test("a review of more values than are made at once is determined and recorded with the bytes of the whole", async () => {
  expect(size.organisations * size.items).toBeGreaterThan(mostAtOnce);
  const whole = canonicalJson(
    await testWork(instance.database, (work) => showDetermination(work, { review })),
  );
  expect(sha256(await asked("determination"))).toBe(sha256(whole));

  const recorded = read(await asked("determinations", {}));
  expect([recorded.unchanged, recorded.digest]).toEqual([false, sha256(whole)]);
  expect(read(await asked("determinations", {}))).toEqual({ ...recorded, unchanged: true });
}, 120_000);
