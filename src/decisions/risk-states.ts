import type { RiskOf } from "../findings/risks.contract.ts";
import { digestOf } from "../kit/canonical-json.ts";
import type { Accountability, DecidedRisk, DecisionKind, RiskState } from "./decisions.contract.ts";

/** A decision as it stands: the latest that was prepared on a risk. */
export interface DecisionFact {
  readonly organisation: string;
  readonly risk: string;
  readonly decision: DecisionKind;
  readonly reason: string;
  /** Whole units of money; null where nobody said. */
  readonly cost: number | null;
  readonly date: string;
  readonly owner: string;
  readonly expires: string | null;
  readonly by: string;
  readonly known_at: string;
  readonly leaf: string;
}

/** What the latest signature of an organisation stands for. */
export interface SignedMark {
  readonly organisation: string;
  readonly attestation: string;
  readonly decisions_digest: string;
  /** By risk: the digest of the risk with the decision that was signed. */
  readonly decided: Readonly<Record<string, string>>;
  /** The day of the signature. */
  readonly day: string;
  readonly by: string;
  readonly known_at: string;
}

/** All that is known of one organisation's risks. */
export interface RiskMatter {
  readonly organisation: string;
  readonly risks: readonly RiskOf[];
  readonly decisions: ReadonlyMap<string, DecisionFact>;
  readonly signed: SignedMark | null;
  readonly due: string | null;
}

/** The digest of a risk with what was decided on it: another one as soon as either is otherwise. */
export function decidedDigest(risk: RiskOf, decision: DecisionFact): string {
  const { title, statement, severity, effect, cost, findings } = risk;
  return digestOf({
    risk: { risk: risk.risk, title, statement, severity, effect, cost, findings },
    decision: {
      decision: decision.decision,
      reason: decision.reason,
      cost: decision.cost,
      date: decision.date,
      owner: decision.owner,
      expires: decision.expires,
    },
  });
}

/** Every open risk that has a decision, with the digest of both: what a signature is compared by. */
export function decidedRisks(matter: Pick<RiskMatter, "risks" | "decisions">): [string, string][] {
  return matter.risks.flatMap((risk) => {
    const decision = matter.decisions.get(risk.risk);
    const decided = risk.state === "open" && decision !== undefined;
    return decided ? [[risk.risk, decidedDigest(risk, decision)] as [string, string]] : [];
  });
}

/** The digest of all open risks and what was prepared on them. */
export function decisionsDigest(matter: Pick<RiskMatter, "risks" | "decisions">): string {
  const open = matter.risks.filter((risk) => risk.state === "open").map(({ risk }) => risk);
  return digestOf({ open, decided: Object.fromEntries(decidedRisks(matter)) });
}

/** Where a risk stands on a day. An acceptance counts up to its last day. */
export function riskStateOn(
  risk: RiskOf,
  decision: DecisionFact | undefined,
  signed: SignedMark | null,
  day: string,
): RiskState {
  if (decision === undefined) return "undecided";
  const decided = { expires: decision.expires, digest: decidedDigest(risk, decision) };
  return stateByDigest(decided, signed?.decided[risk.risk], day);
}

/** The same by digests alone: of the risk with the decision that stands, and as it was signed. */
export function stateByDigest(
  decided: { readonly expires: string | null; readonly digest: string } | null,
  signed: string | undefined,
  day: string,
): RiskState {
  if (decided === null) return "undecided";
  if (decided.expires !== null && decided.expires < day) return "expired";
  return signed === decided.digest ? "decided" : "prepared";
}

/** Counts what the determination asks of one organisation on a day. */
export function accountabilityOn(matter: RiskMatter, day: string): Accountability {
  const { organisation, signed, due } = matter;
  const open = matter.risks.filter((risk) => risk.state === "open");
  const states = open.map((risk) =>
    riskStateOn(risk, matter.decisions.get(risk.risk), signed, day),
  );
  const count = (state: RiskState): number => states.filter((each) => each === state).length;
  const isLate = due !== null && (signed?.day ?? day) > due;
  return {
    organisation,
    open_risks: open.length,
    undecided: open.length - count("decided"),
    prepared: count("prepared"),
    expired: count("expired"),
    signature: signatureOf(matter, isLate),
    due,
    signed_at: signed?.known_at ?? null,
    signed_late: signed !== null && isLate,
  };
}

function signatureOf(matter: RiskMatter, isLate: boolean): Accountability["signature"] {
  if (matter.signed === null) return isLate ? "late" : "none";
  return matter.signed.decisions_digest === decisionsDigest(matter) ? "signed" : "stale";
}

/** A risk with its decision and where it stands on a day, as people are shown it. */
export function decidedRisk(
  matter: RiskMatter,
  risk: RiskOf,
  day: string,
  names: ReadonlyMap<string, string>,
): DecidedRisk {
  const fact = matter.decisions.get(risk.risk);
  const { title, statement, severity, effect, cost, findings } = risk;
  return {
    risk: risk.risk,
    title,
    statement,
    severity,
    effect,
    cost,
    findings,
    open: risk.state === "open",
    state: riskStateOn(risk, fact, matter.signed, day),
    decision: fact === undefined ? null : shownDecision(fact, names),
  };
}

function shownDecision(
  fact: DecisionFact,
  names: ReadonlyMap<string, string>,
): NonNullable<DecidedRisk["decision"]> {
  const { organisation: _organisation, risk: _risk, ...decision } = fact;
  return { ...decision, by_name: names.get(fact.by) ?? fact.by };
}
