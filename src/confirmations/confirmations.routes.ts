import { type Route, route } from "../platform/http/route.ts";
import { confirm, showConfirmation } from "./confirm.actions.ts";
import { sendDraft } from "./drafts.actions.ts";
import {
  extendReply,
  giveFinalWord,
  listVerdicts,
  reply,
  showVerdict,
} from "./verdicts.actions.ts";
import * as views from "./confirmation-views.contract.ts";
import * as contract from "./verdicts.contract.ts";

/** The ways of a verdict: sent, replied to, answered, confirmed by two officers. */
export const confirmationsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/reviews/:review/drafts",
    summary: "Send recorded ratings as draft verdicts, for a reply by a day",
    permission: "verdict.send",
    event: "verdict.drafted",
    blind: "review",
    contract: {
      params: contract.ReviewPath,
      body: contract.NewDraft,
      answer: contract.DraftSent,
    },
    handle: (work, { params, body }) => sendDraft(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/verdicts",
    summary: "Verdicts by organisation, with how many stand where",
    permission: "verdict.read-all",
    event: "none",
    blind: "review",
    contract: {
      params: contract.ReviewPath,
      query: contract.VerdictQuery,
      answer: contract.VerdictPage,
    },
    handle: (work, { params, query }) => listVerdicts(work, params.review, query),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/verdict",
    summary: "The draft verdict of one organisation with reply, final word and signatures",
    permission: "verdict.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: { params: contract.VerdictPath, answer: contract.ShownVerdict },
    handle: (work, { params }) => showVerdict(work, params),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/organisations/:organisation/reply",
    summary: "Reply to a draft verdict",
    permission: "verdict.reply",
    organisation: ({ organisation }) => organisation,
    event: "verdict.replied",
    blind: "organisation",
    contract: {
      params: contract.VerdictPath,
      body: contract.NewReply,
      answer: contract.VerdictChanged,
    },
    handle: (work, { params, body }) => reply(work, params, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/organisations/:organisation/reply-extension",
    summary: "Give an organisation more days for its reply",
    permission: "verdict.send",
    event: "verdict.reply-extended",
    blind: "organisation",
    contract: {
      params: contract.VerdictPath,
      body: contract.NewReplyExtension,
      answer: contract.VerdictChanged,
    },
    handle: (work, { params, body }) => extendReply(work, params, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/organisations/:organisation/final-word",
    summary: "Give the final word on what an organisation disputes",
    permission: "verdict.send",
    event: "verdict.answered",
    blind: "organisation",
    contract: {
      params: contract.VerdictPath,
      body: contract.NewFinalWord,
      answer: contract.VerdictChanged,
    },
    handle: (work, { params, body }) => giveFinalWord(work, params, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/confirmation",
    summary: "What a determining officer would sign now",
    permission: "verdict.confirm",
    event: "none",
    blind: "review",
    contract: {
      params: contract.ReviewPath,
      query: views.ConfirmationQuery,
      answer: views.ConfirmationView,
    },
    handle: (work, { params, query }) => showConfirmation(work, params.review, query.organisation),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/confirmations",
    summary: "Confirm ratings, or depart from them with a reason, by a signature",
    permission: "verdict.confirm",
    event: "verdict.confirmed",
    blind: "review",
    contract: {
      params: contract.ReviewPath,
      body: contract.NewConfirmation,
      answer: views.ConfirmationKept,
    },
    handle: (work, { params, body }) => confirm(work, params.review, body.envelope),
  }),
];
