import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import { type Route, route } from "../platform/http/route.ts";
import { exportAssessments } from "./assessments-export.actions.ts";
import { ExportQuery } from "./assessments-export.contract.ts";
import { giveMany } from "./give-many.actions.ts";
import { showItemSheet } from "./item-sheet.actions.ts";
import { keepScoreFile, showScoreFile } from "./score-files.actions.ts";
import { showScoreHistory } from "./score-history.actions.ts";
import * as contract from "./score-views.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const OneItem = Type.Object({
  review: Type.String({ maxLength: 64 }),
  item: Type.String({ maxLength: 120 }),
});
const OneScore = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
  item: Type.String({ maxLength: 120 }),
});

const OneFile = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
  digest: Type.String({ maxLength: 64 }),
});
const OneOrganisation = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
});
const megabyte = 1024 * 1024;

/** Other ways to look at scores, to give many at once, and to take everything out again. */
export const scoreViewsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/scores/:item/history",
    summary: "Every score ever given for one item of one organisation",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "own",
    contract: { params: OneScore, query: contract.HistoryQuery, answer: contract.ScoreHistory },
    handle: (work, { params, query }) => showScoreHistory(work, params, query),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/items/:item/scores",
    summary: "One item with both kinds of score of every organisation",
    permission: "review.read",
    event: "none",
    blind: "own",
    contract: { params: OneItem, query: contract.ItemSheetQuery, answer: contract.ItemSheet },
    handle: (work, { params, query }) => showItemSheet(work, params.review, params.item, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/scores/many",
    summary: "Give many scores by one act: one item of many organisations, or many of one",
    permission: "score.give",
    event: "scores.imported",
    blind: "own",
    contract: { params: OneReview, body: contract.ManyScores, answer: contract.ManyGiven },
    handle: (work, { params, body }) => giveMany(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/assessments/export",
    summary: "Everything that was entered in the assessments of a review, as CSV or JSON",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: OneReview,
      query: ExportQuery,
      answer: { media: "application/octet-stream" },
    },
    handle: (work, { params, query }) => exportAssessments(work, params.review, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/organisations/:organisation/files",
    summary: "Keep a file that scores of an organisation rest on",
    permission: "score.give",
    event: "score-file.kept",
    blind: "open",
    contract: {
      params: OneOrganisation,
      files: { file: { limit: 32 * megabyte, required: true } },
      answer: contract.ScoreFileKept,
    },
    handle: (work, { params, files }) => {
      if (!files.file) throw new Problem("bad-input", "send the file as `file`.");
      return keepScoreFile(work, params.review, params.organisation, files.file);
    },
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/files/:digest",
    summary: "A file that scores of an organisation rest on",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "open",
    contract: { params: OneFile, answer: { media: "application/octet-stream" } },
    handle: (work, { params }) => showScoreFile(work, params),
  }),
];
