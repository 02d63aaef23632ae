import type { RiskState } from "../decisions/decisions.contract.ts";
import { decidedDigest, type RiskMatter, stateByDigest } from "../decisions/risk-states.ts";
import type { CountedStates } from "../determination/gate-states.ts";
import { Problem } from "../kit/problem.ts";
import type { AccountabilityFacts, PublicAccountability } from "./accountability.contract.ts";
import { bundleNames, editionNames } from "./bundle-names.ts";

/** What a bundle says of risks, decisions and signatures, without the words of any of them. */
export function accountabilityFacts(matters: readonly RiskMatter[]): AccountabilityFacts {
  const sorted = matters.toSorted((a, b) => (a.organisation < b.organisation ? -1 : 1));
  return {
    format: "muster/accountability/1",
    organisations: sorted.map(({ organisation, due, risks, decisions, signed }) => ({
      organisation,
      due,
      risks: risks.map((risk) => {
        const fact = decisions.get(risk.risk);
        return {
          risk: risk.risk,
          open: risk.state === "open",
          known_at: risk.known_at,
          decision:
            fact === undefined
              ? null
              : {
                  decision: fact.decision,
                  expires: fact.expires,
                  known_at: fact.known_at,
                  leaf: fact.leaf,
                  digest: decidedDigest(risk, fact),
                },
        };
      }),
      signed: signed && {
        attestation: signed.attestation,
        day: signed.day,
        known_at: signed.known_at,
        decided: { ...signed.decided },
      },
    })),
  };
}

type Of = AccountabilityFacts["organisations"][number];

function openStates({ risks, signed }: Of, on: string): RiskState[] {
  return risks
    .filter(({ open }) => open)
    .map(({ risk, decision }) => stateByDigest(decision, signed?.decided[risk], on));
}

function isLate(signed: unknown, due: string | null, on: string): boolean {
  return signed === null && due !== null && on > due;
}

/**
 * Counts anew what gates look at, from the facts of a bundle, on the day spoken of.
 * Refuses (bad-input): facts that became known later, and organisations other than those that are rated.
 */
export function statesOfFacts(
  { organisations }: AccountabilityFacts,
  scope: readonly string[],
  { on, asOf }: { readonly on: string; readonly asOf: string },
): CountedStates[] {
  const named = organisations.map(({ organisation }) => organisation);
  if (named.join("\n") !== scope.toSorted().join("\n")) {
    throw new Problem("bad-input", "does not speak of exactly those who are rated.", {
      file: bundleNames.accountability,
    });
  }
  return organisations.map((each) => {
    requireKnown(each, asOf);
    const states = openStates(each, on);
    return {
      organisation: each.organisation,
      open_risks: states.length,
      undecided: states.filter((state) => state !== "decided").length,
      late: isLate(each.signed, each.due, on),
      due: each.due,
      whole: true,
    };
  });
}

function requireKnown({ organisation, risks, signed }: Of, asOf: string): void {
  const known = [
    ...risks.flatMap(({ known_at, decision }) => [known_at, decision?.known_at ?? ""]),
    signed?.known_at ?? "",
  ];
  if (known.every((at) => at <= asOf)) return;
  throw new Problem("bad-input", `tells of ${organisation} what became known after ${asOf}.`, {
    file: bundleNames.accountability,
  });
}

/**
 * As much of an organisation's risks as the public may have. Where an item is withheld, only risks
 * that name items are told, and only told ones: what names none may be about what is withheld.
 * Digests are left out, because they are made of words that are withheld, too.
 */
export function publicAccountability(
  matter: RiskMatter,
  on: string,
  withheld: ReadonlySet<string>,
): PublicAccountability {
  const isTold = (items: readonly string[]): boolean =>
    withheld.size === 0 || (items.length > 0 && !items.some((item) => withheld.has(item)));
  const risks = matter.risks.filter(({ items }) => isTold(items));
  const [of] = accountabilityFacts([{ ...matter, risks }]).organisations;
  const states = of === undefined ? [] : openStates(of, on);
  const count = (state: RiskState): number => states.filter((each) => each === state).length;
  return {
    due: matter.due,
    signed: matter.signed?.day ?? null,
    open: {
      undecided: count("undecided"),
      prepared: count("prepared"),
      expired: count("expired"),
      decided: count("decided"),
    },
  };
}

/**
 * Counts what gates look at from a row of a public edition. `whole` is false where items of the
 * organisation are withheld: risks about them may be undecided, so that nothing is proved.
 * Refuses (bad-input): a row that does not tell it.
 */
export function statesOfRow(
  row: { readonly organisation: string; readonly accountability?: PublicAccountability },
  on: string,
  whole: boolean,
): CountedStates {
  const { organisation, accountability: told } = row;
  if (told === undefined) {
    const sentence = `says nothing of risks and signature of ${organisation}, and a gate looks at them.`;
    throw new Problem("bad-input", sentence, { file: editionNames.rows });
  }
  const { undecided, prepared, expired, decided } = told.open;
  const open = undecided + prepared + expired;
  return {
    organisation,
    open_risks: open + decided,
    undecided: open,
    late: isLate(told.signed, told.due, on),
    due: told.due,
    whole,
  };
}
