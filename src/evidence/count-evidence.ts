import type { CountedEvidence } from "./counted-evidence.ts";
import type { EvidenceFacts, EvidenceQuestion } from "./evidence-facts.ts";
import { foldEvidence } from "./fold-evidence.ts";
import { planItems } from "./plan-items.ts";
import { tallyEvidence } from "./tally-evidence.ts";

/**
 * Counts what the evidence proves of every organisation of the list, by rule 1 of the determination:
 * collections supersede, what was expected and not seen is unknown, and what is missing has a reason.
 *
 * Given: all facts; those known after `asOf` are left aside. Days are calendar days of the source.
 * Returns: one entry an organisation in the order of the list, with one entry an item of the
 * yardstick; the names that belong to none of them; and where the source's verdict differs.
 * Example: a scan that reaches 1 of 778 sites counts 1 good and 777 unseen, whatever that site does.
 */
export function countEvidence(facts: EvidenceFacts, question: EvidenceQuestion): CountedEvidence {
  const plans = planItems(facts, question);
  const tallies = tallyEvidence(facts, plans, question);
  return foldEvidence(plans, tallies, facts, question);
}
