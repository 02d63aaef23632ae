import { createReadStream } from "node:fs";
import type { Static } from "typebox";
import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { columnOf, openTable } from "../kit/tables.ts";
import type { Upload } from "../platform/http/route.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type { OrganisationFact } from "./organisation-facts.ts";
import { nameClash, nameOn } from "./organisation-names.ts";
import { depths } from "./organisation-tree.ts";
import type {
  AliasApproved,
  NewAlias,
  OrganisationImport,
  OrganisationImportFields,
  OrganisationPage,
} from "./organisations.contract.ts";
import {
  insertName,
  insertOrganisations,
  insertParents,
  lockOrganisations,
  organisationFacts,
  organisationParents,
} from "./organisations.store.ts";
import { type OrganisationRow, planImport } from "./plan-import.ts";

/** The day that is meant when none is given: that of the last known fact. */
function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/**
 * Imports organisations from a CSV file with a column of names and, where there is one, of parents
 * and kinds. What would be made, moved and held back is answered; a dry run only answers.
 * Leaf: `organisation.imported`.
 */
export async function importOrganisations(
  work: Work,
  file: Upload,
  fields: OrganisationImportFields,
): Promise<OrganisationImport> {
  const rows = await readRows(file, fields);
  const { transaction } = work;
  await lockOrganisations(transaction);
  const asOf = await lastKnownAt(transaction);
  const on = dayOf(asOf);
  const organisations = await organisationFacts(transaction, asOf);
  const parents = await organisationParents(transaction, on, asOf);
  const known = { organisations, parents, asOf, on };
  const plan = planImport(rows, known, fields.create ?? "unlike", file.name);
  const unchanged = plan.created.length === 0 && plan.moved.length === 0;
  const dryRun = fields.dry_run === true;
  if (unchanged || dryRun) return { dry_run: dryRun, unchanged: true, ...plan };
  const knownAt = await work.knownAt();
  const reason = `imported from ${file.name}`;
  await insertOrganisations(transaction, plan.created, {
    reason,
    by: work.actor.account,
    knownAt,
  });
  await insertParents(transaction, plan.moved, null, knownAt);
  await work.append({
    kind: "organisation.imported",
    subject: "organisations",
    data: {
      file: file.name,
      file_digest: file.digest,
      created: plan.created.map(({ id, name, parent }) => ({ id, name, parent })),
      moved: plan.moved,
    },
  });
  return { dry_run: false, unchanged: false, ...plan };
}

async function readRows(
  file: Upload,
  fields: OrganisationImportFields,
): Promise<OrganisationRow[]> {
  const table = await openTable(createReadStream(file.path), {
    file: file.name,
    encoding: fields.encoding ?? "utf-8",
    declaring: "--encoding windows-1252",
  });
  const column = (given: string | undefined, usual: string, needed: boolean): number => {
    const at = columnOf(table.header, given ?? usual, file.name);
    if (at !== -1 || (!needed && given === undefined)) return at;
    const sentence = `no column is named "${given ?? usual}"; the file has ${table.header.slice(0, 8).join(", ")}; say which one holds the names.`;
    throw new Problem("bad-input", sentence, { file: file.name, line: 1 });
  };
  const name = column(fields.name_column, "name", true);
  const parent = column(fields.parent_column, "parent", false);
  const kind = column(fields.kind_column, "kind", false);
  const rows: OrganisationRow[] = [];
  for await (const { cells, line } of table.rows) {
    const text = (cells[name] ?? "").trim();
    const place = { file: file.name, line };
    if (text === "" || text.length > 300) {
      const sentence = "an organisation needs a name of 1 to 300 characters; mend this row.";
      throw new Problem("bad-input", sentence, place);
    }
    const said = kind === -1 ? "organisation" : (cells[kind] ?? "").trim() || "organisation";
    if (said !== "organisation" && said !== "system") {
      const sentence = `"${said}" is no kind; write organisation or system.`;
      throw new Problem("bad-input", sentence, place);
    }
    const above = parent === -1 ? null : (cells[parent] ?? "").trim();
    rows.push({ name: text, parent: above, kind: said, line });
  }
  return rows;
}

/** Lists organisations by identifier, a page at a time, as called and placed on a day. */
export async function listOrganisations(
  work: Work,
  query: { on?: string; after?: string; limit?: number },
): Promise<OrganisationPage> {
  const asOf = await lastKnownAt(work.transaction);
  const on = query.on ?? dayOf(asOf);
  requireDay(on);
  const facts = await organisationFacts(work.transaction, asOf);
  const parents = await organisationParents(work.transaction, on, asOf);
  const depth = depths(parents);
  const limit = query.limit ?? 200;
  const after = query.after ?? "";
  const rest = facts.filter((each) => each.id > after);
  const page = rest.slice(0, limit);
  return {
    total: facts.length,
    organisations: page.map((each) => ({
      id: each.id,
      name: nameOn(each, on, asOf),
      kind: each.kind,
      parent: parents.get(each.id) ?? null,
      depth: depth.get(each.id) ?? 0,
      names: each.names,
    })),
    next: rest.length > limit ? (page.at(-1)?.id ?? "") : "",
  };
}

/** Refuses (bad-input) what is not a day of the calendar. */
export function requireDay(day: string | undefined): void {
  if (day !== undefined && !isDay(day)) {
    throw new Problem(
      "bad-input",
      `"${day}" is not a day of the calendar; write it as 2020-06-08.`,
    );
  }
}

/** The organisation of an identifier. Refuses (not-found) what is not there. */
export function requireOrganisation(
  facts: readonly OrganisationFact[],
  id: string,
): OrganisationFact {
  const found = facts.find((each) => each.id === id);
  if (found) return found;
  throw new Problem("not-found", `There is no organisation "${id}"; \`org list\` shows them.`);
}

/**
 * Approves that a name means an organisation, always or from a day until another. From then on rows
 * under that name count for it, also those of earlier days that the alias covers.
 * Refuses: a name that means another organisation on one of those days. Leaf: `alias.approved`.
 */
export async function approveAlias(
  work: Work,
  alias: NewAlias,
): Promise<Static<typeof AliasApproved>> {
  const { transaction } = work;
  const name = alias.name.trim();
  const [from, until] = [alias.from ?? null, alias.until ?? null];
  requireDay(alias.from);
  requireDay(alias.until);
  if (name === "") throw new Problem("bad-input", "an alias needs a name; write one.");
  if (from !== null && until !== null && from >= until) {
    throw new Problem("bad-input", "an alias ends after it begins; correct the two days.");
  }
  await lockOrganisations(transaction);
  const facts = await organisationFacts(transaction, await lastKnownAt(transaction));
  const { names } = requireOrganisation(facts, alias.organisation);
  const clash = nameClash(
    facts,
    { organisation: alias.organisation, name, from, until },
    await lastKnownAt(transaction),
  );
  if (clash !== null) {
    const sentence = `"${name}" already means ${clash} on one of these days; end that first.`;
    throw new Problem("refused", sentence);
  }
  const answer = { organisation: alias.organisation, name };
  const last = names.filter((each) => each.name === name).at(-1);
  if (last && last.kind !== "ends" && last.from === from && last.until === until) {
    return { unchanged: true, ...answer };
  }
  const known_at = await work.knownAt();
  const by = work.actor.account;
  await insertName(transaction, alias.organisation, {
    name,
    kind: "alias",
    from,
    until,
    reason: alias.reason,
    by,
    known_at,
  });
  await work.append({
    kind: "alias.approved",
    subject: `organisation/${alias.organisation}`,
    data: { ...answer, from, until, reason: alias.reason },
  });
  return { unchanged: false, ...answer };
}
