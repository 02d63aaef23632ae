import { type Route, route } from "../platform/http/route.ts";
import { Done } from "../platform/identity/identity.contract.ts";
import {
  endCalendar,
  listCalendars,
  makeCalendar,
  subscribedWaiting,
} from "./calendars.actions.ts";
import { listWaiting } from "./waiting.actions.ts";
import * as contract from "./waiting.contract.ts";

/** The ways to what waits for a person, on a page and in their calendar. */
export const toldRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/waiting",
    summary: "What waits for whoever asks",
    permission: "own-account.use",
    event: "none",
    blind: "own",
    contract: { answer: contract.WaitingList },
    handle: (work) => listWaiting(work),
  }),
  route({
    method: "POST",
    path: "/api/waiting/calendars",
    summary: "Make a link by which one's calendars read one's own dates",
    permission: "own-account.use",
    event: "waiting.calendar-made",
    blind: "unrelated",
    contract: { body: contract.NewCalendarLink, answer: contract.CalendarLink },
    handle: (work, { body }) => makeCalendar(work, body.name),
  }),
  route({
    method: "GET",
    path: "/api/waiting/calendars",
    summary: "One's open links, without their secrets",
    permission: "own-account.use",
    event: "none",
    blind: "unrelated",
    contract: { answer: contract.CalendarLinks },
    handle: (work) => listCalendars(work),
  }),
  route({
    method: "DELETE",
    path: "/api/waiting/calendars/:calendar",
    summary: "Revoke a link to one's own dates",
    permission: "own-account.use",
    event: "waiting.calendar-revoked",
    blind: "unrelated",
    contract: { params: contract.CalendarPath, answer: Done },
    handle: (work, { params }) => endCalendar(work, params.calendar),
  }),
  route({
    method: "GET",
    path: "/api/waiting/calendar.ics",
    summary: "What waits for a person as iCalendar, for whoever holds their link",
    // The secret is in the query, which the request log leaves out.
    permission: "public",
    event: "none",
    blind: "own",
    contract: {
      query: contract.CalendarQuery,
      answer: { media: "text/calendar; charset=utf-8" },
    },
    handle: async (work, { query }) => ({
      content: await subscribedWaiting(work, query.key),
      fileName: "waiting.ics",
    }),
  }),
];
