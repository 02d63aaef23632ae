import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import { type Route, route } from "../platform/http/route.ts";
import { importScores } from "./import-scores.actions.ts";
import {
  approveProfile,
  closeSampleOf,
  fixSample,
  openRound,
  showSample,
} from "./samples.actions.ts";
import { showScores } from "./score-sheet.actions.ts";
import * as contract from "./scores.contract.ts";

const megabyte = 1024 * 1024;
const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const OneOrganisation = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
});

/** The ways to scores, samples and profiles. One score goes in by way of its determination. */
export const assessmentsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/scores",
    summary: "All items with both kinds of score of one organisation",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "own",
    contract: { params: OneOrganisation, query: contract.SheetQuery, answer: contract.ScoreSheet },
    handle: (work, { params, query }) =>
      showScores(work, params.review, params.organisation, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/scores/import",
    summary: "Import a CSV of scores, or preview it",
    permission: "score.give",
    event: "scores.imported",
    blind: "own",
    contract: {
      params: OneReview,
      files: { file: { limit: 128 * megabyte, required: true } },
      fields: contract.ScoreImportFields,
      answer: contract.ScoreImport,
    },
    handle: (work, { params, files, fields }) => {
      if (!files.file) throw new Problem("bad-input", "send the scores as `file`.");
      return importScores(work, params.review, files.file, fields);
    },
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/sample",
    summary: "The items that are scored independently",
    permission: "review.read-own",
    event: "none",
    blind: "own",
    contract: { params: OneReview, answer: contract.SampleView },
    handle: (work, { params }) => showSample(work, params.review),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/sample",
    summary: "Fix the items that are scored independently",
    permission: "assessment.write",
    event: "review.sampled",
    blind: "own",
    contract: { params: OneReview, body: contract.NewSample, answer: contract.SampleView },
    handle: (work, { params, body }) => fixSample(work, params.review, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/sample/close",
    summary: "Close the sample: trust in self-scores is learnt from it, once",
    permission: "assessment.write",
    event: "review.sample-closed",
    blind: "review",
    contract: { params: OneReview, body: contract.CloseSample, answer: contract.SampleView },
    handle: (work, { params, body }) => closeSampleOf(work, params.review, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/rounds",
    summary: "Open a round: from a day on everything is scored anew",
    permission: "assessment.write",
    event: "review.round-opened",
    blind: "open",
    contract: { params: OneReview, body: contract.NewRound, answer: contract.RoundOpened },
    handle: (work, { params, body }) => openRound(work, params.review, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/not-applicable",
    summary: "Record an approved profile: items that do not apply to an organisation",
    permission: "assessment.write",
    event: "review.profile-approved",
    blind: "open",
    contract: { params: OneReview, body: contract.NewProfile, answer: contract.ProfileGiven },
    handle: (work, { params, body }) => approveProfile(work, params.review, body),
  }),
];
