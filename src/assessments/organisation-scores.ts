import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { ClosedSample } from "./closed-sample.ts";

/** Scores that people gave, beside what was measured. */
export interface OrganisationScores {
  readonly organisation: string;
  /** One entry for each item that was scored, in the order of the yardstick. */
  readonly self: readonly ItemEvidence[];
  readonly independent: readonly ItemEvidence[];
  /** Items that were sampled for independent scoring: all, where no sample was fixed. */
  readonly sampled: readonly string[];
  /** How both kinds of score stood to each other when the sample was closed; null until it is. */
  readonly closed: ClosedSample | null;
  /** Items without weight by an approved, dated, logged profile. */
  readonly notApplicable: readonly string[];
}
