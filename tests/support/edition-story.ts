import { importScores } from "../../src/assessments/import-scores.actions.ts";
import { importMethodologyText } from "../../src/determination/methodologies.actions.ts";
import { importEvidence } from "../../src/evidence/import-evidence.actions.ts";
import {
  approveAlias,
  importOrganisations,
} from "../../src/organisations/organisations.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { newReview } from "../../src/reviews/reviews.actions.ts";
import { importYardstickText } from "../../src/yardsticks/yardsticks.actions.ts";
import { testWork } from "./database.ts";
import { testScorer } from "./made-up-scores.ts";
import { uploadOfText } from "./uploads.ts";

/*
 * A review of which something is withheld, as two worlds tell it: the same in everything that the
 * public may know; other rows of Beta (whose H1 is withheld), another score of Gamma (whose A is
 * withheld), and other rows, another name and another part below it of the Shadow Office (hidden).
 */

export const storyReview = "story";
export const storyDay = "2026-06-08";

const yardstick = `format: muster/yardstick/1
id: story
version: "1"
title: Story
sources: [{title: made for tests}]
items:
  - {id: H1, title: All parts, text: Are all parts good?, scale: share, units: hosts, measured_by: scan}
  - {id: H2, title: First part, text: Is the first part good?, scale: share, units: hosts, measured_by: scan}
  - {id: A, title: A plan, text: Is there a plan?, scale: level}
`;
const methodology = `format: muster/methodology/1
id: story
version: "1.0"
title: Story
scope: story
authority: made for tests
yardstick: story@1
scores: half-and-half
functions:
  - {id: one, title: One, items: [{item: H1, weight: 3}, {item: H2, weight: 1}]}
  - {id: two, title: Two, items: [{item: A, weight: 2}]}
labels:
  - {label: managing-risk, name: Managing Risk, from: 60, said: managing this risk, briefly: managing}
  - {label: at-risk, name: At Risk, from: 30, said: at risk, briefly: at risk}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
gates: none
minimum_sample: none
minimum_coverage: 30
systemic_above: 25
maximum_age_days: 365
`;
const mapping = `format: muster/mapping/1
id: scan
version: "1"
title: Scan of hosts
source: scan
kind: units
day: given
owner: {column: owner}
unit: {column: unit}
units: hosts
parts:
  - {id: p1, title: First, column: p1, good: [g], bad: [b], unknown: ["?"]}
  - {id: p2, title: Second, column: p2, good: [g], bad: [b], unknown: ["?"]}
items:
  - {item: H1, all: [p1, p2], rule: both}
  - {item: H2, all: [p1], rule: first}
`;

/** One telling of the story. */
export interface EditionStory {
  readonly names: string;
  readonly earlier: string;
  readonly newest: string;
  readonly scores: string;
  readonly alias: string;
}

const told = {
  names: "name,parent\nAlpha Authority,\nBeta Board,\nGamma Group,\nShadow Office,\n",
  earlier: "owner,unit,p1,p2\nAlpha Authority,moved.example,g,g\nAlpha Authority,a1.example,g,g\n",
  newest: [
    "owner,unit,p1,p2",
    "Alpha Authority,a1.example,g,g",
    "Alpha Authority,a2.example,g,b",
    "Alpha Authority,a3.example,g,?",
    "Gamma Group,g1.example,b,b",
    "Stranger Board,s1.example,g,g",
    "",
  ].join("\n"),
  scores: [
    "organisation,item,kind,day,value",
    "Alpha Authority,A,self,2026-06-01,4",
    "Alpha Authority,A,independent,2026-06-01,3",
    "Beta Board,A,self,2026-06-01,2",
    "",
  ].join("\n"),
};

/** The world in which most is to be hidden. */
export const oneWorld: EditionStory = {
  names: `${told.names}Shadow Annex,Shadow Office\n`,
  alias: "Bureau Without Name",
  earlier: `${told.earlier}Beta Board,b-secret9.example,g,g\n`,
  newest: `${told.newest}Beta Board,moved.example,g,g
Beta Board,b-secret1.example,g,g
Beta Board,b-secret2.example,b,g
Shadow Office,x-secret1.example,g,g
Bureau Without Name,x-secret2.example,b,b
Shadow Annex,x-secret3.example,g,g
`,
  scores: `${told.scores}Gamma Group,A,self,2026-06-01,5\nGamma Group,A,independent,2026-06-02,5\nShadow Office,A,self,2026-06-01,5\n`,
};

/** The same for the public; otherwise another. */
export const anotherWorld: EditionStory = {
  names: told.names,
  alias: "",
  earlier: told.earlier,
  newest: `${told.newest}Beta Board,b-secret7.example,b,b\nShadow Office,x-secret8.example,?,b\n`,
  scores: `${told.scores}Gamma Group,A,self,2026-06-01,1\n`,
};

/**
 * Tells a story to an instance: policy, organisations, files, scores and the review. `duplicates` is
 * a line of the mapping about units that stand there twice.
 */
export async function tellEditionStory(
  database: Database,
  story: EditionStory,
  duplicates = "",
): Promise<void> {
  await testWork(database, (work) => importYardstickText(work, yardstick, "story.yaml"));
  await testWork(database, (work) => importMethodologyText(work, methodology, "story.yaml"));
  const { created } = await testWork(database, (work) =>
    importOrganisations(work, uploadOfText("names.csv", story.names), {
      name_column: "name",
      parent_column: "parent",
      create: "all",
    }),
  );
  if (story.alias !== "") {
    await testWork(database, (work) =>
      approveAlias(work, {
        organisation: "shadow-office",
        name: story.alias,
        reason: "the same office",
      }),
    );
  }
  for (const [day, content] of [
    ["2026-05-01", story.earlier],
    [storyDay, story.newest],
  ] as const) {
    await testWork(database, (work) =>
      importEvidence(
        work,
        {
          file: uploadOfText(`scan-${day}.csv`, content),
          mapping: uploadOfText("scan-1.yaml", `${mapping}${duplicates}`),
        },
        { day },
      ),
    );
  }
  await testWork(database, (work) =>
    newReview(work, {
      review: storyReview,
      title: "Story of two worlds",
      yardstick: "story@1",
      methodology: "story@1.0",
      organisations: created.map(({ id }) => id),
    }),
  );
  await testWork(
    database,
    (work) => importScores(work, storyReview, uploadOfText("scores.csv", story.scores), {}),
    { actor: testScorer },
  );
}
