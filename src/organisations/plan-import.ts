import { nearestNames } from "../kit/nearest-names.ts";
import { Problem } from "../kit/problem.ts";
import type { OrganisationFact } from "./organisation-facts.ts";
import { nameOn, nameResolver } from "./organisation-names.ts";
import { findCircle } from "./organisation-tree.ts";
import type {
  CreateWhich,
  NearName,
  OrganisationImport,
  UnmatchedName,
} from "./organisations.contract.ts";
import { slugOf } from "./slug.ts";

/** One row of a file of organisations. */
export interface OrganisationRow {
  readonly name: string;
  /** Name of the parent; empty for none; null when the file does not say. */
  readonly parent: string | null;
  readonly kind: "organisation" | "system";
  readonly line: number;
}

/** What is known before an import. */
export interface KnownOrganisations {
  readonly organisations: readonly OrganisationFact[];
  readonly parents: ReadonlyMap<string, string | null>;
  readonly asOf: string;
  /** Day on which names are looked up. */
  readonly on: string;
}

/** How many names may be compared with all known ones: more is a wrong file. */
const mostCompared = 500;

/**
 * Plans what an import of organisations would do; nothing is made or merged that is not in the plan.
 * Given: rows, what is known, and which unknown names are to be made.
 * Refuses (bad-input): a parent that nobody knows, an organisation under itself by any number of
 * steps (naming the circle), one name with two parents or kinds, a system without a parent.
 */
export function planImport(
  rows: readonly OrganisationRow[],
  known: KnownOrganisations,
  create: CreateWhich,
  file: string,
): Omit<OrganisationImport, "dry_run" | "unchanged"> {
  const distinct = distinctRows(rows, file);
  const resolve = nameResolver(known.organisations, known.asOf);
  const matched = new Map<string, string>();
  for (const { name } of distinct) {
    const id = resolve(name, known.on);
    if (id !== null) matched.set(name, id);
  }
  const unknown = distinct.filter(({ name }) => !matched.has(name));
  const near = nearestFinder(known);
  const judged = unknown.map((row, at) => ({
    row,
    nearest: at < mostCompared ? near(row.name) : [],
  }));
  const made = judged.filter(
    ({ nearest }) => create === "all" || (create === "unlike" && nearest.length === 0),
  );
  const ids = new Map(matched);
  const taken = new Set(known.organisations.map((each) => each.id));
  for (const { row } of made) ids.set(row.name, freeSlug(row.name, taken));
  const parentOf = parentFinder(ids, distinct, resolve, known, file);
  const created = made.map(({ row, nearest }) => ({
    id: ids.get(row.name) ?? "",
    name: row.name,
    kind: row.kind,
    parent: parentOf(row),
    nearest,
  }));
  const moved = movedRows(distinct, matched, parentOf, known);
  refuseCircle([...created.map(({ id, parent }) => ({ id, to: parent })), ...moved], known, file);
  const makes = new Set(made.map(({ row }) => row.name));
  const heldBack: UnmatchedName[] = judged
    .filter(({ row }) => !makes.has(row.name))
    .map(({ row, nearest }) => ({ name: row.name, line: row.line, nearest }));
  return { rows: rows.length, known: matched.size, created, held_back: heldBack, moved };
}

function distinctRows(rows: readonly OrganisationRow[], file: string): OrganisationRow[] {
  const found = new Map<string, OrganisationRow>();
  for (const row of rows) {
    const first = found.get(row.name);
    if (!first) found.set(row.name, row);
    else if (first.parent !== row.parent || first.kind !== row.kind) {
      const sentence = `"${row.name}" stands under another parent, or is of another kind, than on line ${first.line}; make them agree.`;
      throw new Problem("bad-input", sentence, { file, line: row.line });
    }
  }
  return [...found.values()];
}

/** Finds known names that look like a name, with whose they are. */
export function nearestFinder(
  known: Pick<KnownOrganisations, "organisations" | "asOf" | "on">,
): (name: string) => NearName[] {
  const owners = new Map<string, string>();
  for (const organisation of known.organisations) {
    for (const fact of organisation.names) owners.set(fact.name, organisation.id);
    owners.set(nameOn(organisation, known.on, known.asOf), organisation.id);
  }
  return (name) =>
    nearestNames(name, owners.keys()).map((each) => ({
      organisation: owners.get(each.name) ?? "",
      name: each.name,
    }));
}

function freeSlug(name: string, taken: Set<string>): string {
  const slug = slugOf(name);
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
  taken.add(free);
  return free;
}

function parentFinder(
  ids: ReadonlyMap<string, string>,
  rows: readonly OrganisationRow[],
  resolve: (name: string, day: string) => string | null,
  known: KnownOrganisations,
  file: string,
): (row: OrganisationRow) => string | null {
  const inFile = new Set(rows.map((row) => row.name));
  const near = nearestFinder(known);
  return (row) => {
    const place = { file, line: row.line, field: "parent" };
    if (row.parent === null || row.parent === "") {
      if (row.kind !== "system" || (row.parent === null && ids.has(row.name))) return null;
      throw new Problem(
        "bad-input",
        `the system "${row.name}" stands under no organisation; name it.`,
        place,
      );
    }
    const parent = ids.get(row.parent) ?? resolve(row.parent, known.on);
    if (parent !== null && parent !== undefined) return parent;
    const [nearest] = near(row.parent);
    const hint = nearest ? ` (the nearest known name is "${nearest.name}")` : "";
    const sentence = inFile.has(row.parent)
      ? `the parent "${row.parent}" is held back, because its name looks like a known one${hint}; approve an alias first, or import with \`create: all\`.`
      : `nobody is named "${row.parent}"${hint}; add a row for it, or correct the name.`;
    throw new Problem("bad-input", sentence, place);
  };
}

function movedRows(
  rows: readonly OrganisationRow[],
  matched: ReadonlyMap<string, string>,
  parentOf: (row: OrganisationRow) => string | null,
  known: KnownOrganisations,
): { id: string; from: string | null; to: string | null }[] {
  return rows.flatMap((row) => {
    const id = matched.get(row.name);
    if (id === undefined || row.parent === null) return [];
    const from = known.parents.get(id) ?? null;
    const to = parentOf(row);
    return from === to ? [] : [{ id, from, to }];
  });
}

function refuseCircle(
  changes: readonly { id: string; to: string | null }[],
  known: KnownOrganisations,
  file: string,
): void {
  const parents = new Map(known.parents);
  for (const { id, to } of changes) parents.set(id, to);
  const circle = findCircle(parents);
  if (!circle) return;
  const sentence = `these organisations stand under each other in a circle: ${circle.join(" under ")}; take one parent out.`;
  throw new Problem("bad-input", sentence, { file });
}
