import { type Route, route } from "../platform/http/route.ts";
import { approveKey, confirmKey, rejectKey, requestKey, revokeKey } from "./keys.actions.ts";
import * as contract from "./keys.contract.ts";
import { listKeys } from "./shown-keys.actions.ts";

/** The ways to the keys that people sign with. */
export const keysRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/keys",
    summary: "Keys that people sign with, newest first; whoever is no officer sees their own",
    permission: "key.use",
    event: "none",
    blind: "unrelated",
    contract: { query: contract.KeyQuery, answer: contract.KeyPage },
    handle: (work, { query }) => listKeys(work, query),
  }),
  route({
    method: "POST",
    path: "/api/keys",
    summary: "Ask for a key to sign with; two officers approve it and its person confirms it",
    permission: "key.use",
    event: "key.requested",
    blind: "unrelated",
    contract: { body: contract.NewKey, answer: contract.KeyChanged },
    handle: (work, { body }) => requestKey(work, body),
  }),
  route({
    method: "POST",
    path: "/api/keys/:fingerprint/approve",
    summary: "Approve a person's key as an officer",
    permission: "key.approve",
    event: "key.approved",
    blind: "unrelated",
    contract: {
      params: contract.KeyPath,
      body: contract.KeyApproval,
      answer: contract.KeyChanged,
    },
    handle: (work, { params, body }) => approveKey(work, params.fingerprint, body.reason),
  }),
  route({
    method: "POST",
    path: "/api/keys/:fingerprint/reject",
    summary: "Reject a key that waits, or give up one's own",
    permission: "key.use",
    event: "key.rejected",
    blind: "unrelated",
    contract: {
      params: contract.KeyPath,
      body: contract.KeyApproval,
      answer: contract.KeyChanged,
    },
    handle: (work, { params, body }) => rejectKey(work, params.fingerprint, body.reason),
  }),
  route({
    method: "POST",
    path: "/api/keys/:fingerprint/confirm",
    summary: "Confirm the fingerprint of one's own key, from when on it signs",
    permission: "key.use",
    event: "key.confirmed",
    blind: "unrelated",
    contract: {
      params: contract.KeyPath,
      body: contract.KeyConfirmation,
      answer: contract.KeyChanged,
    },
    handle: (work, { params, body }) => confirmKey(work, params.fingerprint, body.fingerprint),
  }),
  route({
    method: "POST",
    path: "/api/keys/:fingerprint/revoke",
    summary: "Ask for the end of a key: it signs nothing from now on",
    permission: "key.use",
    event: "key.revocation-asked",
    blind: "unrelated",
    contract: {
      params: contract.KeyPath,
      body: contract.KeyApproval,
      answer: contract.KeyChanged,
    },
    handle: (work, { params, body }) => revokeKey(work, params.fingerprint, body.reason),
  }),
];
