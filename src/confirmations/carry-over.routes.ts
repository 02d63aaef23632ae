import { type Route, route } from "../platform/http/route.ts";
import { carryOver, showCarryOver } from "./carry-over.actions.ts";
import * as contract from "./carry-over.contract.ts";

/** What the next review takes over from an earlier one. */
export const carryOverRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/reviews/:review/carry-over",
    summary: "Take over from an earlier review what still holds, or preview it",
    permission: "review.write",
    event: "review.carried-over",
    blind: "review",
    contract: {
      params: contract.CarryOverPath,
      body: contract.NewCarryOver,
      answer: contract.CarryOver,
    },
    handle: (work, { params, body }) => carryOver(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/carry-over",
    summary: "What a review took over, and what changed since the earlier one",
    permission: "verdict.read-all",
    event: "none",
    blind: "review",
    contract: { params: contract.CarryOverPath, answer: contract.CarryOver },
    handle: (work, { params }) => showCarryOver(work, params.review),
  }),
];
