import { Type } from "typebox";
import { route, type Route } from "../platform/http/route.ts";
import { bundleNames } from "./bundle-names.ts";
import { Publication, PublicationList, PublicationRequest } from "./bundle.contract.ts";
import {
  listPublications,
  publish,
  readPublishedBundle,
  readPublishedFile,
  readPublishedReport,
} from "./reports.actions.ts";
import { gatherPublicReport } from "./public-report.actions.ts";
import { filesOfReport, mediaOfFormat, ReportFormat } from "./report-formats.ts";
import { gatherReport, writeReport } from "./report-formats.actions.ts";

const ReviewPath = Type.Object({ review: Type.String({ maxLength: 120 }) });
const PublicationPath = Type.Object({ publication: Type.String({ maxLength: 200 }) });
const PageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

const ReportQuery = Type.Object({
  format: ReportFormat,
  on: Type.Optional(Type.String({ maxLength: 10 })),
  as_of: Type.Optional(Type.String({ maxLength: 30 })),
  methodology: Type.Optional(Type.String({ maxLength: 90 })),
  errors_to: Type.Optional(Type.String({ maxLength: 200 })),
  /** The page is read in the browser, not saved as a file. */
  read: Type.Optional(Type.Boolean()),
  /** `public`: on public evidence, without what is withheld. */
  basis: Type.Optional(Type.Literal("public")),
});

const immutable = { "cache-control": "public, max-age=31536000, immutable" };
/** The report runs no script; its style and fonts are inside of it. */
const pageHeaders = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
/** A report may be corrected: its page then says so, so it is asked for again each time. */
const reportHeaders = { ...pageHeaders, "cache-control": "public, no-cache" };

/** Ways in to what was published: to publish for officers, to read for everybody. */
export const reportsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/report",
    summary: "The report of a review as PDF, page, workbook, open data or table",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: ReviewPath,
      query: ReportQuery,
      answer: { media: "application/octet-stream" },
    },
    handle: async (work, { params, query: { format, basis, read, ...asked } }) => {
      const gather = basis === "public" ? gatherPublicReport : gatherReport;
      const content = await gather(work.transaction, { ...params, ...asked });
      const media = { "content-type": mediaOfFormat[format] };
      const written = () => writeReport(content, format);
      if (read === true && format === "html") {
        return { content: written, headers: { ...pageHeaders, ...media } };
      }
      return {
        fileName: `${params.review}-on-${content.summary.on}.${format}`,
        content: written,
        headers: media,
      };
    },
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/publications",
    summary: "Publish the recorded ratings of a day as a bundle",
    permission: "report.publish",
    event: "report.published",
    blind: "review",
    contract: { params: ReviewPath, body: PublicationRequest, answer: Publication },
    handle: (work, { params, body }) => publish(work, params.review, body),
  }),
  route({
    method: "GET",
    path: "/api/publications",
    summary: "Everything that was published, newest first",
    permission: "public",
    event: "none",
    blind: "open",
    contract: { query: PageQuery, answer: PublicationList },
    handle: (work, { query }) => listPublications(work, query.after ?? "", query.limit ?? 50),
  }),
  route({
    method: "GET",
    path: "/published/:publication/bundle.zip",
    summary: "A published bundle, to be checked with `muster verify`",
    permission: "public",
    event: "none",
    blind: "open",
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
    blind: "open",
    contract: { params: PublicationPath, answer: { media: "text/html; charset=utf-8" } },
    handle: async (work, { params }) => ({
      content: await readPublishedReport(work, params.publication),
      headers: reportHeaders,
    }),
  }),
  ...Object.entries(filesOfReport).map(([name, media]) =>
    route({
      method: "GET",
      path: `/published/:publication/${name}`,
      summary: `The file ${name} of a published bundle, as it was published`,
      permission: "public",
      event: "none",
      blind: "open",
      contract: { params: PublicationPath, answer: { media } },
      handle: async (work, { params }) => ({
        content: await readPublishedFile(work, params.publication, name),
        headers: name === bundleNames.report ? { ...pageHeaders, ...immutable } : immutable,
      }),
    }),
  ),
];
