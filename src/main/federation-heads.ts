import { showStatement, signStatement } from "../attestations/attestations.actions.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { prepareDecisions } from "../decisions/decisions.actions.ts";
import { addSpan } from "../kit/calendar.ts";
import { signEnvelope } from "../kit/dsse.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { workIn } from "../platform/perform-work.ts";
import { enrolStoryKey, seatHead } from "./federation-people.ts";
import { thrownFrom } from "./federation-scores.ts";
import { federationReview as review, type Named, type Story } from "./federation-told.ts";

const kinds = ["mitigate", "mitigate", "mitigate", "accept", "transfer", "avoid"] as const;
const reasons: Readonly<Record<(typeof kinds)[number], string>> = {
  mitigate: "It is mended by the day named, the worst first.",
  accept: "What could be lost is public already; it is looked at again by the day named.",
  transfer: "The supplier runs it and answers for it, by a contract that says so.",
  avoid: "The service is switched off.",
};

/** Who heads a body, what they decide, and whether they sign: most do, some are late, some never. */
export async function decideAndSign(
  { transaction, days, today, offices, told }: Story,
  organisation: Named,
  risksOf: ReadonlyMap<string, readonly string[]>,
): Promise<Actor | null> {
  const thrown = thrownFrom(`head of ${organisation.name}`);
  const fate = thrown(100);
  if (fate >= 96) return null; // nobody said who heads it
  const acting = fate < 10 ? { acting: true, until: addSpan(today, { days: 40 }) } : {};
  const head = await seatHead(transaction, organisation, days.signed, acting);
  const risks = risksOf.get(organisation.name) ?? [];
  const decided = fate >= 84 ? risks.slice(1) : risks;
  const pair = { review, organisation: organisation.id };
  if (decided.length > 0) {
    const decisions = decided.map((risk) => {
      const decision = kinds[thrown(kinds.length)] ?? "mitigate";
      const later = addSpan(today, { days: 90 + thrown(300) });
      return {
        risk,
        decision,
        reason: reasons[decision],
        cost: decision === "accept" ? null : (5 + thrown(60)) * 10_000,
        date: decision === "accept" ? days.on : later,
        owner: `Head of the ${organisation.name}`,
        ...(decision === "accept" ? { expires: later } : {}),
      };
    });
    await prepareDecisions(workIn(transaction, head), pair, decisions);
  }
  if (fate >= 70) return head; // nothing is signed
  const { determining } = offices;
  const key = await enrolStoryKey(transaction, head, determining);
  const { statement, may_sign } = await showStatement(workIn(transaction, head), pair);
  if (!may_sign) return head;
  const envelope = await signEnvelope(inTotoPayloadType, statement, key);
  await signStatement(workIn(transaction, head), pair, envelope);
  told.signed += 1;
  return head;
}
