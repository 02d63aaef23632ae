import { Type } from "typebox";
import { route, type Route } from "../platform/http/route.ts";
import { Publication, PublicationList, PublicationRequest } from "./bundle.contract.ts";
import {
  listPublications,
  publish,
  readPublishedBundle,
  readPublishedReport,
} from "./reports.actions.ts";

const ReviewPath = Type.Object({ review: Type.String({ maxLength: 120 }) });
const PublicationPath = Type.Object({ publication: Type.String({ maxLength: 200 }) });
const PageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

const immutable = { "cache-control": "public, max-age=31536000, immutable" };
/** The report runs no script; its style and fonts are inside of it. */
const reportHeaders = {
  ...immutable,
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** Ways in to what was published: to publish for officers, to read for everybody. */
export const reportsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/reviews/:review/publications",
    summary: "Publish the recorded ratings of a day as a bundle",
    permission: "report.publish",
    event: "report.published",
    contract: { params: ReviewPath, body: PublicationRequest, answer: Publication },
    handle: (work, { params, body }) => publish(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/publications",
    summary: "Everything that was published, newest first",
    permission: "public",
    event: "none",
    contract: { query: PageQuery, answer: PublicationList },
    handle: (work, { query }) => listPublications(work, query.after ?? "", query.limit ?? 50),
  }),
  route({
    method: "GET",
    path: "/published/:publication/bundle.zip",
    summary: "A published bundle, to be checked with `muster verify`",
    permission: "public",
    event: "none",
    contract: { params: PublicationPath, answer: { media: "application/zip" } },
    handle: async (work, { params }) => ({
      fileName: `${params.publication}.zip`,
      content: await readPublishedBundle(work, params.publication),
      headers: immutable,
    }),
  }),
  route({
    method: "GET",
    path: "/published/:publication/",
    summary: "A published report",
    permission: "public",
    event: "none",
    contract: { params: PublicationPath, answer: { media: "text/html; charset=utf-8" } },
    handle: async (work, { params }) => ({
      content: await readPublishedReport(work, params.publication),
      headers: reportHeaders,
    }),
  }),
];
