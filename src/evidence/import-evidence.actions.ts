import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import type { Upload } from "../platform/http/route.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { collectionView, keepCollection } from "./collections.actions.ts";
import { dayInName } from "./collection-day.ts";
import { compareObserved } from "./compare-observed.ts";
import type { Observed } from "./evidence-facts.ts";
import type {
  EvidenceImport,
  EvidenceImportFields,
  RevisionDifference,
} from "./evidence.contract.ts";
import {
  collectionsOfDay,
  collectionsUpTo,
  type KeptCollection,
  lockSource,
} from "./evidence.store.ts";
import { importNotes } from "./import-notes.ts";
import { importPreview } from "./import-preview.ts";
import type { Mapping } from "./mapping.contract.ts";
import {
  type GivenMapping,
  givenMapping,
  keepMapping,
  requireMapping,
} from "./mappings.actions.ts";
import { countsOf, unitsOf } from "./observations.store.ts";
import { inventoryOwners, observe } from "./observe.ts";
import { unmatchedOwners } from "./unmatched-owners.ts";

/** The files of an import. Mappings are sent, or named in the fields when they are kept already. */
export interface ImportFiles {
  readonly file: Upload;
  readonly mapping?: Upload | undefined;
  readonly inventory?: Upload | undefined;
  readonly inventory_mapping?: Upload | undefined;
}

/** A file read by a mapping, with its place among what is kept. */
interface Delivery {
  readonly file: Upload;
  readonly given: GivenMapping;
  readonly observed: Observed;
  readonly kind: "delivered" | "inventory";
  /** The collection that is there already with the same bytes by the same mapping. */
  readonly same: KeptCollection | undefined;
  readonly revised: KeptCollection | undefined;
  /** The inventory that told the owners. */
  readonly inventory: string | null;
}

/**
 * Imports one delivery of a source, and with it, where one is given, the inventory of that day.
 * The same bytes by the same mapping change nothing. A day that was delivered already is refused,
 * unless the file revises it: then both are kept, and the difference is answered. Nothing is dropped:
 * owners that are no known organisation are answered with the nearest names, and their rows kept.
 * Leaves: `mapping.imported` for what is new, `evidence.imported` for each file kept.
 */
export async function importEvidence(
  work: Work,
  files: ImportFiles,
  fields: EvidenceImportFields,
): Promise<EvidenceImport> {
  const given = await mappingFor(work, files.mapping, fields.mapping_name, "mapping");
  const inventory = files.inventory
    ? await readInventory(work, files, files.inventory, fields, given)
    : undefined;
  const delivery = await readDelivery(work, files.file, given, fields, inventory);
  if (inventory && inventory.observed.day > delivery.observed.day) {
    const sentence = `this inventory speaks for ${dayInWords(inventory.observed.day)}, after ${dayInWords(delivery.observed.day)}; give the one that was in force on that day.`;
    throw new Problem("refused", sentence, { file: inventory.file.name });
  }
  const difference = await differenceOf(work, delivery);
  const answer = await describe(work, delivery, inventory, difference);
  const dryRun = fields.dry_run === true;
  if (dryRun) {
    const preview = importPreview(delivery.observed, given.mapping);
    return { ...answer, preview, dry_run: true, unchanged: true };
  }
  const keptInventory = inventory && (await keep(work, inventory));
  const kept = await keep(work, delivery);
  return {
    ...answer,
    unchanged: delivery.same !== undefined && (!inventory || inventory.same !== undefined),
    collection: collectionView(kept),
    inventory: keptInventory ? collectionView(keptInventory) : answer.inventory,
  };
}

async function mappingFor(
  work: Work,
  sent: Upload | undefined,
  name: string | undefined,
  what: string,
): Promise<GivenMapping> {
  if (sent) return givenMapping(work, await readFile(sent.path, "utf8"), sent.name);
  if (name !== undefined) {
    return { mapping: await requireMapping(work, name), content: "", known: true };
  }
  throw new Problem("bad-input", `say by which mapping the file is read: send one as \`${what}\`.`);
}

async function readInventory(
  work: Work,
  files: ImportFiles,
  file: Upload,
  fields: EvidenceImportFields,
  { mapping }: GivenMapping,
): Promise<Delivery> {
  const wanted = inventoryMappings(mapping);
  const name = fields.inventory_mapping_name ?? (wanted.length === 1 ? wanted[0] : undefined);
  const given = await mappingFor(work, files.inventory_mapping, name, "inventory_mapping");
  if (given.mapping.kind !== "inventory") {
    const sentence = `the mapping ${given.mapping.id} does not read an inventory; name one that does.`;
    throw new Problem("bad-input", sentence, { file: file.name });
  }
  if (!wanted.includes(given.mapping.id)) {
    const known = wanted.length === 0 ? "none" : wanted.join(" or ");
    const sentence = `the mapping ${mapping.id} is held against ${known}, not against ${given.mapping.id}.`;
    throw new Problem("refused", sentence, { file: file.name });
  }
  return readDelivery(work, file, given, {}, undefined);
}

/** Identifiers of the inventories that a mapping asks for. */
function inventoryMappings(mapping: Mapping): string[] {
  if (mapping.kind === "inventory") return [];
  const owner =
    mapping.kind === "units" && "inventory" in mapping.owner ? [mapping.owner.inventory] : [];
  return [...new Set([...owner, ...(mapping.held_against ?? []).map((each) => each.mapping)])];
}

async function readDelivery(
  work: Work,
  file: Upload,
  given: GivenMapping,
  fields: Pick<EvidenceImportFields, "day" | "revises">,
  inventory: Delivery | undefined,
): Promise<Delivery> {
  const { mapping } = given;
  await lockSource(work.transaction, mapping.source);
  const teller = await ownersFor(work, mapping, file, fields.day, inventory);
  const observed = await observe(createReadStream(file.path), mapping, {
    fileName: file.name,
    ...(fields.day === undefined ? {} : { day: fields.day }),
    ...(teller ? { owners: teller.owners } : {}),
  });
  const kind = mapping.kind === "inventory" ? "inventory" : "delivered";
  const before = await collectionsOfDay(work.transaction, mapping.source, kind, observed.day);
  const name = `${mapping.id}@${mapping.version}`;
  const same = before.find((each) => each.file_digest === file.digest && each.mapping === name);
  const revised = same ? undefined : revisedBy(before, fields.revises, observed.day, mapping, file);
  return { file, given, observed, kind, same, revised, inventory: teller?.id ?? null };
}

/** Finds the collection that a delivery revises, or refuses a day that was delivered already. */
function revisedBy(
  before: readonly KeptCollection[],
  revises: string | undefined,
  day: string,
  mapping: Mapping,
  file: Upload,
): KeptCollection | undefined {
  const newest = before.at(-1);
  const place = { file: file.name };
  if (revises === undefined) {
    if (!newest) return undefined;
    const sentence = `${mapping.source} delivered ${dayInWords(day)} already (${newest.id}, ${newest.file_name}); give --revises ${newest.id} to keep this beside it as a revision.`;
    throw new Problem("refused", sentence, place);
  }
  if (revises === newest?.id) return newest;
  const sentence = before.some((each) => each.id === revises)
    ? `${revises} was revised already; this can revise ${newest?.id ?? ""}.`
    : newest
      ? `this file speaks for ${dayInWords(day)} and can revise ${newest.id}, not ${revises}.`
      : `${mapping.source} delivered nothing for ${dayInWords(day)} that this could revise; leave --revises out.`;
  throw new Problem("refused", sentence, place);
}

interface Teller {
  readonly id: string;
  readonly owners: ReadonlyMap<string, string>;
}

/** The inventory that tells whose each unit is: the one given, else the newest of that time. */
async function ownersFor(
  work: Work,
  mapping: Mapping,
  file: Upload,
  day: string | undefined,
  inventory: Delivery | undefined,
): Promise<Teller | undefined> {
  if (mapping.kind !== "units" || !("inventory" in mapping.owner)) return undefined;
  const wanted = mapping.owner.inventory;
  if (inventory?.given.mapping.id === wanted) {
    return { id: deliveryId(inventory), owners: inventoryOwners(inventory.observed) };
  }
  const { transaction } = work;
  const on = day ?? dayInName(file.name) ?? "9999-12-31";
  const all = await collectionsUpTo(transaction, [], on, await lastKnownAt(transaction));
  const kept = all
    .filter((each) => each.kind === "inventory" && each.mapping.startsWith(`${wanted}@`))
    .at(-1);
  if (!kept) return undefined;
  const units = await unitsOf(transaction, kept.no);
  return { id: kept.id, owners: new Map(units.map((each) => [each.unit, each.owner])) };
}

/** The identifier that a delivery has, or will have. */
function deliveryId({ same, revised, given, observed }: Delivery): string {
  if (same) return same.id;
  if (!revised) return `${given.mapping.source}-${observed.day}`;
  const [, first = revised.id, number = "1"] = /^(.*)-r(\d+)$/.exec(revised.id) ?? [];
  return `${first}-r${Number(number) + 1}`;
}

async function keep(work: Work, delivery: Delivery): Promise<KeptCollection> {
  if (delivery.same) return delivery.same;
  const { file, given, observed, kind, revised, inventory } = delivery;
  const kept = await keepCollection(work, {
    id: deliveryId(delivery),
    kind,
    mapping: given.mapping,
    file,
    observed,
    inventory,
    revises: revised?.id ?? null,
  });
  await keepMapping(work, given);
  return kept;
}

async function differenceOf(work: Work, delivery: Delivery): Promise<RevisionDifference | null> {
  const { revised, observed, given } = delivery;
  if (!revised) return null;
  const units = await unitsOf(work.transaction, revised.no);
  const counts = (await countsOf(work.transaction, [revised.id], null)).get(revised.id) ?? [];
  return compareObserved({ units, counts }, observed, given.mapping, revised.id);
}

async function describe(
  work: Work,
  delivery: Delivery,
  inventory: Delivery | undefined,
  difference: RevisionDifference | null,
): Promise<Omit<EvidenceImport, "unchanged">> {
  const { transaction } = work;
  const asOf = await lastKnownAt(transaction);
  const organisations = await organisationFacts(transaction, asOf);
  const { observed } = delivery;
  const unmatched = unmatchedOwners(observed, organisations, asOf);
  const owners = new Set([...observed.units, ...observed.counts].map((each) => each.owner));
  const held = inventoryMappings(delivery.given.mapping);
  const known = await collectionsUpTo(transaction, [], observed.day, asOf);
  const there = new Set(known.map((each) => each.mapping.split("@")[0]));
  if (inventory) there.add(inventory.given.mapping.id);
  return {
    dry_run: false,
    collection: previewOf(delivery),
    inventory: inventory ? previewOf(inventory) : null,
    units: observed.units.length,
    owners: owners.size,
    unmatched,
    inventory_unmatched: inventory ? unmatchedOwners(inventory.observed, organisations, asOf) : [],
    difference,
    notes: importNotes(observed, delivery.given.mapping, {
      unmatched: unmatched.length,
      missingInventories: held.filter((each) => !there.has(each)),
    }),
  };
}

function previewOf(delivery: Delivery): EvidenceImport["collection"] {
  if (delivery.same) return collectionView(delivery.same);
  const { given, observed, file, kind, revised, inventory } = delivery;
  return {
    id: deliveryId(delivery),
    kind,
    source: given.mapping.source,
    day: observed.day,
    known_at: "",
    mapping: `${given.mapping.id}@${given.mapping.version}`,
    file_digest: file.digest,
    file_name: file.name,
    rows: observed.rows,
    left_out: observed.left_out,
    stale_rows: observed.stale_rows,
    combined_rows: observed.combined_rows,
    absent_columns: observed.absent_columns,
    inventory,
    revises: revised?.id ?? null,
    by: "",
  };
}
