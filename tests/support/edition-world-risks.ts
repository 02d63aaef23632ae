import {
  decidedDigest,
  type DecisionFact,
  type RiskMatter,
  type SignedMark,
} from "../../src/decisions/risk-states.ts";
import type { RiskOf } from "../../src/findings/risks.contract.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";

/** A risk of a world of edition-worlds.ts. */
export interface WorldRisk {
  readonly organisation: string;
  readonly items: readonly string[];
  readonly open: boolean;
  readonly decision: "none" | "prepared" | "signed" | "expired";
  readonly title: string;
}

interface WorldMatter {
  readonly risks: readonly WorldRisk[];
  readonly signed: readonly string[];
  readonly due: string | null;
  /** When everything became known, and the day of decisions and signatures. */
  readonly at: string;
  readonly earlier: string;
}

/** What the head of an organisation of a world is asked, decided and signed. */
export function matterOf(
  { risks, signed, due, at, earlier }: WorldMatter,
  organisation: string,
): RiskMatter {
  const own = risks
    .map((each, no) => ({ ...each, id: `R-${no + 1}` }))
    .filter((each) => each.organisation === organisation);
  const found = own.map(({ id, items, open, title, decision }) => {
    const stands: RiskOf = {
      risk: id,
      title,
      statement: title,
      severity: "high",
      effect: "",
      cost: null,
      findings: [],
      items: [...items],
      state: open ? "open" : "closed",
      known_at: at,
    };
    const fact: DecisionFact = {
      organisation,
      risk: id,
      decision: "accept",
      reason: title,
      cost: null,
      date: earlier,
      owner: "t",
      expires: decision === "expired" ? earlier : null,
      by: "t",
      known_at: at,
      leaf: sha256(id),
    };
    return { decision, stands, fact };
  });
  const decided = found.filter(({ decision }) => decision === "signed");
  const mark: SignedMark = {
    organisation,
    attestation: sha256(organisation),
    decisions_digest: "",
    decided: Object.fromEntries(
      decided.map(({ stands, fact }) => [stands.risk, decidedDigest(stands, fact)]),
    ),
    day: earlier,
    by: "t",
    known_at: at,
  };
  const withDecision = found.filter(({ decision }) => decision !== "none");
  return {
    organisation,
    risks: found.map(({ stands }) => stands),
    decisions: new Map(withDecision.map(({ fact }) => [fact.risk, fact])),
    signed: signed.includes(organisation) ? mark : null,
    due,
  };
}
