import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { listStages, showStages } from "./stage-pages.actions.ts";
import { extendSides, moveSides } from "./stages.actions.ts";
import * as contract from "./stages.contract.ts";
import { setTerms, showTerms } from "./terms.actions.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const OneOrganisation = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
});

/** The ways to the terms of a review, and to how far each side of each organisation is. */
export const stagesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/terms",
    summary: "Under which terms a review is assessed: blindness and due days",
    permission: "review.read-own",
    event: "none",
    blind: "open",
    contract: { params: OneReview, answer: contract.ReviewTerms },
    handle: (work, { params }) => showTerms(work, params.review),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/terms",
    summary: "Set the terms under which a review is assessed",
    permission: "assessment.write",
    event: "review.terms-set",
    // Whoever is blind does not lift it.
    blind: "review",
    contract: { params: OneReview, body: contract.NewTerms, answer: contract.ReviewTerms },
    handle: (work, { params, body }) => setTerms(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/stages",
    summary: "How far both sides of each organisation are, and by when they are due",
    permission: "review.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: contract.StagesQuery, answer: contract.StagePage },
    handle: (work, { params, query }) => listStages(work, params.review, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/stages",
    summary: "Bring one side of organisations to a stage: submit, return, accept, close",
    permission: "score.give",
    event: "assessment.stage-changed",
    blind: "own",
    contract: { params: OneReview, body: contract.StageChange, answer: contract.StageChanged },
    handle: (work, { params, body }) => moveSides(work, params.review, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/extensions",
    summary: "Grant one side of organisations a later day",
    permission: "assessment.write",
    event: "assessment.extended",
    blind: "open",
    contract: { params: OneReview, body: contract.NewExtension, answer: contract.Extended },
    handle: (work, { params, body }) => extendSides(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/stages",
    summary: "How far both sides of one organisation are, with everything that led there",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "own",
    contract: { params: OneOrganisation, answer: contract.OneStages },
    handle: (work, { params }) => showStages(work, params.review, params.organisation),
  }),
];
