import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import { type Route, route } from "../platform/http/route.ts";
import { exportAssessmentResults, exportPlanOfAction } from "./export-oscal.actions.ts";
import { importOscal } from "./import-oscal.actions.ts";
import * as contract from "./oscal-exchange.contract.ts";

const megabyte = 1024 * 1024;
const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const media = "application/oscal+json; charset=utf-8";

/** Taking scores, findings, risks and actions out as OSCAL, and bringing them in again. */
export const oscalExchangeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/oscal/assessment-results",
    summary: "Scores, findings, risks and recommendations as OSCAL assessment results",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: contract.OscalQuery, answer: { media } },
    handle: async (work, { params: { review }, query }) => ({
      fileName: `${review}-assessment-results.json`,
      content: await exportAssessmentResults(work, review, query),
    }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/oscal/plan-of-action",
    summary:
      "The plan of action with its risks and findings as OSCAL plan of action and milestones",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: contract.OscalQuery, answer: { media } },
    handle: async (work, { params: { review }, query }) => ({
      fileName: `${review}-plan-of-action.json`,
      content: await exportPlanOfAction(work, review, query),
    }),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/oscal/import",
    summary: "Import assessment results or a plan of action in OSCAL, or show what it would change",
    permission: "record.give",
    event: "oscal.imported",
    blind: "own",
    contract: {
      params: OneReview,
      files: { file: { limit: 32 * megabyte, required: true } },
      fields: contract.OscalImportFields,
      answer: contract.OscalImport,
    },
    handle: (work, { params, files, fields }) => {
      if (!files.file) throw new Problem("bad-input", "send the document as `file`.");
      return importOscal(work, params.review, files.file, fields);
    },
  }),
];
