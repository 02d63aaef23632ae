import { valueInWords } from "../assessments/value-words.ts";
import { canonicalJson, digestOf } from "../kit/canonical-json.ts";
import { counted } from "../kit/counted-words.ts";
import {
  type HeadStatement,
  headStatementType,
  type SignableStatement,
  type StatedItem,
  type StatedRisk,
  type StatementChange,
  statementType,
} from "./attestations.contract.ts";

/** What a statement is made of; what can be counted from it is left out. */
export type StatementParts = Omit<HeadStatement, "format" | "totals" | "consent" | "since"> & {
  /** The last signed statement of the same organisation, with its digest and instant. */
  readonly last: {
    readonly attestation: string;
    readonly signed_at: string;
    readonly statement: HeadStatement;
  } | null;
};

function totalsOf({
  risks,
  items,
}: Pick<HeadStatement, "risks" | "items">): HeadStatement["totals"] {
  const answered = items.filter(({ value }) => value !== null && !("missing" in value)).length;
  return {
    open_risks: risks.length,
    undecided: risks.filter(({ decision }) => decision === null).length,
    expired: risks.filter(({ decision }) => decision?.expired === true).length,
    items: items.length,
    answered,
    not_answered: items.length - answered,
  };
}

/**
 * The sentence that a head agrees to by signing: whose word it is, what it is about and how much of
 * it is open. It is shown beside the button, and signed with the rest.
 */
export function consentSentence(
  statement: Pick<HeadStatement, "signer" | "head" | "organisation" | "review" | "simulated"> & {
    readonly totals: HeadStatement["totals"];
  },
): string {
  const { signer, head, organisation, review, simulated, totals } = statement;
  const title = head.title ?? head.office ?? "the head";
  const as = {
    holder: `As ${title}`,
    acting: `As acting ${title}`,
    delegate: `By delegation of the ${title}`,
  }[signer.capacity];
  const open = [
    totals.undecided === 0 ? "" : `${totals.undecided} of them undecided`,
    totals.expired === 0 ? "" : `${totals.expired} with an acceptance that has expired`,
  ].filter((words) => words !== "");
  const risks = `${counted(totals.open_risks, "open risk")} with the decisions shown${open.map((words) => `, ${words}`).join("")}`;
  const items = `${counted(totals.items, "item")}, ${totals.answered.toLocaleString("en-GB")} of them answered`;
  const sentence = `${as} I have read all that is shown here of ${organisation.name} in the review “${review.title}”: ${risks}, and ${items}. I take these decisions, the answers are those of ${organisation.name} to the best of my knowledge, and I answer for both.`;
  return simulated ? `SIMULATED. ${sentence}` : sentence;
}

/** Composes what the head is shown and signs: one set of facts gives one statement. */
export function composeStatement(parts: StatementParts): HeadStatement {
  const { last, ...shown } = parts;
  const totals = totalsOf(shown);
  const whole = {
    format: "muster/head-statement/1",
    ...shown,
    totals,
    since: null,
    consent: consentSentence({ ...shown, totals }),
  } as const;
  if (last === null) return whole;
  const { attestation, signed_at, statement } = last;
  const changes = changesBetween(statement, whole);
  return { ...whole, since: { attestation, signed_at, changes } };
}

/** The in-toto statement about a head's statement: its canonical JSON is what is signed. */
export function signableStatement(predicate: HeadStatement): SignableStatement {
  const name = `review/${predicate.review.id}/organisation/${predicate.organisation.id}`;
  return {
    _type: statementType,
    subject: [{ name, digest: { sha256: digestOf(predicate) } }],
    predicateType: headStatementType,
    predicate,
  };
}

/**
 * What is otherwise in a later statement than in an earlier one: the review, the head, risks,
 * decisions and items, each in one sentence. What only follows from the time of asking or from
 * these (instants, totals, names of who prepared it) is no change, nor is another last day.
 */
export function changesBetween(before: HeadStatement, now: HeadStatement): StatementChange[] {
  return [
    ...reviewChanges(before, now),
    ...headChanges(before, now),
    ...riskChanges(before.risks, now.risks),
    ...itemChanges(before.items, now.items),
  ];
}

function same(one: unknown, other: unknown): boolean {
  // Mostly both were written by the same rule, in the same order.
  return (
    JSON.stringify(one) === JSON.stringify(other) || canonicalJson(one) === canonicalJson(other)
  );
}

function reviewChanges(before: HeadStatement, now: HeadStatement): StatementChange[] {
  const isSame =
    same(before.review, now.review) &&
    same(before.organisation, now.organisation) &&
    before.simulated === now.simulated;
  if (isSame) return [];
  const words = "the review or the name of the organisation is another one than was signed";
  return [{ what: "review", id: "", words }];
}

function headChanges(
  { head: before }: HeadStatement,
  { head: now }: HeadStatement,
): StatementChange[] {
  if (same(before, now)) return [];
  const title = now.title ?? now.office ?? "no office";
  const words = {
    held: `${title} is held by ${now.holder ?? "somebody"} from ${now.from_day ?? "then"} on`,
    acting: `${title} is acted for by ${now.holder ?? "somebody"} from ${now.from_day ?? "then"} on`,
    vacant: `${title} is vacant now`,
    unknown: "nobody is known to head the organisation now",
  }[now.state];
  return [{ what: "head", id: now.office ?? "", words }];
}

function riskChanges(before: readonly StatedRisk[], now: readonly StatedRisk[]): StatementChange[] {
  const earlier = new Map(before.map((risk) => [risk.risk, risk]));
  const later = new Set(now.map(({ risk }) => risk));
  return [
    ...now.flatMap((risk) => changesOfRisk(earlier.get(risk.risk), risk)),
    ...before
      .filter(({ risk }) => !later.has(risk))
      .map(({ risk }): StatementChange => ({ what: "risk", id: risk, words: `${risk} is closed` })),
  ];
}

function changesOfRisk(before: StatedRisk | undefined, now: StatedRisk): StatementChange[] {
  const { risk: id } = now;
  if (before === undefined) return [{ what: "risk", id, words: `${id} is new: ${now.title}` }];
  const { decision: decidedBefore, ...statedBefore } = before;
  const { decision: decidedNow, ...statedNow } = now;
  return [
    ...(same(statedBefore, statedNow)
      ? []
      : [{ what: "risk", id, words: `${id} says something else` } as const]),
    ...(same(factsOf(decidedBefore), factsOf(decidedNow))
      ? []
      : [{ what: "decision", id, words: decisionChange(id, decidedBefore, decidedNow) } as const]),
  ];
}

type StatedDecision = StatedRisk["decision"];

/** Who prepared the same decision again, and when, is no change of it. */
function factsOf(decision: StatedDecision): unknown {
  if (decision === null) return null;
  const { prepared_by: _by, prepared_at: _at, ...facts } = decision;
  return facts;
}

function decisionChange(risk: string, before: StatedDecision, now: StatedDecision): string {
  if (now === null) return `${risk} is undecided now`;
  if (before === null) return `${risk} is decided now: ${now.decision}`;
  if (now.expired && !before.expired) {
    return `the acceptance of ${risk} expired on ${now.expires ?? "its last day"}`;
  }
  if (now.decision !== before.decision) {
    return `${risk}: ${before.decision} became ${now.decision}`;
  }
  return `${risk}: reason, cost, day or owner of the decision is another one`;
}

function itemChanges(before: readonly StatedItem[], now: readonly StatedItem[]): StatementChange[] {
  const earlier = new Map(before.map((item) => [item.item, item]));
  const later = new Set(now.map(({ item }) => item));
  return [
    ...now.flatMap((item) => changesOfItem(earlier.get(item.item), item)),
    ...before
      .filter(({ item }) => !later.has(item))
      .map(({ item }): StatementChange => {
        return { what: "item", id: item, words: `${item} is no longer asked` };
      }),
  ];
}

const valueOf = ({ value }: StatedItem): string =>
  value === null ? "not answered" : valueInWords(value);

function changesOfItem(before: StatedItem | undefined, now: StatedItem): StatementChange[] {
  const { item: id } = now;
  if (before === undefined) return [{ what: "item", id, words: `${id} is asked anew` }];
  if (before.title === now.title && before.day === now.day && sameValue(before, now)) return [];
  const [was, is] = [valueOf(before), valueOf(now)];
  const words = was === is ? `${id}: another day or wording` : `${id}: ${was} became ${is}`;
  return [{ what: "item", id, words }];
}

function sameValue(before: StatedItem, now: StatedItem): boolean {
  return before.value === now.value || same(before.value, now.value);
}

/** Says in one sentence what changed, the first three of many. */
export function changesInWords(changes: readonly StatementChange[]): string {
  const shown = changes.slice(0, 3).map(({ words }) => words);
  const rest = changes.length - shown.length;
  return `${shown.join("; ")}${rest > 0 ? `; and ${rest.toLocaleString("en-GB")} more` : ""}`;
}
