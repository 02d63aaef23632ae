import { unreachable } from "../../kit/problem.ts";

/** What somebody may be. A role holds everywhere, or for one organisation. */
export const roles = [
  "administrator",
  "reviewing-officer",
  "determining-officer",
  "head",
  "security-lead",
  "auditor",
  "observer",
] as const;
export type Role = (typeof roles)[number];

/** A role that somebody has; `organisation` null means the whole instance. */
export interface Grant {
  readonly role: Role;
  readonly organisation: string | null;
}

/** Whoever asks: a person, a token of a person, Muster itself, or somebody not signed in. */
export interface Actor {
  readonly kind: "person" | "token" | "muster" | "anonymous";
  /** Identifier of the account; empty when anonymous. */
  readonly account: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** All that the account holds, where a token was narrowed to less: what restricts counts from here. */
  readonly held?: readonly Grant[];
}

/** All roles that restrict an actor: those of the account, not only those that a token may use. */
export function heldBy(actor: Actor): readonly Grant[] {
  return actor.held ?? actor.grants;
}

/** Nobody in particular. */
export const anonymous: Actor = {
  kind: "anonymous",
  account: "",
  name: "not signed in",
  grants: [],
};

const everyone: readonly Role[] = roles;
const office: readonly Role[] = ["administrator", "reviewing-officer"];
const wholeReview: readonly Role[] = [
  "administrator",
  "reviewing-officer",
  "determining-officer",
  "auditor",
  "observer",
];

/**
 * Who may do what. Deny by default: a permission that is not in this table does not exist, and a
 * role that is not in a row has no such permission.
 */
export const permissions = {
  "instance.administer": ["administrator"],
  "own-account.use": everyone,
  // Whoever is signed in may say where they held a post; of others only offices may.
  "post.declare": everyone,
  "post.withdraw": office,
  "log.read": wholeReview,
  "metrics.read": ["administrator", "auditor", "observer"],
  "office.read": everyone,
  "office.write": office,
  "order.read": everyone,
  "order.write": office,
  "organisation.read": everyone,
  "organisation.write": office,
  "yardstick.read": everyone,
  "yardstick.write": office,
  "methodology.read": everyone,
  "methodology.write": office,
  "review.read": wholeReview,
  "review.read-own": everyone,
  "review.write": office,
  "evidence.read": wholeReview,
  "evidence.write": office,
  "score.read": everyone,
  // Whoever is signed in may come with a score; which, the two rows below decide for each.
  "score.give": everyone,
  "score.self": ["head", "security-lead", "reviewing-officer"],
  "score.independent": ["auditor"],
  "assessment.write": office,
  "record.read": everyone,
  // Whoever is signed in may come with a record; which, the rows below decide for each.
  "record.give": everyone,
  "finding.write": ["auditor", "reviewing-officer"],
  "finding.close": ["auditor"],
  "risk.write": ["auditor", "reviewing-officer", "security-lead"],
  "risk.close": ["auditor", "reviewing-officer"],
  "recommendation.write": ["auditor", "reviewing-officer", "determining-officer"],
  "recommendation.respond": ["head", "reviewing-officer"],
  "action.write": ["head", "security-lead", "reviewing-officer"],
  "decision.read": everyone,
  "decision.prepare": ["head", "security-lead"],
  // Which of them may sign, the register of offices decides, and delegations.
  "attestation.sign": ["head", "security-lead"],
  "delegation.give": ["head"],
  "accountability.read": wholeReview,
  "key.use": everyone,
  "key.approve": ["reviewing-officer", "determining-officer", "administrator"],
  "verdict.read": everyone,
  "verdict.read-all": wholeReview,
  "verdict.send": ["reviewing-officer", "determining-officer"],
  "verdict.reply": ["head"],
  "verdict.confirm": ["determining-officer"],
  // Which of them are authors, the register of offices decides.
  "product.author": everyone,
  "determination.write": ["administrator", "reviewing-officer", "determining-officer"],
  "edition.withhold": ["reviewing-officer", "determining-officer"],
  "report.publish": ["reviewing-officer", "determining-officer"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

/** An answer of the policy, with the reason in words when it is no. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: string };

/**
 * Decides whether an actor has a permission. A grant for the whole instance always counts. A grant
 * for one organisation counts where the question is about that organisation, and, for what every
 * role may, where it is about none.
 */
export function decide(
  actor: Actor,
  permission: Permission,
  organisation: string | null = null,
): Decision {
  switch (actor.kind) {
    case "anonymous":
      return { allowed: false, because: "Nobody is signed in." };
    case "muster":
      return { allowed: true };
    case "person":
    case "token": {
      // Whoever is signed in may see who they are and sign out, also before they have a role.
      if (permission === "own-account.use") return { allowed: true };
      const able: readonly Role[] = permissions[permission];
      const where = organisation === null ? "" : ` for ${organisation}`;
      const allowed = actor.grants.some(
        (grant) =>
          able.includes(grant.role) &&
          (grant.organisation === null ||
            // What everybody may read is no secret of one organisation, unless one is asked about.
            (organisation === null ? able === everyone : grant.organisation === organisation)),
      );
      return allowed
        ? { allowed: true }
        : { allowed: false, because: `This needs the role ${able.join(" or ")}${where}.` };
    }
    default:
      return unreachable(actor.kind);
  }
}
