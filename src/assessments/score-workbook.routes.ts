import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import { type Route, route } from "../platform/http/route.ts";
import { makeScoreWorkbook } from "./make-score-workbook.actions.ts";
import { importScoreWorkbook } from "./score-workbook.actions.ts";
import * as contract from "./score-workbook.contract.ts";

const megabyte = 1024 * 1024;
const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const OneOrganisation = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
});

/** The ways out and in again of a workbook that is filled in by hand. */
export const scoreWorkbookRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/workbook",
    summary: "A workbook to mail out, in which one organisation is scored by hand",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "open",
    contract: {
      params: OneOrganisation,
      query: contract.WorkbookQuery,
      answer: { media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    },
    handle: (work, { params, query }) =>
      makeScoreWorkbook(work, params.review, params.organisation, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/scores/workbook",
    summary: "Import a filled workbook of scores, or show what it would change",
    permission: "score.give",
    event: "scores.imported",
    blind: "own",
    contract: {
      params: OneReview,
      files: { file: { limit: 16 * megabyte, required: true } },
      fields: contract.WorkbookImportFields,
      answer: contract.WorkbookImport,
    },
    handle: (work, { params, files, fields }) => {
      if (!files.file) throw new Problem("bad-input", "send the workbook as `file`.");
      return importScoreWorkbook(work, params.review, files.file, fields);
    },
  }),
];
