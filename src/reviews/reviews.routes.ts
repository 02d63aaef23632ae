import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { changeList, listReviews, newReview, showReview } from "./reviews.actions.ts";
import { ListChange, ListChanged, NewReview, Review, ReviewList } from "./reviews.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });

/** The ways to reviews and their lists. */
export const reviewsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews",
    summary: "All reviews, newest first",
    permission: "review.read-own",
    event: "none",
    blind: "open",
    contract: { answer: ReviewList },
    handle: (work) => listReviews(work),
  }),
  route({
    method: "POST",
    path: "/api/reviews",
    summary: "Make a review with its stored list of organisations",
    permission: "review.write",
    event: "review.made",
    blind: "open",
    contract: { body: NewReview, answer: Review },
    handle: (work, { body }) => newReview(work, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review",
    summary: "A review, its list and what changed the list",
    permission: "review.read",
    event: "none",
    blind: "open",
    contract: { params: OneReview, answer: Review },
    handle: (work, { params }) => showReview(work, params.review),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/list",
    summary: "Let organisations join or leave the list of a review",
    permission: "review.write",
    event: "review.list-changed",
    blind: "open",
    contract: { params: OneReview, body: ListChange, answer: ListChanged },
    handle: (work, { params, body }) => changeList(work, params.review, body),
  }),
];
