import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { addRecord, amendRecord, setRecordState } from "./change-records.actions.ts";
import * as contract from "./plan.contract.ts";
import { showAction } from "./record-views.actions.ts";
import { bareRecord, listRecords } from "./records.actions.ts";
import { ListQuery, RecordChanged, StateChoice } from "./records.contract.ts";

const OneReview = Type.Object({ review: Type.String({ maxLength: 64 }) });
const AsOf = Type.Object({ as_of: Type.Optional(Type.String({ maxLength: 40 })) });
const one = "/api/reviews/:review/actions/:action";
const about = ({ review, action }: { review: string; action: string }) =>
  ({ review, register: "actions", id: action }) as const;

/** The ways to the plan of action. */
export const planRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/actions",
    summary: "A page of the plan of action of a review, with counts by state",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: OneReview, query: ListQuery, answer: contract.ActionPage },
    handle: async (work, { params, query }) => {
      const page = await listRecords(work, params.review, "actions", query);
      return { ...page, records: page.records.map(bareRecord) };
    },
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/actions",
    summary: "Add an action to the plan",
    permission: "record.give",
    event: "action.added",
    blind: "own",
    contract: { params: OneReview, body: contract.ActionContent, answer: RecordChanged },
    handle: (work, { params, body }) => addRecord(work, params.review, "actions", body),
  }),
  route({
    method: "GET",
    path: one,
    summary: "An action with its milestones, its slips and its history",
    permission: "record.read",
    event: "none",
    blind: "own",
    contract: { params: contract.ActionParams, query: AsOf, answer: contract.ActionView },
    handle: (work, { params, query }) => showAction(work, params.review, params.action, query),
  }),
  route({
    method: "POST",
    path: `${one}/amend`,
    summary: "Change an action; earlier dates of its milestones stay",
    permission: "record.give",
    event: "action.amended",
    blind: "own",
    contract: {
      params: contract.ActionParams,
      body: contract.ActionAmendment,
      answer: RecordChanged,
    },
    handle: (work, { params, body }) => amendRecord(work, about(params), body),
  }),
  route({
    method: "POST",
    path: `${one}/state`,
    summary: "Say how an action stands: open, in progress, done or dropped",
    permission: "record.give",
    event: "action.state-set",
    blind: "own",
    contract: { params: contract.ActionParams, body: StateChoice, answer: RecordChanged },
    handle: (work, { params, body }) => setRecordState(work, about(params), body),
  }),
];
