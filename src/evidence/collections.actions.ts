import { createReadStream } from "node:fs";
import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Upload } from "../platform/http/route.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { remember } from "../platform/database/remember.ts";
import type { Work } from "../platform/work.ts";
import { compareObserved } from "./compare-observed.ts";
import type { Observed } from "./evidence-facts.ts";
import type {
  CollectionDetail,
  CollectionPage,
  CollectionView,
  CorrectionAnswer,
  CorrectionBody,
  DueBody,
  RetirementBody,
} from "./evidence.contract.ts";
import {
  correctionsOf,
  correctionsOfUnit,
  insertCorrection,
  insertRetirement,
  retirementsOf,
} from "./corrections.store.ts";
import {
  collectionById,
  collectionPage,
  collectionsOfDay,
  collectionsUpTo,
  insertCollection,
  type KeptCollection,
  lockSource,
  mappingNamed,
  nextCollectionNumber,
} from "./evidence.store.ts";
import type { Mapping } from "./mapping.contract.ts";
import { copyUnits, countsOf, insertCounts, unitNamed, unitsOf } from "./observations.store.ts";
import { hasRawFile, insertRawChunks, insertRawFile } from "./raw-files.store.ts";
import { corrected, readPattern } from "./tallies.ts";
import { stateOf } from "./unit-state.ts";

/** What the world is shown of a kept collection. */
export function collectionView(kept: KeptCollection): CollectionView {
  const { no: _no, ...view } = kept;
  return view;
}

/** A collection that is to be kept. */
export interface NewCollection {
  readonly id: string;
  readonly kind: "delivered" | "inventory";
  readonly mapping: Mapping;
  readonly file: Upload;
  readonly observed: Observed;
  readonly inventory: string | null;
  readonly revises: string | null;
}

/**
 * Keeps a collection: the raw bytes, the rows in bulk, and last its own row with the instant at
 * which it is known, because other writers wait from then on. Leaf: `evidence.imported`.
 */
export async function keepCollection(work: Work, fresh: NewCollection): Promise<KeptCollection> {
  const { transaction } = work;
  const { file, observed, mapping } = fresh;
  const no = await nextCollectionNumber(transaction);
  if (observed.units.length > 0) await copyUnits(transaction, no, observed.units);
  if (observed.counts.length > 0) await insertCounts(transaction, no, observed.counts);
  if (!(await hasRawFile(transaction, file.digest))) {
    await insertRawChunks(transaction, file.digest, createReadStream(file.path));
  }
  const known_at = await work.knownAt();
  const { digest, name, size } = file;
  await insertRawFile(transaction, { digest, name, size, knownAt: known_at });
  const row: KeptCollection = {
    no,
    id: fresh.id,
    kind: fresh.kind,
    source: mapping.source,
    day: observed.day,
    known_at,
    mapping: `${mapping.id}@${mapping.version}`,
    file_digest: digest,
    file_name: name,
    rows: observed.rows,
    left_out: observed.left_out,
    stale_rows: observed.stale_rows,
    combined_rows: observed.combined_rows,
    absent_columns: observed.absent_columns,
    inventory: fresh.inventory,
    revises: fresh.revises,
    by: work.actor.account,
  };
  await insertCollection(transaction, row);
  const { by: _by, known_at: _known, no: _no, ...data } = row;
  await work.append({
    kind: "evidence.imported",
    subject: `collection/${row.id}`,
    data: { ...data, mapping_digest: mapping.digest },
  });
  return row;
}

/** A page of collections, newest day first. */
export async function listCollections(
  work: Work,
  query: { after?: string; limit?: number },
): Promise<CollectionPage> {
  const limit = query.limit ?? 200;
  const rows = await collectionPage(work.transaction, query.after ?? "", limit + 1);
  const page = rows.slice(0, limit);
  return {
    collections: page.map(collectionView),
    next: rows.length > limit ? (page.at(-1)?.id ?? "") : "",
  };
}

/** What a collection is and which mapping read it never changes once they are there. */
const recallCollection = remember<KeptCollection>(200);
const recallMapping = remember<Mapping | undefined>(200);

function requireCollection({ transaction }: Work, id: string): Promise<KeptCollection> {
  return recallCollection(transaction, id, async () => {
    const found = await collectionById(transaction, id);
    if (found) return found;
    throw new Problem("not-found", `There is no collection "${id}"; \`evidence list\` shows them.`);
  });
}

/** One collection with what people corrected, and how it differs from what it revises. */
export async function readCollection(work: Work, id: string): Promise<CollectionDetail> {
  const { transaction } = work;
  const kept = await requireCollection(work, id);
  const mapping = kept.mapping === "" ? undefined : await mappingNamed(transaction, kept.mapping);
  const asOf = await lastKnownAt(transaction);
  const corrections = await correctionsOf(transaction, [id], asOf);
  const parts = mapping?.kind === "units" ? mapping.parts.map((part) => part.id) : [];
  return {
    collection: collectionView(kept),
    difference: mapping && kept.revises !== null ? await differs(work, kept, mapping) : null,
    corrections: corrections.map((each) => ({
      unit: each.unit,
      part: each.part,
      from: stateOf(readPattern(each.pattern).states[parts.indexOf(each.part)]),
      to: each.state,
      reason: each.reason,
      by: each.by,
      known_at: each.known_at,
    })),
  };
}

async function differs(
  work: Work,
  kept: KeptCollection,
  mapping: Mapping,
): Promise<CollectionDetail["difference"]> {
  const before = await requireCollection(work, kept.revises ?? "");
  const { transaction } = work;
  const counts = await countsOf(transaction, [before.id, kept.id], null);
  const rows = async (each: KeptCollection) => ({
    units: await unitsOf(transaction, each.no),
    counts: counts.get(each.id) ?? [],
  });
  return compareObserved(await rows(before), await rows(kept), mapping, before.id);
}

function requireDay(day: string): void {
  if (isDay(day)) return;
  throw new Problem("bad-input", `"${day}" is not a day of the calendar; write it as 2020-06-08.`);
}

/**
 * Records that a source was to deliver on a day. Until it does, that day has a collection without
 * rows: everything expected is unknown. A delivery of that day takes its place; where it is there
 * already, nothing is changed and it is answered.
 * Leaf: `evidence.due`.
 */
export async function recordDue(
  work: Work,
  { source, day, reason = "" }: DueBody,
): Promise<{ unchanged: boolean; collection: CollectionView }> {
  requireDay(day);
  const { transaction } = work;
  await lockSource(transaction, source);
  const asOf = await lastKnownAt(transaction);
  const delivered = (await collectionsOfDay(transaction, source, "delivered", day)).at(-1);
  const there = delivered ?? (await collectionsOfDay(transaction, source, "due", day))[0];
  if (there) return { unchanged: true, collection: collectionView(there) };
  const before = await collectionsUpTo(transaction, [source], day, asOf);
  const latest = before.filter((each) => each.kind === "delivered").at(-1);
  const no = await nextCollectionNumber(transaction);
  const row: KeptCollection = {
    no,
    id: `${source}-${day}-due`,
    kind: "due",
    source,
    day,
    known_at: await work.knownAt(),
    mapping: latest?.mapping ?? "",
    file_digest: "",
    file_name: "",
    rows: 0,
    left_out: 0,
    stale_rows: 0,
    combined_rows: 0,
    absent_columns: [],
    inventory: null,
    revises: null,
    by: work.actor.account,
  };
  await insertCollection(transaction, row);
  await work.append({
    kind: "evidence.due",
    subject: `collection/${row.id}`,
    data: { source, day, mapping: row.mapping, reason },
  });
  return { unchanged: false, collection: collectionView(row) };
}

/**
 * Sets right one part of one unit. The source's own value is kept and shown beside it, with who
 * corrected it, why and when. Refuses (not-found): a collection, unit or part that is not there.
 * Leaf: `evidence.corrected`.
 */
export async function correctUnit(work: Work, body: CorrectionBody): Promise<CorrectionAnswer> {
  const { transaction } = work;
  const kept = await requireCollection(work, body.collection);
  const mapping = await recallMapping(transaction, kept.mapping, () =>
    mappingNamed(transaction, kept.mapping),
  );
  const unit = await unitNamed(transaction, kept.no, body.unit);
  if (!unit) {
    throw new Problem("not-found", `"${body.unit}" is not a unit of ${kept.id}; check its name.`);
  }
  const at =
    mapping?.kind === "units" ? mapping.parts.findIndex((part) => part.id === body.part) : -1;
  if (mapping?.kind !== "units" || at === -1) {
    throw new Problem("not-found", `${kept.id} has no part "${body.part}"; check its mapping.`);
  }
  const before = await correctionsOfUnit(transaction, kept.no, body.unit);
  const from = stateOf(readPattern(corrected(unit.pattern, before, mapping)).states[at]);
  const answer = {
    collection: kept.id,
    unit: body.unit,
    part: body.part,
    owner: unit.owner,
    from,
    to: body.state,
  };
  if (from === body.state) return { unchanged: true, ...answer };
  const { part, state, reason } = body;
  const correction = { unit: unit.unit, part, state, reason, by: work.actor.account };
  const event = {
    kind: "evidence.corrected",
    subject: `collection/${kept.id}`,
    data: { ...answer, reason },
  };
  await work.appendWith(event, (leaf) => insertCorrection(transaction, kept.no, correction, leaf));
  return { unchanged: false, ...answer };
}

/**
 * Retires units of a source: from the day on they are not expected, unless they are seen again
 * later. They are listed one by one. Leaf: `evidence.retired`.
 */
export async function retireUnits(
  work: Work,
  body: RetirementBody,
): Promise<{ unchanged: boolean; source: string; units: number }> {
  requireDay(body.on);
  const { transaction } = work;
  const { source, on, owner = "", reason } = body;
  await lockSource(transaction, source);
  const asOf = await lastKnownAt(transaction);
  const retired = await retirementsOf(transaction, [source], on, asOf);
  const there = new Set(
    retired.filter((each) => each.on === on && each.owner === owner).flatMap((each) => each.units),
  );
  const units = [...new Set(body.units)].filter((unit) => !there.has(unit));
  if (units.length === 0) return { unchanged: true, source, units: 0 };
  const known_at = await work.knownAt();
  await insertRetirement(transaction, {
    source,
    on,
    owner,
    units,
    reason,
    by: work.actor.account,
    known_at,
  });
  await work.append({
    kind: "evidence.retired",
    subject: `source/${source}`,
    data: { source, on, owner, units, reason },
  });
  return { unchanged: false, source, units: units.length };
}
