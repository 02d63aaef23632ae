import { Problem } from "../kit/problem.ts";
import { route, type Route } from "../platform/http/route.ts";
import { changeOrganisations } from "./organisation-changes.actions.ts";
import { approveAlias, importOrganisations, listOrganisations } from "./organisations.actions.ts";
import * as contract from "./organisations.contract.ts";

/** Ways in to organisations: list, import with a preview, aliases, and what became of whom. */
export const organisationsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/organisations",
    summary: "Organisations by identifier, a page at a time",
    permission: "organisation.read",
    event: "none",
    blind: "unrelated",
    contract: { query: contract.OrganisationQuery, answer: contract.OrganisationPage },
    handle: (work, { query }) => listOrganisations(work, query),
  }),
  route({
    method: "POST",
    path: "/api/organisations/import",
    summary: "Import organisations from CSV, or preview it",
    permission: "organisation.write",
    event: "organisation.imported",
    blind: "unrelated",
    contract: {
      files: { file: { limit: 16 * 1024 * 1024, required: true } },
      fields: contract.OrganisationImportFields,
      answer: contract.OrganisationImport,
    },
    handle: (work, { files, fields }) => {
      if (!files.file) throw new Problem("bad-input", "send the file of organisations as `file`.");
      return importOrganisations(work, files.file, fields);
    },
  }),
  route({
    method: "POST",
    path: "/api/organisations/aliases",
    summary: "Approve that a name means an organisation",
    permission: "organisation.write",
    event: "alias.approved",
    blind: "unrelated",
    contract: { body: contract.NewAlias, answer: contract.AliasApproved },
    handle: (work, { body }) => approveAlias(work, body),
  }),
  route({
    method: "POST",
    path: "/api/organisations/changes",
    summary: "Record that organisations were renamed, merged or split",
    permission: "organisation.write",
    event: "organisation.changed",
    blind: "unrelated",
    contract: { body: contract.OrganisationChange, answer: contract.OrganisationChanged },
    handle: (work, { body }) => changeOrganisations(work, body),
  }),
];
