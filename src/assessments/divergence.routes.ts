import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import {
  showDivergence,
  showHeatMap,
  showLargestDivergences,
  showOwnDivergence,
} from "./divergence.actions.ts";
import * as contract from "./divergence.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const OneOrganisation = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
});

/** The ways to how self and independent scores differ. */
export const divergenceRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/divergence",
    summary: "How both kinds of score differ, by item, group or organisation",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: OneReview,
      query: contract.DivergenceQuery,
      answer: contract.DivergencePage,
    },
    handle: (work, { params, query }) => showDivergence(work, params.review, query),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/divergence/heat",
    summary: "Organisations by groups of items: how both kinds of score differ",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: { params: OneReview, query: contract.HeatQuery, answer: contract.HeatMap },
    handle: (work, { params, query }) => showHeatMap(work, params.review, query),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/divergence/largest",
    summary: "The largest disagreements between both kinds of score",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: OneReview,
      query: contract.LargestQuery,
      answer: contract.LargestDivergences,
    },
    handle: (work, { params, query }) => showLargestDivergences(work, params.review, query),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/divergence",
    summary: "How both kinds of score of one organisation differ, by group or item",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: {
      params: OneOrganisation,
      query: contract.DivergenceQuery,
      answer: contract.DivergencePage,
    },
    handle: (work, { params, query }) =>
      showOwnDivergence(work, params.review, params.organisation, query),
  }),
];
