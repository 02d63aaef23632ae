import { Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { attestationFile } from "./attestation-file.actions.ts";
import { listAttestations, showStatement, signStatement } from "./attestations.actions.ts";
import * as contract from "./attestations.contract.ts";
import { endDelegation, giveDelegation, listDelegations } from "./delegations.actions.ts";

const FileQuery = Type.Object(
  { attestation: Type.Optional(Type.String({ pattern: "^[0-9a-f]{64}$" })) },
  { additionalProperties: false },
);

/** The ways to signed statements and delegations. */
export const attestationsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/statement",
    summary: "What the head is shown and signs, and whether whoever asks may sign it",
    permission: "decision.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: { params: contract.AttestationPath, answer: contract.StatementView },
    handle: (work, { params }) => showStatement(work, params),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/attestations",
    summary: "Signed statements of an organisation, newest first, with what changed since",
    permission: "decision.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: {
      params: contract.AttestationPath,
      query: contract.AttestationQuery,
      answer: contract.AttestationPage,
    },
    handle: (work, { params, query }) => listAttestations(work, params, query),
  }),
  route({
    method: "POST",
    path: "/api/reviews/:review/organisations/:organisation/attestations",
    summary: "Take a statement that the head signed",
    permission: "attestation.sign",
    organisation: ({ organisation }) => organisation,
    event: "attestation.signed",
    blind: "organisation",
    contract: {
      params: contract.AttestationPath,
      body: contract.NewAttestation,
      bodyLimit: 16 * 1024 * 1024,
      answer: contract.Attested,
    },
    handle: (work, { params, body }) => signStatement(work, params, body.envelope),
  }),
  route({
    method: "GET",
    path: "/api/reviews/:review/organisations/:organisation/attestation.json",
    summary: "A signed statement with all that is needed to check it offline",
    permission: "decision.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "organisation",
    contract: {
      params: contract.AttestationPath,
      query: FileQuery,
      answer: { media: "application/json" },
    },
    handle: async (work, { params, query }) => ({
      fileName: `attestation-${params.organisation}.json`,
      content: await attestationFile(work, params, query.attestation),
    }),
  }),
  route({
    method: "GET",
    path: "/api/organisations/:organisation/delegations",
    summary: "Who may sign instead of the holder, newest first",
    permission: "decision.read",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "unrelated",
    contract: {
      params: contract.DelegationsPath,
      query: contract.AttestationQuery,
      answer: contract.DelegationPage,
    },
    handle: (work, { params, query }) => listDelegations(work, params.organisation, query),
  }),
  route({
    method: "POST",
    path: "/api/organisations/:organisation/delegations",
    summary: "Let somebody else sign in one review, on some days",
    permission: "delegation.give",
    organisation: ({ organisation }) => organisation,
    event: "delegation.given",
    blind: "unrelated",
    contract: {
      params: contract.DelegationsPath,
      body: contract.NewDelegation,
      answer: contract.DelegationGiven,
    },
    handle: (work, { params, body }) => giveDelegation(work, params.organisation, body),
  }),
  route({
    method: "POST",
    path: "/api/organisations/:organisation/delegations/:delegation/end",
    summary: "End a delegation",
    permission: "delegation.give",
    organisation: ({ organisation }) => organisation,
    event: "delegation.ended",
    blind: "unrelated",
    contract: { params: contract.DelegationPath, answer: contract.DelegationGiven },
    handle: (work, { params }) => endDelegation(work, params.organisation, params.delegation),
  }),
];
