import { Problem } from "../kit/problem.ts";
import { route, type Route } from "../platform/http/route.ts";
import {
  correctUnit,
  listCollections,
  readCollection,
  recordDue,
  retireUnits,
} from "./collections.actions.ts";
import * as contract from "./evidence.contract.ts";
import { mappingList, mappingText } from "./evidence.store.ts";
import { importEvidence } from "./import-evidence.actions.ts";
import { importMapping } from "./mappings.actions.ts";
import { rawFile } from "./raw-files.store.ts";

const megabyte = 1024 * 1024;

const mappings: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/mappings",
    summary: "All mappings with their versions",
    permission: "evidence.read",
    event: "none",
    blind: "unrelated",
    contract: { answer: contract.MappingList },
    handle: async (work) => ({ mappings: await mappingList(work.transaction) }),
  }),
  route({
    method: "GET",
    path: "/api/mappings/:mapping",
    summary: "The file of one mapping",
    permission: "evidence.read",
    event: "none",
    blind: "unrelated",
    contract: { params: contract.MappingPath, answer: { media: "application/yaml" } },
    handle: async (work, { params }) => {
      const content = await mappingText(work.transaction, params.mapping);
      if (content === undefined) {
        throw new Problem("not-found", `There is no mapping "${params.mapping}".`);
      }
      return { content };
    },
  }),
  route({
    method: "POST",
    path: "/api/mappings",
    summary: "Import a mapping from YAML",
    permission: "evidence.write",
    event: "mapping.imported",
    blind: "unrelated",
    contract: {
      files: { file: { limit: 2 * megabyte, required: true } },
      answer: contract.MappingImport,
    },
    handle: (work, { files }) => {
      if (!files.file) throw new Problem("bad-input", "send the mapping as `file`.");
      return importMapping(work, files.file);
    },
  }),
];

const collections: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/evidence/imports",
    summary: "Import one delivery of a source, or preview it",
    permission: "evidence.write",
    event: "evidence.imported",
    blind: "open",
    contract: {
      files: {
        file: { limit: 128 * megabyte, required: true },
        mapping: { limit: 2 * megabyte, required: false },
        inventory: { limit: 128 * megabyte, required: false },
        inventory_mapping: { limit: 2 * megabyte, required: false },
      },
      fields: contract.EvidenceImportFields,
      answer: contract.EvidenceImport,
    },
    handle: (work, { files, fields }) => {
      const { file, ...others } = files;
      if (!file) throw new Problem("bad-input", "send the evidence as `file`.");
      return importEvidence(work, { file, ...others }, fields);
    },
  }),
  route({
    method: "GET",
    path: "/api/evidence/collections",
    summary: "Collections, newest day first, a page at a time",
    permission: "evidence.read",
    event: "none",
    blind: "open",
    contract: { query: contract.CollectionQuery, answer: contract.CollectionPage },
    handle: (work, { query }) => listCollections(work, query),
  }),
  route({
    method: "GET",
    path: "/api/evidence/collections/:collection",
    summary: "One collection, with its corrections and its difference from what it revises",
    permission: "evidence.read",
    event: "none",
    blind: "open",
    contract: { params: contract.CollectionPath, answer: contract.CollectionDetail },
    handle: (work, { params }) => readCollection(work, params.collection),
  }),
  route({
    method: "GET",
    path: "/api/evidence/collections/:collection/file",
    summary: "The raw file of a collection, as it was delivered",
    permission: "evidence.read",
    event: "none",
    blind: "open",
    contract: { params: contract.CollectionPath, answer: { media: "application/octet-stream" } },
    handle: async (work, { params }) => {
      const { collection } = await readCollection(work, params.collection);
      const file = await rawFile(work.transaction, collection.file_digest);
      if (!file) throw new Problem("not-found", `${collection.id} has no file: it was only due.`);
      return { fileName: file.name, content: file.content };
    },
  }),
];

const acts: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/evidence/due",
    summary: "Record that a source was to deliver on a day",
    permission: "evidence.write",
    event: "evidence.due",
    blind: "open",
    contract: { body: contract.DueBody, answer: contract.DueAnswer },
    handle: (work, { body }) => recordDue(work, body),
  }),
  route({
    method: "POST",
    path: "/api/evidence/corrections",
    summary: "Set right one part of one unit",
    permission: "evidence.write",
    event: "evidence.corrected",
    blind: "open",
    contract: { body: contract.CorrectionBody, answer: contract.CorrectionAnswer },
    handle: (work, { body }) => correctUnit(work, body),
  }),
  route({
    method: "POST",
    path: "/api/evidence/retirements",
    summary: "Retire units of a source",
    permission: "evidence.write",
    event: "evidence.retired",
    blind: "open",
    contract: { body: contract.RetirementBody, answer: contract.RetirementAnswer },
    handle: (work, { body }) => retireUnits(work, body),
  }),
];

/** Ways in to evidence: mappings, collections, and what people add to them. */
export const evidenceRoutes: readonly Route[] = [...mappings, ...collections, ...acts];
