import { Type } from "typebox";
import { Problem } from "../kit/problem.ts";
import { NewScore } from "../assessments/scores.contract.ts";
import { CorrectionBody } from "../evidence/evidence.contract.ts";
import { ReadyAnswer, type Route, route } from "../platform/http/route.ts";
import { storedMethodologies } from "../reviews/reviews.store.ts";
import { StoredMethodology } from "../reviews/reviews.contract.ts";
import { showComparison } from "./comparison.actions.ts";
import { correctedText } from "./corrected-text.ts";
import { correctAndRate } from "./correction.actions.ts";
import { answerDetermination } from "./answer-determination.actions.ts";
import { recordDetermination } from "./record-determination.actions.ts";
import {
  CorrectedRatings,
  DeterminationSummary,
  ItemView,
  MethodologyImport,
  OrganisationView,
  RecordedDetermination,
  UnitPage,
} from "./determination-views.contract.ts";
import { Comparison, Determination } from "./determination.contract.ts";
import { giveScoreAndRate, showLeanRatings } from "./give-score.actions.ts";
import { GivenScoreRatings, LeanRatings } from "./lean-views.contract.ts";
import { showItem } from "./item-view.actions.ts";
import { showMethodologyComparison } from "./methodology-comparison.actions.ts";
import { MethodologyComparison, MethodologyExplained } from "./methodology-comparison.contract.ts";
import { explainMethodology, importMethodology } from "./methodologies.actions.ts";
import { showOrganisation } from "./organisation-view.actions.ts";
import { showSummary } from "./summary.actions.ts";
import { showUnits } from "./units.actions.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const Day = Type.String({ maxLength: 10 });
const When = {
  on: Type.Optional(Day),
  as_of: Type.Optional(Type.String({ maxLength: 30 })),
  methodology: Type.Optional(Type.String({ maxLength: 90 })),
};
const Asked = Type.Object(When);

/** The ways to determinations, methodologies and what pages show of them. */
export const determinationRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/methodologies",
    summary: "All methodologies with their digests",
    permission: "methodology.read",
    event: "none",
    blind: "unrelated",
    contract: { answer: Type.Object({ methodologies: Type.Array(StoredMethodology) }) },
    handle: async (work) => ({ methodologies: await storedMethodologies(work.transaction) }),
  }),
  route({
    method: "POST",
    path: "/api/methodologies",
    summary: "Import a methodology from YAML",
    permission: "methodology.write",
    event: "methodology.imported",
    blind: "unrelated",
    contract: {
      files: { file: { limit: 2 * 1024 * 1024, required: true } },
      answer: MethodologyImport,
    },
    handle: (work, { files }) => {
      if (!files.file) throw new Problem("bad-input", "send the methodology as `file`.");
      return importMethodology(work, files.file);
    },
  }),
  route({
    method: "GET",
    path: "/api/methodologies/:methodology",
    summary: "One methodology, in words and as its file",
    permission: "methodology.read",
    event: "none",
    blind: "unrelated",
    contract: {
      params: Type.Object({ methodology: Type.String({ maxLength: 90 }) }),
      answer: MethodologyExplained,
    },
    handle: (work, { params }) => explainMethodology(work, params.methodology),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/determination",
    summary: "Every rating of a review with its reasons, as canonical JSON",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: { params: OneReview, query: Asked, answer: Determination, canonical: true },
    handle: (work, { params, query }) => answerDetermination(work, { ...params, ...query }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/summary",
    summary: "What the overview of a review shows",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: { params: OneReview, query: Asked, answer: DeterminationSummary },
    handle: (work, { params, query }) => showSummary(work, { ...params, ...query }),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/determinations",
    summary: "Write the ratings of a day to the log",
    permission: "determination.write",
    event: "determination.recorded",
    blind: "review",
    contract: { params: OneReview, body: Type.Object(When), answer: RecordedDetermination },
    handle: (work, { params, body }) => recordDetermination(work, { ...params, ...body }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation",
    summary: "What the page of one organisation shows",
    permission: "review.read-own",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: {
      params: Type.Object({
        ...OneReview.properties,
        organisation: Type.String({ maxLength: 120 }),
      }),
      query: Asked,
      answer: OrganisationView,
    },
    handle: (work, { params: { review, organisation }, query }) =>
      showOrganisation(work, organisation, { review, ...query }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/items/:item",
    summary: "What the page of one item shows, over all organisations",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: Type.Object({ ...OneReview.properties, item: Type.String({ maxLength: 64 }) }),
      query: Asked,
      answer: ItemView,
    },
    handle: (work, { params: { review, item }, query }) =>
      showItem(work, item, { review, ...query }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/units",
    summary: "The units behind a number, a page at a time",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: OneReview,
      query: Type.Object({
        ...When,
        organisation: Type.Optional(Type.String({ maxLength: 120 })),
        item: Type.Optional(Type.String({ maxLength: 64 })),
        part: Type.Optional(Type.String({ maxLength: 120 })),
        state: Type.Optional(
          Type.Union([
            Type.Literal("good"),
            Type.Literal("bad"),
            Type.Literal("unknown"),
            Type.Literal("unseen"),
          ]),
        ),
        differs: Type.Optional(Type.Boolean()),
        after: Type.Optional(Type.String({ maxLength: 500 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      }),
      answer: UnitPage,
    },
    handle: (work, { params, query: { on, as_of, methodology, limit, ...wanted } }) =>
      showUnits(work, given({ ...params, on, as_of, methodology }), {
        ...wanted,
        limit: limit ?? 100,
      }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/comparison",
    summary: "Two days side by side for one item",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: OneReview,
      query: Type.Object({
        as_of: When.as_of,
        methodology: When.methodology,
        from: Day,
        to: Day,
        item: Type.String({ maxLength: 64 }),
      }),
      answer: Comparison,
      canonical: true,
    },
    handle: (work, { params, query }) => showComparison(work, { ...params, ...query }),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/methodology-comparison",
    summary: "Two methodologies side by side on the same inputs: who moves, and why",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: {
      params: OneReview,
      query: Type.Object({
        on: When.on,
        as_of: When.as_of,
        a: Type.String({ maxLength: 90 }),
        b: Type.String({ maxLength: 90 }),
      }),
      answer: MethodologyComparison,
      canonical: true,
    },
    handle: (work, { params, query }) => showMethodologyComparison(work, { ...params, ...query }),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/scores",
    summary: "Give one score, and see all ratings after it",
    permission: "score.give",
    event: "score.given",
    blind: "own",
    contract: {
      params: OneReview,
      query: Type.Object({
        on: When.on,
        methodology: When.methodology,
        /** All ratings and the enterprise view, or only that of the organisation. */
        answer: Type.Optional(Type.Union([Type.Literal("all"), Type.Literal("own")])),
      }),
      body: NewScore,
      answer: GivenScoreRatings,
    },
    handle: (work, { params, query: { answer, ...query }, body }) =>
      giveScoreAndRate(work, { ...params, ...query }, body, answer),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/ratings",
    summary: "All ratings of a review and its enterprise view, without names, words and reasons",
    permission: "review.read",
    event: "none",
    blind: "review",
    contract: { params: OneReview, query: Asked, answer: LeanRatings },
    handle: (work, { params, query }) => showLeanRatings(work, { ...params, ...query }),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/corrections",
    summary: "Set one part of one unit right, and see all ratings after it",
    permission: "evidence.write",
    event: "evidence.corrected",
    blind: "review",
    contract: {
      params: OneReview,
      query: Type.Object({ on: When.on, methodology: When.methodology }),
      body: CorrectionBody,
      answer: CorrectedRatings,
    },
    handle: async (work, { params, query, body }) => {
      const corrected = await correctAndRate(work, { ...params, ...query }, body);
      const bytes = new TextEncoder().encode(correctedText(corrected));
      return new ReadyAnswer(bytes, corrected.unchanged);
    },
  }),
];

/** Leaves out what was not given: `exactOptionalPropertyTypes` tells the two apart. */
function given(asked: {
  review: string;
  on: string | undefined;
  as_of: string | undefined;
  methodology: string | undefined;
}) {
  const { review, on, as_of, methodology } = asked;
  return {
    review,
    ...(on === undefined ? {} : { on }),
    ...(as_of === undefined ? {} : { as_of }),
    ...(methodology === undefined ? {} : { methodology }),
  };
}
