import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { listProfiles } from "./profile-pages.actions.ts";
import {
  approveTailoring,
  proposeTailoring,
  returnTailoring,
  showProfile,
  withdrawTailoring,
} from "./profiles.actions.ts";
import * as contract from "./profiles.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const OneOrganisation = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
});
const OneVersion = Type.Object({
  review: Type.String({ maxLength: 64 }),
  organisation: Type.String({ maxLength: 300 }),
  /** A number, `current` for the approved one, or `newest`. */
  version: Type.String({ pattern: "^([1-9][0-9]{0,5}|current|newest)$" }),
});
const profile = "/api/reviews/:review/organisations/:organisation/profile";

/** The ways to how organisations tailor the yardstick of a review. */
export const profilesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/profiles",
    summary: "The profiles of a review with their states",
    permission: "review.read-own",
    event: "none",
    blind: "open",
    contract: { params: OneReview, query: contract.ProfilesQuery, answer: contract.ProfilePage },
    handle: (work, { params, query }) => listProfiles(work, params.review, query),
  }),
  route({
    method: "POST",
    path: profile,
    summary: "Propose how an organisation tailors the yardstick: the whole of it",
    permission: "score.give",
    event: "profile.proposed",
    blind: "open",
    contract: {
      params: OneOrganisation,
      body: contract.NewTailoring,
      answer: contract.TailoredProfile,
    },
    handle: (work, { params, body }) =>
      proposeTailoring(work, params.review, params.organisation, body),
  }),
  route({
    method: "GET",
    path: `${profile}/:version`,
    summary: "One version of a profile, with what it changes",
    permission: "score.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "open",
    contract: { params: OneVersion, answer: contract.TailoredProfile },
    handle: (work, { params }) => showProfile(work, params),
  }),
  route({
    method: "POST",
    path: `${profile}/:version/approve`,
    summary: "Approve a proposed profile: it counts from its day on",
    permission: "assessment.write",
    event: "profile.approved",
    blind: "open",
    contract: {
      params: OneVersion,
      body: contract.ProfileAnswer,
      answer: contract.TailoredProfile,
    },
    handle: (work, { params, body }) => approveTailoring(work, params, body),
  }),
  route({
    method: "POST",
    path: `${profile}/:version/return`,
    summary: "Return a proposed profile with a reason",
    permission: "assessment.write",
    event: "profile.returned",
    blind: "open",
    contract: {
      params: OneVersion,
      body: contract.ProfileAnswer,
      answer: contract.TailoredProfile,
    },
    handle: (work, { params, body }) => returnTailoring(work, params, body),
  }),
  route({
    method: "POST",
    path: `${profile}/:version/withdraw`,
    summary: "Withdraw a proposed profile",
    permission: "score.give",
    event: "profile.withdrawn",
    blind: "open",
    contract: {
      params: OneVersion,
      body: contract.ProfileWithdrawal,
      answer: contract.TailoredProfile,
    },
    handle: (work, { params, body }) => withdrawTailoring(work, params, body),
  }),
];
