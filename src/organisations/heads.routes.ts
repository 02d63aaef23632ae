import { type Route, route } from "../platform/http/route.ts";
import { listHeads, setHeadOffice, showHead } from "./heads.actions.ts";
import * as contract from "./heads.contract.ts";

/** The ways to who heads which organisation. */
export const headsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/heads",
    summary: "Who heads which organisation, a page at a time",
    permission: "organisation.read",
    event: "none",
    blind: "unrelated",
    contract: { query: contract.HeadPageQuery, answer: contract.HeadPage },
    handle: (work, { query }) => listHeads(work, query),
  }),
  route({
    method: "GET",
    path: "/api/organisations/:organisation/head",
    summary: "Who heads an organisation on a day",
    permission: "organisation.read",
    event: "none",
    blind: "unrelated",
    contract: { params: contract.HeadPath, query: contract.HeadQuery, answer: contract.HeadOn },
    handle: (work, { params, query }) => showHead(work, params.organisation, query),
  }),
  route({
    method: "POST",
    path: "/api/organisations/:organisation/head-office",
    summary: "Say which office heads an organisation from a day on",
    permission: "organisation.write",
    event: "organisation.head-office-set",
    blind: "unrelated",
    contract: {
      params: contract.HeadPath,
      body: contract.NewHeadOffice,
      answer: contract.HeadOfficeSet,
    },
    handle: (work, { params, body }) => setHeadOffice(work, params.organisation, body),
  }),
];
