import { Problem } from "../kit/problem.ts";
import { route, type Route, SessionReply } from "../platform/http/route.ts";
import { findAccountByName } from "../platform/identity/identity.store.ts";
import {
  demonstrationOfficer,
  type DemonstrationRole,
  DemonstrationRoles,
  isOfDemonstration,
  RoleSwitch,
  RoleSwitched,
} from "../platform/identity/role-switch.contract.ts";
import { secretDigest } from "../platform/identity/secret.ts";
import { deleteSession } from "../platform/identity/sessions.store.ts";
import { startSession } from "../platform/identity/sign-in.actions.ts";
import type { Work } from "../platform/work.ts";
import { federationOpenHead } from "./federation-open-head.ts";
import { federationReview } from "./federation-told.ts";

const review = `/reviews/${federationReview}`;

/** As whom a newcomer may look at the demonstration, and the account that each is. */
const roles = [
  { role: "Demonstration officer, who may do everything", name: demonstrationOfficer },
  { role: "Reviewing officer", name: "SIMULATED Reviewing Officer" },
  { role: "Determining officer", name: "SIMULATED First Determining Officer" },
  { role: "Second determining officer", name: "SIMULATED Second Determining Officer" },
  { role: "Auditor", name: "SIMULATED Audit Office" },
  { role: "Security lead", name: "SIMULATED Security Leads" },
] as const;

/** The roles whose accounts are there by now; those of the federation come a moment after the start. */
async function rolesFor({ transaction, actor }: Work): Promise<DemonstrationRole[]> {
  if (!isOfDemonstration(actor.name)) {
    throw new Problem("not-permitted", "Only people of the demonstration switch their role.");
  }
  const head = federationOpenHead();
  const wanted = [...roles, { role: `Head of the ${head.organisation}`, name: head.name }];
  const found = await Promise.all(
    wanted.map(async ({ role, name }) => {
      const account = await findAccountByName(transaction, name);
      if (!account) return [];
      const [own] = account.grants.flatMap((grant) => grant.organisation ?? []);
      const start = own === undefined ? review : `${review}/organisations/${own}/decisions`;
      return [{ role, name, current: name === actor.name, start }];
    }),
  );
  return found.flat();
}

/**
 * The ways in by which a newcomer looks at the demonstration through other people's eyes. Only an
 * instance that was started as a demonstration has them, and they lead to its invented people alone.
 */
export const demonstrationRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/demonstration/roles",
    summary: "As whom the demonstration may be looked at",
    permission: "own-account.use",
    event: "none",
    blind: "unrelated",
    contract: { answer: DemonstrationRoles },
    handle: async (work) => ({ roles: await rolesFor(work) }),
  }),
  route({
    method: "POST",
    path: "/api/demonstration/role",
    summary: "Go on in the demonstration as somebody else of it",
    permission: "own-account.use",
    event: "session.started",
    blind: "unrelated",
    contract: { body: RoleSwitch, answer: RoleSwitched },
    handle: async (work, { body, client }) => {
      const wanted = (await rolesFor(work)).find(({ name }) => name === body.name);
      const account = wanted && (await findAccountByName(work.transaction, wanted.name));
      if (!wanted || !account) {
        throw new Problem(
          "not-permitted",
          `The demonstration has no role "${body.name}": choose one that GET /api/demonstration/roles names.`,
        );
      }
      if (client.session === undefined) {
        throw new Problem("refused", "An API token switches no role: sign in on the page for it.");
      }
      const { session } = await startSession(work, account.account, "demonstration-role");
      await deleteSession(work.transaction, secretDigest(client.session));
      return new SessionReply({ name: wanted.name, start: wanted.start }, session);
    },
  }),
];
