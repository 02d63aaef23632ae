import { type Route, route } from "../platform/http/route.ts";
import { assignOffice, listOffices, vacateOffice } from "./offices.actions.ts";
import {
  Assignment,
  OfficeChanged,
  OfficeList,
  OfficeParams,
  OfficeQuery,
  Vacancy,
} from "./offices.contract.ts";

/** The register of offices: who held what, when. */
export const officesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/offices",
    summary: "Offices and how they stood on a day",
    permission: "office.read",
    event: "none",
    blind: "unrelated",
    contract: { query: OfficeQuery, answer: OfficeList },
    handle: (work, { query }) => listOffices(work, query),
  }),
  route({
    method: "POST",
    path: "/api/offices/:office/assign",
    summary: "Put a holder or an acting holder into an office from a day on",
    permission: "office.write",
    event: "office.assigned",
    blind: "unrelated",
    contract: { params: OfficeParams, body: Assignment, answer: OfficeChanged },
    handle: (work, { params, body }) => assignOffice(work, params.office, body),
  }),
  route({
    method: "POST",
    path: "/api/offices/:office/vacate",
    summary: "Say that an office is empty from a day on",
    permission: "office.write",
    event: "office.vacated",
    blind: "unrelated",
    contract: { params: OfficeParams, body: Vacancy, answer: OfficeChanged },
    handle: (work, { params, body }) => vacateOffice(work, params.office, body),
  }),
];
