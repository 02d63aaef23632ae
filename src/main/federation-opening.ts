import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { importMethodologyText } from "../determination/methodologies.actions.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { actOnOrder, importOrder } from "../orders/orders.actions.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Upload } from "../platform/http/route.ts";
import { musterItself, workIn } from "../platform/perform-work.ts";
import type { Work } from "../platform/work.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { importYardstickText } from "../yardsticks/yardsticks.actions.ts";
import { type FederationBody, type FederationDays } from "./federation-scores.ts";
import {
  order,
  federationReview as review,
  yardstickFile,
  methodology,
  notice,
  type Named,
  policy,
} from "./federation-told.ts";

/** The bodies of the federation, as its file lists them. */
export function federationBodies(): FederationBody[] {
  const text = new TextDecoder().decode(readOwnFile("demo/federation/organisations.csv"));
  const [, ...lines] = text.trim().split("\n");
  return lines.map((line) => {
    const [name = "", parent = "", kind = ""] = line.split(",");
    return { name, parent, kind: kind === "system" ? "system" : "organisation" };
  });
}

/** The order, the list and the review over it. */
export async function openFederation(
  transaction: Transaction,
  bodies: readonly FederationBody[],
  days: FederationDays,
): Promise<Named[]> {
  const muster = (): Work => workIn(transaction, musterItself);
  const text = new TextDecoder().decode(readOwnFile("examples/orders/yearly-review.yaml"));
  await importOrder(muster(), { text, file_name: "yearly-review.yaml" });
  await actOnOrder(muster(), order, "signed", { on: days.signed, rule: "next" });
  await importYardstickText(muster(), policy(yardstickFile), "csf-categories-1.yaml");
  const file = `${methodology}-1.1.yaml`;
  await importMethodologyText(muster(), policy(`methodologies/${file}`), file);
  const list = readOwnFile("demo/federation/organisations.csv");
  const fields = { create: "all", parent_column: "parent", kind_column: "kind" } as const;
  const { created } = await withUpload("organisations.csv", list, (upload) =>
    importOrganisations(muster(), upload, fields),
  );
  const systems = new Set(bodies.filter(({ kind }) => kind === "system").map(({ name }) => name));
  const named = created.filter(({ name }) => !systems.has(name));
  await newReview(muster(), {
    review,
    title: "Federation of Aldermoor 2026",
    notice,
    simulated: true,
    order,
    yardstick: "csf-categories@1",
    methodology: `${methodology}@1.1`,
    organisations: named.map(({ id }) => id),
  });
  return named.map(({ id, name }) => ({ id, name }));
}

/** A file as an upload has it, for actions that read files. */
export async function withUpload<T>(
  name: string,
  content: Uint8Array | string,
  use: (file: Upload) => Promise<T>,
): Promise<T> {
  const path = join(tmpdir(), `muster-federation-${randomUUID()}`);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    return await use({ name, size: bytes.length, digest: sha256(bytes), path });
  } finally {
    await rm(path, { force: true });
  }
}
