import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importMethodologyText } from "../../src/determination/methodologies.actions.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { importOrganisations } from "../../src/organisations/organisations.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import type { Upload } from "../../src/platform/http/route.ts";
import type { Actor } from "../../src/platform/identity/policy.ts";
import { newReview } from "../../src/reviews/reviews.actions.ts";
import { importYardstickText } from "../../src/yardsticks/yardsticks.actions.ts";
import { testWork } from "./database.ts";

/** A review by the shipped categories and methodologies, of three ministries. */
export const scoredReviewName = "categories-2026";
export const ministries = ["ministry-of-finance", "ministry-of-health", "ministry-of-works"];
export const shippedMethodologies = ["maturity-average", "half-and-half", "measured-first"];

const policy = (path: string): string => readFileSync(`policy/${path}`, "utf8");

/** Somebody with one role, in one organisation or in all. */
export function actorWith(role: Actor["grants"][number]["role"], organisation?: string): Actor {
  return {
    kind: "person",
    account: `test-${role}`,
    name: `Test ${role}`,
    grants: [{ role, organisation: organisation ?? null }],
  };
}

/** Runs something with a file that is uploaded. */
export async function withUpload<T>(
  name: string,
  content: string | Uint8Array,
  use: (file: Upload) => Promise<T>,
): Promise<T> {
  const path = join(tmpdir(), `muster-${randomUUID()}`);
  await writeFile(path, content);
  try {
    return await use({ name, size: content.length, digest: sha256(content), path });
  } finally {
    await rm(path);
  }
}

/** Makes the review, with all three methodologies that combine scores. */
export async function makeScoredReview(
  database: Database,
  methodology = "measured-first@1.0",
): Promise<void> {
  await testWork(database, (work) =>
    importYardstickText(work, policy("yardsticks/csf-categories-1.yaml"), "csf-categories-1.yaml"),
  );
  const shipped = shippedMethodologies.map((id) => `${id}@1.0`);
  for (const name of new Set([...shipped, methodology])) {
    const file = `${name.replace("@", "-")}.yaml`;
    await testWork(database, (work) =>
      importMethodologyText(work, policy(`methodologies/${file}`), file),
    );
  }
  const names = "name\nMinistry of Finance\nMinistry of Health\nMinistry of Works\n";
  await withUpload("names.csv", names, (file) =>
    testWork(database, (work) => importOrganisations(work, file, {})),
  );
  await testWork(database, (work) =>
    newReview(work, {
      review: scoredReviewName,
      title: "Categories 2026",
      yardstick: "csf-categories@1",
      methodology,
      organisations: ministries,
    }),
  );
}
