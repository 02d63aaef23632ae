import { readFileSync } from "node:fs";
import { importMethodologyText } from "../../src/determination/methodologies.actions.ts";
import { importEvidence } from "../../src/evidence/import-evidence.actions.ts";
import { importOrganisations } from "../../src/organisations/organisations.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { newReview } from "../../src/reviews/reviews.actions.ts";
import { importYardstickText } from "../../src/yardsticks/yardsticks.actions.ts";
import { testWork } from "./database.ts";
import { uploadOf } from "./uploads.ts";

const hosts = "demo/data/pulse-https-hosts-2020-06-08.csv.gz";

/** The review of the demonstration in a database: 132 organisations, evidence of 2017 and 2020. */
export const federalReviewName = "web-transport-2020";

/** Brings policy, organisations, evidence and review into a database, by the actions of the server. */
export async function makeFederalReview(database: Database): Promise<void> {
  const text = (path: string): string => readFileSync(path, "utf8");
  await testWork(database, (work) =>
    importYardstickText(work, text("policy/yardsticks/web-transport-1.yaml"), "y.yaml"),
  );
  await testWork(database, (work) =>
    importMethodologyText(work, text("policy/methodologies/web-transport-1.0.yaml"), "m.yaml"),
  );
  const { created } = await testWork(database, (work) =>
    importOrganisations(work, uploadOf(hosts), { name_column: "Agency", create: "all" }),
  );
  for (const [file, mapping, inventory, inventoryMapping] of [
    [
      "demo/data/https-pshtt-2017-08-09.csv",
      "pulse-parents-1",
      "demo/data/dotgov-federal-2017-05-31.csv",
      "dotgov-2017-1",
    ],
    [hosts, "pulse-hosts-1", "demo/data/dotgov-federal-2020-06-03.csv", "dotgov-2020-1"],
  ] as const) {
    await testWork(database, (work) =>
      importEvidence(
        work,
        {
          file: uploadOf(file),
          mapping: uploadOf(`policy/mappings/${mapping}.yaml`),
          inventory: uploadOf(inventory),
          inventory_mapping: uploadOf(`policy/mappings/${inventoryMapping}.yaml`),
        },
        {},
      ),
    );
  }
  await testWork(database, (work) =>
    newReview(work, {
      review: federalReviewName,
      title: "Web transport 2020",
      yardstick: "web-transport@1",
      methodology: "web-transport@1.0",
      organisations: created.map(({ id }) => id),
    }),
  );
}
