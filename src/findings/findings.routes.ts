import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { addRecord, amendRecord, setRecordState } from "./change-records.actions.ts";
import { findingTotals } from "./finding-totals.actions.ts";
import { FindingTotals, TotalsQuery } from "./finding-totals.contract.ts";
import * as findings from "./findings.contract.ts";
import { showFinding, showRisk } from "./record-views.actions.ts";
import { bareRecord, listRecords } from "./records.actions.ts";
import { ListQuery, RecordChanged, StateChange } from "./records.contract.ts";
import * as risks from "./risks.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const AsOf = Type.Object({ as_of: Type.Optional(Type.String({ maxLength: 40 })) });
/** The part of a path that names one record. */
const oneFinding = "/api/reviews/:review/findings/:finding";
const oneRisk = "/api/reviews/:review/risks/:risk";

const ofFindings: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/findings",
    summary: "A page of the findings of a review, with counts by state",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: ListQuery, answer: findings.FindingPage },
    handle: async (work, { params, query }) => {
      const page = await listRecords(work, params.review, "findings", query);
      return { ...page, records: page.records.map(bareRecord) };
    },
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/findings",
    summary: "Add a finding",
    permission: "record.give",
    event: "finding.added",
    blind: "own",
    contract: { params: OneReview, body: findings.FindingContent, answer: RecordChanged },
    handle: (work, { params, body }) => addRecord(work, params.review, "findings", body),
  }),
  route({
    method: "GET",
    path: oneFinding,
    summary: "A finding with its history and the risks made from it",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: findings.FindingParams, query: AsOf, answer: findings.FindingView },
    handle: (work, { params, query }) => showFinding(work, params.review, params.finding, query),
  }),
  route({
    method: "POST",
    path: `${oneFinding}/amend`,
    summary: "Change what stands in a finding; what stood before stays in its history",
    permission: "record.give",
    event: "finding.amended",
    blind: "own",
    contract: {
      params: findings.FindingParams,
      body: findings.FindingAmendment,
      answer: RecordChanged,
    },
    handle: (work, { params: { review, finding }, body }) =>
      amendRecord(work, { review, register: "findings", id: finding }, body),
  }),
  route({
    method: "POST",
    path: `${oneFinding}/close`,
    summary: "Close a finding, with a reason and what that rests on; auditors only",
    permission: "record.give",
    event: "finding.closed",
    blind: "own",
    contract: { params: findings.FindingParams, body: StateChange, answer: RecordChanged },
    handle: (work, { params: { review, finding }, body }) =>
      setRecordState(
        work,
        { review, register: "findings", id: finding },
        { ...body, state: "closed" },
      ),
  }),
  route({
    method: "POST",
    path: `${oneFinding}/reopen`,
    summary: "Reopen a finding, and the risks made from it; auditors only",
    permission: "record.give",
    event: "finding.reopened",
    blind: "own",
    contract: { params: findings.FindingParams, body: StateChange, answer: RecordChanged },
    handle: (work, { params: { review, finding }, body }) =>
      setRecordState(
        work,
        { review, register: "findings", id: finding },
        { ...body, state: "open" },
      ),
  }),
];

const ofRisks: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/risks",
    summary: "A page of the risks of a review, with counts by state",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: ListQuery, answer: risks.RiskPage },
    handle: async (work, { params, query }) => {
      const page = await listRecords(work, params.review, "risks", query);
      return { ...page, records: page.records.map(bareRecord) };
    },
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/risks",
    summary: "Make a risk from findings",
    permission: "record.give",
    event: "risk.added",
    blind: "own",
    contract: { params: OneReview, body: risks.RiskContent, answer: RecordChanged },
    handle: (work, { params, body }) => addRecord(work, params.review, "risks", body),
  }),
  route({
    method: "GET",
    path: oneRisk,
    summary: "A risk with its history",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: findings.RiskParams, query: AsOf, answer: risks.RiskView },
    handle: (work, { params, query }) => showRisk(work, params.review, params.risk, query),
  }),
  route({
    method: "POST",
    path: `${oneRisk}/amend`,
    summary: "Change what stands in a risk; what stood before stays in its history",
    permission: "record.give",
    event: "risk.amended",
    blind: "own",
    contract: { params: findings.RiskParams, body: risks.RiskAmendment, answer: RecordChanged },
    handle: (work, { params: { review, risk }, body }) =>
      amendRecord(work, { review, register: "risks", id: risk }, body),
  }),
  route({
    method: "POST",
    path: `${oneRisk}/close`,
    summary: "Close a risk whose findings are closed",
    permission: "record.give",
    event: "risk.closed",
    blind: "own",
    contract: { params: findings.RiskParams, body: StateChange, answer: RecordChanged },
    handle: (work, { params: { review, risk }, body }) =>
      setRecordState(work, { review, register: "risks", id: risk }, { ...body, state: "closed" }),
  }),
  route({
    method: "POST",
    path: `${oneRisk}/reopen`,
    summary: "Reopen a risk",
    permission: "record.give",
    event: "risk.reopened",
    blind: "own",
    contract: { params: findings.RiskParams, body: StateChange, answer: RecordChanged },
    handle: (work, { params: { review, risk }, body }) =>
      setRecordState(work, { review, register: "risks", id: risk }, { ...body, state: "open" }),
  }),
];

/** The ways to findings and risks, and to what all registers come to. */
export const findingsRoutes: readonly Route[] = [
  ...ofFindings,
  ...ofRisks,
  route({
    method: "GET",
    path: "/api/reviews/:review/finding-totals",
    summary: "What the registers of a review come to: open, blocked, and the unmet budget",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: TotalsQuery, answer: FindingTotals },
    handle: (work, { params, query }) => findingTotals(work, params.review, query),
  }),
];
