import { importMethodologyText } from "../../src/determination/methodologies.actions.ts";
import { importEvidence } from "../../src/evidence/import-evidence.actions.ts";
import { importOrganisations } from "../../src/organisations/organisations.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { newReview } from "../../src/reviews/reviews.actions.ts";
import { importYardstickText } from "../../src/yardsticks/yardsticks.actions.ts";
import { testWork } from "./database.ts";
import { uploadOfText } from "./uploads.ts";

/** A review over made-up organisations, of any size: what is measured follows from the numbers. */
export const madeUpReview = "made-up";
export const madeUpDay = "2020-06-08";
export const madeUpCollection = `made-up-${madeUpDay}`;

const yardstick = `format: muster/yardstick/1
id: made-up
version: "1"
title: Made up
sources: [{title: made for tests}]
items:
  - {id: M-1, title: Both parts, text: Both., scale: share, units: hosts, measured_by: made-up}
  - {id: M-2, title: First part, text: First., scale: share, units: hosts, measured_by: made-up}
  - {id: M-3, title: Second part, text: Second., scale: share, units: hosts, measured_by: made-up}
`;
const mapping = `format: muster/mapping/1
id: made-up
version: "1"
title: Made up
source: made-up
kind: units
day: file-name
owner: {column: owner}
unit: {column: host}
units: hosts
parts:
  - {id: first, title: First, column: first, good: ["y"], bad: ["n"], unknown: [""]}
  - {id: second, title: Second, column: second, good: ["y"], bad: ["n"], unknown: [""]}
items:
  - {item: M-1, all: [first, second], rule: both}
  - {item: M-2, all: [first], rule: first}
  - {item: M-3, all: [second], rule: second}
`;
const methodology = `format: muster/methodology/1
id: made-up
version: "1"
title: Made up
scope: made up
authority: made for tests
yardstick: made-up@1
scores: measured
functions:
  - {id: all, title: All, items: [{item: M-1, weight: 2}, {item: M-3, weight: 1}]}
labels:
  - {label: managing-risk, name: Managing Risk, from: 80, said: managing this risk, briefly: managing}
  - {label: at-risk, name: At Risk, from: 50, said: at risk, briefly: at risk}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
gates: [{id: first, title: The first part, item: M-2, below: 30, cap: at-risk}]
minimum_sample: {of: M-1, units: 3}
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 365
`;

/** Name of a made-up host. */
export function madeUpHost(organisation: number, host: number): string {
  return `h${host}.o${organisation}.example`;
}

function rows(organisations: number, hosts: number, turn: number): string {
  const states = ["y", "y", "n", "y", ""];
  const lines = ["owner,host,first,second"];
  for (let owner = 0; owner < organisations; owner += 1) {
    for (let host = 0; host < hosts; host += 1) {
      const first = states[(owner + host + turn) % 5] ?? "";
      const second = states[(owner * 3 + host + turn) % 5] ?? "";
      lines.push(`Organisation ${owner},${madeUpHost(owner, host)},${first},${second}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Makes the review: so many organisations, so many hosts each, measured on two days. */
export async function makeMadeUpReview(
  database: Database,
  organisations: number,
  hosts: number,
): Promise<void> {
  await testWork(database, (work) => importYardstickText(work, yardstick, "made-up.yaml"));
  await testWork(database, (work) => importMethodologyText(work, methodology, "made-up.yaml"));
  const names = Array.from({ length: organisations }, (_, at) => `Organisation ${at}`);
  const list = uploadOfText("list.csv", `name\n${names.join("\n")}\n`);
  const { created } = await testWork(database, (work) =>
    importOrganisations(work, list, { name_column: "name", create: "all" }),
  );
  for (const [turn, day] of ["2020-05-01", madeUpDay].entries()) {
    const file = uploadOfText(`made-up-${day}.csv`, rows(organisations, hosts, turn));
    const given = { file, mapping: uploadOfText("made-up-1.yaml", mapping) };
    await testWork(database, (work) => importEvidence(work, given, {}));
  }
  await testWork(database, (work) =>
    newReview(work, {
      review: madeUpReview,
      title: "Made up",
      simulated: true,
      yardstick: "made-up@1",
      methodology: "made-up@1",
      organisations: created.map(({ id }) => id),
    }),
  );
}
