import { Type } from "typebox";
import { route, type Route } from "../platform/http/route.ts";
import { Publication } from "./bundle.contract.ts";
import { Edition, EditionPreview, EditionRequest } from "./edition.contract.ts";
import { makeEdition, sealEdition } from "./editions.actions.ts";
import { previewEdition } from "./preview-edition.actions.ts";
import { liftWithholding, listWithholdings, withhold } from "./withholdings.actions.ts";
import { LiftRequest, WithholdRequest, Withholdings } from "./withholdings.contract.ts";

const ReviewPath = Type.Object({ review: Type.String({ maxLength: 120 }) });
const EditionPath = Type.Object({
  ...ReviewPath.properties,
  edition: Type.String({ maxLength: 200 }),
});
const PreviewQuery = Type.Object({
  on: Type.Optional(Type.String({ maxLength: 10 })),
  as_of: Type.Optional(Type.String({ maxLength: 30 })),
});

/** Ways in to what is withheld, and to editions for the public. */
export const editionsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/withholdings",
    summary: "What is withheld from public editions of a review, and by which authority",
    permission: "review.read",
    event: "none",
    blind: "open",
    contract: { params: ReviewPath, answer: Withholdings },
    handle: (work, { params }) => listWithholdings(work, params.review),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/withholdings",
    summary: "Withhold items of an organisation, or its presence, from public editions",
    permission: "edition.withhold",
    event: "review.withheld",
    blind: "open",
    contract: { params: ReviewPath, body: WithholdRequest, answer: Withholdings },
    handle: (work, { params, body }) => withhold(work, params.review, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/withholdings/lift",
    summary: "Tell again in public editions what was withheld",
    permission: "edition.withhold",
    event: "review.withholding-lifted",
    blind: "open",
    contract: { params: ReviewPath, body: LiftRequest, answer: Withholdings },
    handle: (work, { params, body }) => liftWithholding(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/editions/preview",
    summary: "What a public edition would hold back and tell, before anything is published",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: { params: ReviewPath, query: PreviewQuery, answer: EditionPreview },
    handle: (work, { params, query }) => previewEdition(work, { ...params, ...query }),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/editions",
    summary: "Make a public edition as it was looked at: its rows and ratings are fixed",
    permission: "report.publish",
    event: "edition.published",
    blind: "review",
    contract: { params: ReviewPath, body: EditionRequest, answer: Edition },
    handle: (work, { params, body }) => makeEdition(work, params.review, body),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/editions/:edition/bundle",
    summary: "Publish the signed bundle of a public edition",
    permission: "report.publish",
    event: "report.published",
    blind: "review",
    contract: { params: EditionPath, answer: Publication },
    handle: (work, { params }) => sealEdition(work, params.review, params.edition),
  }),
];
