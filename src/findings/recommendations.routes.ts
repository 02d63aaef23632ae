import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { addRecord, amendRecord, setRecordState } from "./change-records.actions.ts";
import * as contract from "./recommendations.contract.ts";
import {
  draftOrderOf,
  respond,
  showRecommendation,
  startOrder,
} from "./recommendations.actions.ts";
import { listRecords } from "./records.actions.ts";
import { ListQuery, RecordChanged, StateChoice } from "./records.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const When = Type.Object({
  on: Type.Optional(Type.String({ format: "date" })),
  as_of: Type.Optional(Type.String({ maxLength: 40 })),
});
const OrderName = Type.Object({
  order: Type.Optional(Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 80 })),
});
const one = "/api/reviews/:review/recommendations/:recommendation";
const about = ({ review, recommendation }: { review: string; recommendation: string }) =>
  ({ review, register: "recommendations", id: recommendation }) as const;

/** The ways to recommendations, their answers and the orders that they start. */
export const recommendationsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/recommendations",
    summary: "A page of the recommendations of a review, with counts by state",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: ListQuery, answer: contract.RecommendationPage },
    handle: (work, { params, query }) => listRecords(work, params.review, "recommendations", query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/recommendations",
    summary: "Add a recommendation",
    permission: "record.give",
    event: "recommendation.added",
    blind: "own",
    contract: { params: OneReview, body: contract.RecommendationContent, answer: RecordChanged },
    handle: (work, { params, body }) => addRecord(work, params.review, "recommendations", body),
  }),
  route({
    method: "GET",
    path: one,
    summary: "A recommendation with its history and its due day",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: {
      params: contract.RecommendationParams,
      query: When,
      answer: contract.RecommendationView,
    },
    handle: (work, { params, query }) =>
      showRecommendation(work, params.review, params.recommendation, query),
  }),
  route({
    method: "POST",
    path: `${one}/amend`,
    summary: "Change what stands in a recommendation; what stood before stays in its history",
    permission: "record.give",
    event: "recommendation.amended",
    blind: "own",
    contract: {
      params: contract.RecommendationParams,
      body: contract.RecommendationAmendment,
      answer: RecordChanged,
    },
    handle: (work, { params, body }) => amendRecord(work, about(params), body),
  }),
  route({
    method: "POST",
    path: `${one}/state`,
    summary: "Say how a recommendation stands: open, in progress, done or dropped",
    permission: "record.give",
    event: "recommendation.state-set",
    blind: "own",
    contract: { params: contract.RecommendationParams, body: StateChoice, answer: RecordChanged },
    handle: (work, { params, body }) => setRecordState(work, about(params), body),
  }),
  route({
    method: "POST",
    path: `${one}/respond`,
    summary: "Answer a recommendation: agree, partly or disagree",
    permission: "record.give",
    event: "recommendation.responded",
    blind: "own",
    contract: {
      params: contract.RecommendationParams,
      body: contract.Response,
      answer: RecordChanged,
    },
    handle: (work, { params, body }) => respond(work, params.review, params.recommendation, body),
  }),
  route({
    method: "GET",
    path: `${one}/order.yaml`,
    summary: "The draft of an order of the second generation, made from an accepted recommendation",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: {
      params: contract.RecommendationParams,
      query: OrderName,
      answer: { media: "application/yaml" },
    },
    handle: async (work, { params, query }) => {
      const draft = await draftOrderOf(work, params.review, params.recommendation, query);
      return { fileName: `${draft.order}.yaml`, content: draft.text };
    },
  }),
  route({
    method: "POST",
    path: `${one}/order`,
    summary: "Start an order of the second generation from an accepted recommendation",
    permission: "order.write",
    event: "recommendation.order-started",
    blind: "own",
    contract: {
      params: contract.RecommendationParams,
      body: contract.OrderStart,
      answer: RecordChanged,
    },
    handle: (work, { params, body }) =>
      startOrder(work, params.review, params.recommendation, body),
  }),
];
