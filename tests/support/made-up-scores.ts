import { importMethodologyText } from "../../src/determination/methodologies.actions.ts";
import { importOrganisations } from "../../src/organisations/organisations.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import type { Actor } from "../../src/platform/identity/policy.ts";
import { newReview } from "../../src/reviews/reviews.actions.ts";
import { importYardstickText } from "../../src/yardsticks/yardsticks.actions.ts";
import { testWork } from "./database.ts";
import { uploadOfText } from "./uploads.ts";

/** A review in which made-up organisations are scored, of any size. */
export const scoredReviewName = "made-up-scores";

/** Somebody who may give every kind of score. */
export const testScorer: Actor = {
  kind: "person",
  account: "test-scorer",
  name: "Test Scorer",
  grants: [
    { role: "administrator", organisation: null },
    { role: "reviewing-officer", organisation: null },
    { role: "auditor", organisation: null },
  ],
};

/** Identifier of a made-up item. */
export function scoredItem(place: number): string {
  return `S-${place + 1}`;
}

/** A yardstick of so many items, in turn levels, yes or no, and shares; the last one is measured. */
export function scoredYardstick(items: number): string {
  const lines = Array.from({ length: items }, (_, place) => {
    const id = scoredItem(place);
    const scale =
      place === items - 1
        ? "share, units: hosts, measured_by: made-up"
        : place % 7 === 5
          ? "yes-no"
          : place % 7 === 6
            ? "share, units: systems"
            : "level";
    return `  - {id: ${id}, title: Item ${id}, text: What ${id} asks., scale: ${scale}}`;
  });
  return `format: muster/yardstick/1
id: made-up-scores
version: "1"
title: Made up to be scored
sources: [{title: made for tests}]
capabilities:
  - {id: answer, title: Answers, items: [S-1, S-2, S-6]}
  - {id: measure, title: Measures, items: [S-3, ${scoredItem(items - 1)}]}
items:
${lines.join("\n")}
`;
}

/** A methodology over all items of it, with two functions and two gates. */
export function scoredMethodology(items: number, scores: string, id: string): string {
  const member = (place: number): string => {
    const weight = scores === "maturity-average" ? 1 : 1 + (place % 3);
    return `{item: ${scoredItem(place)}, weight: ${weight}}`;
  };
  const half = Math.ceil(items / 2);
  const all = Array.from({ length: items }, (_, place) => member(place));
  return `format: muster/methodology/1
id: ${id}
version: "1"
title: Made up
scope: made up
authority: made for tests
yardstick: made-up-scores@1
scores: ${scores}
functions:
  - {id: first, title: First, items: [${all.slice(0, half).join(", ")}]}
  - {id: second, title: Second, items: [${all.slice(half).join(", ")}]}
labels:
  - {label: managing-risk, name: Managing Risk, from: 75, said: managing this risk, briefly: managing}
  - {label: at-risk, name: At Risk, from: 40, said: at risk, briefly: at risk}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
gates:
  - {id: one, title: The first item, item: S-1, below: 25, cap: at-risk}
  - {id: two, title: The second function, function: second, below: 20, cap: high-risk}
minimum_sample: none
minimum_coverage: 50
systemic_above: 30
maximum_age_days: 365
`;
}

/** Makes the review; answers the identifiers of its organisations. */
export async function makeScoredReview(
  database: Database,
  size: { readonly organisations: number; readonly items: number },
): Promise<string[]> {
  const yardstick = scoredYardstick(size.items);
  await testWork(database, (work) => importYardstickText(work, yardstick, "made-up.yaml"));
  const kinds = {
    "measured-first": "measured-first\ntrust_from_pairs: 2",
    "half-and-half": "half-and-half",
    "maturity-average": "maturity-average",
  };
  for (const [id, scores] of Object.entries(kinds)) {
    const text = scoredMethodology(size.items, scores, id);
    await testWork(database, (work) => importMethodologyText(work, text, `${id}.yaml`));
  }
  const names = Array.from({ length: size.organisations }, (_, at) => `Organisation ${at}`);
  const list = uploadOfText("list.csv", `name\n${names.join("\n")}\n`);
  const { created } = await testWork(database, (work) =>
    importOrganisations(work, list, { name_column: "name", create: "all" }),
  );
  const organisations = created.map(({ id }) => id).toSorted();
  await testWork(database, (work) =>
    newReview(work, {
      review: scoredReviewName,
      title: "Made up",
      simulated: true,
      yardstick: "made-up-scores@1",
      methodology: "measured-first@1",
      organisations,
    }),
  );
  return organisations;
}
