import { importScores } from "../../src/assessments/import-scores.actions.ts";
import { importYardstickText } from "../../src/yardsticks/yardsticks.actions.ts";
import type { Stage } from "./browser.ts";
import { startDemoStage } from "./demo-stage.ts";
import { testWork } from "../support/database.ts";
import {
  makeScoredReview,
  scoredItem,
  scoredReviewName,
  testScorer,
} from "../support/made-up-scores.ts";
import { uploadOfText } from "../support/uploads.ts";

/** How many items a catalogue of controls has: those of NIST SP 800-53, revision 5. */
export const catalogueItems = 1189;
export const scoredDay = "2026-03-31";
export const scoredReview = `/reviews/${scoredReviewName}`;

/** The demo, two versions of a catalogue, and a review in which scores are weighed. */
export async function startCatalogueStage(): Promise<Stage> {
  const stage = await startDemoStage();
  const { database } = stage.instance;
  for (const version of ["1", "2"]) {
    const text = catalogueText(version);
    await testWork(database, (work) =>
      importYardstickText(work, text, `catalogue-${version}.yaml`),
    );
  }
  const organisations = await makeScoredReview(database, { organisations: 4, items: 90 });
  const file = uploadOfText("scores.csv", scoresText(organisations, 89));
  await testWork(database, (work) => importScores(work, scoredReviewName, file, {}), {
    actor: testScorer,
  });
  return stage;
}

/**
 * A catalogue in groups, with statement parts and a withdrawn item. The second version rewords one
 * item, drops one, adds one and withdraws one.
 */
function catalogueText(version: string): string {
  const second = version === "2";
  const items = Array.from({ length: catalogueItems }, (_, at) => {
    const number = at + 1;
    if (second && number === 40) return "";
    const often = second && number === 2 ? "each month" : "once a year";
    const text = `a. Write down:\\n1. who may enter; and\\n2. why.\\nb. Review it ${often}.`;
    const gone =
      number === 7 || (second && number === 8)
        ? `, withdrawn: {into: [C-1], words: "Incorporated into C-1."}`
        : "";
    return `  - {id: C-${number}, title: Control ${number}, text: "${text} Of ${number}.", scale: yes-no, group: G-${(at % 6) + 1}${gone}}`;
  });
  const added = second
    ? `  - {id: C-2000, title: A new control, text: Nobody asked before., scale: level, group: G-1}\n`
    : "";
  const groups = Array.from(
    { length: 6 },
    (_, at) => `  - {id: G-${at + 1}, title: Family ${at + 1}}`,
  );
  return `format: muster/yardstick/1
id: catalogue
version: "${version}"
title: A catalogue of controls
sources: [{title: made for tests}]
groups:
${groups.join("\n")}
items:
${items.filter((line) => line !== "").join("\n")}
${added}`;
}

/** Scores of both kinds; where an item asks for no level, yes or no. */
export function scoresText(organisations: readonly string[], items: number): string {
  const rows = ["organisation,item,kind,day,value"];
  for (const [at, organisation] of organisations.entries()) {
    for (let place = 0; place < items; place += 1) {
      if (place % 7 === 6 || place % 11 === 10) continue;
      const yes = place % 7 === 5;
      const level = 1 + ((place + at) % 5);
      const value = (given: number) => (yes ? (given > 2 ? "yes" : "no") : `${given}`);
      rows.push(`${organisation},${scoredItem(place)},self,${scoredDay},${value(level)}`);
      rows.push(
        `${organisation},${scoredItem(place)},independent,${scoredDay},${value(Math.max(1, level - (place % 3)))}`,
      );
    }
  }
  return `${rows.join("\n")}\n`;
}
