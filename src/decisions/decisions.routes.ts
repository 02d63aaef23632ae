import { type Route, route } from "../platform/http/route.ts";
import { listAccountability, listDecisions, prepareDecisions } from "./decisions.actions.ts";
import * as contract from "./decisions.contract.ts";
import { setSignaturesDue } from "./signatures-due.actions.ts";

/** The ways to decisions about risks. */
export const decisionsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/decisions",
    summary: "The risks of an organisation with what is decided on each",
    permission: "decision.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: {
      params: contract.DecisionsPath,
      query: contract.DecisionsQuery,
      answer: contract.DecisionList,
    },
    handle: (work, { params, query }) => listDecisions(work, params, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/organisations/:organisation/decisions",
    summary: "Prepare decisions on risks; the head's signature makes them count",
    permission: "decision.prepare",
    organisation: ({ organisation }) => organisation,
    event: "decision.prepared",
    blind: "organisation",
    contract: {
      params: contract.DecisionsPath,
      body: contract.NewDecisions,
      answer: contract.DecisionsPrepared,
    },
    handle: (work, { params, body }) => prepareDecisions(work, params, body.decisions),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/accountability",
    summary: "What is undecided and unsigned, organisation by organisation",
    permission: "accountability.read",
    event: "none",
    blind: "review",
    contract: {
      params: contract.ReviewPath,
      query: contract.AccountabilityQuery,
      answer: contract.AccountabilityPage,
    },
    handle: (work, { params, query }) => listAccountability(work, params.review, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/signatures-due",
    summary: "Say until when heads are to sign: a day, or a task of the order",
    permission: "review.write",
    event: "signatures.due-set",
    blind: "open",
    contract: {
      params: contract.ReviewPath,
      body: contract.NewSignaturesDue,
      answer: contract.SignaturesDue,
    },
    handle: (work, { params, body }) => setSignaturesDue(work, params.review, body),
  }),
];
