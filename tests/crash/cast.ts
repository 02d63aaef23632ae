import { Type } from "typebox";
import {
  Attested,
  inTotoPayloadType,
  StatementView,
} from "../../src/attestations/attestations.contract.ts";
import {
  ConfirmationKept,
  ConfirmationView,
} from "../../src/confirmations/confirmation-views.contract.ts";
import type { SignableConfirmation } from "../../src/confirmations/verdicts.contract.ts";
import { signEnvelope } from "../../src/kit/dsse.ts";
import type { KeyPair } from "../../src/kit/ed25519.ts";
import {
  enrolledOverHttp,
  fetchingFrom,
  seatedHead,
  type SendAs,
} from "../support/key-over-http.ts";
import { personWith, type TestPerson } from "../support/people.ts";
import { ask, formOf, ratedDay } from "./deeds.ts";
import type { Ledger } from "./ledger.ts";
import type { Stage } from "./stage.ts";
import type { Victim } from "./victim.ts";

/** The review in which people score, sign and confirm. */
export const peopleReview = "crash-people";
export const scoredItems = 12;
const path = `/api/reviews/${peopleReview}`;

const yardstick = `format: muster/yardstick/1
id: crash-items
version: "1"
title: Items that are scored while somebody is killed
sources: [{title: made for crash tests}]
groups: [{id: all, title: All}]
items:
${Array.from({ length: scoredItems }, (_, at) => `  - {id: I-${at}, title: Item ${at}, text: What it asks., scale: level, group: all}`).join("\n")}
`;

const methodology = `format: muster/methodology/1
id: crash-items
version: "1"
title: Measured first
scope: crash tests
authority: made for crash tests
yardstick: crash-items@1
scores: measured-first
trust_from_pairs: 2
functions:
  - {id: all, title: All, group: all, weight: 1}
labels:
  - {label: managing-risk, name: Managing Risk, from: 75, said: managing this risk, briefly: managing}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
gates: none
minimum_sample: none
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 800
`;

interface KeyHolder extends TestPerson {
  readonly key: KeyPair;
}

/** The people of the review, with keys that two officers approved. */
export interface Cast {
  /** Whom scores are given to, one after the other. */
  readonly organisations: readonly string[];
  /** Whom the head signs for and officers confirm. */
  readonly headed: string;
  readonly head: KeyHolder;
  readonly officers: readonly KeyHolder[];
  /** What each of the officers was shown. */
  readonly confirmations: readonly SignableConfirmation[];
}

/** Opens a review under terms, seats a head, enrols keys, and brings one verdict to be confirmed. */
export async function setCast(victim: Victim, ledger: Ledger, stage: Stage): Promise<Cast> {
  const send: SendAs = (token, to, body) =>
    ask(victim, ledger, Type.Unknown(), { path: to, body, token });
  const own: SendAs = (_token, to, body) => send(victim.token, to, body);
  await openReview(victim, ledger, stage);
  const [headed = "", ...organisations] = stage.owners;
  const person = (name: string, role: "head" | "determining-officer"): Promise<TestPerson> =>
    personWith(fetchingFrom(victim), name, [
      { role, organisation: role === "head" ? headed : null },
    ]);
  const approver = await personWith(fetchingFrom(victim), "Approving officer", [
    { role: "reviewing-officer", organisation: null },
  ]);
  const approvers = [victim.token, approver.token] as const;
  const withKey = async (who: TestPerson): Promise<KeyHolder> => {
    return { ...who, key: await enrolledOverHttp(send, who, approvers) };
  };
  const somebody = await person("Head", "head");
  await seatedHead(own, "", { account: somebody.account, organisation: headed });
  const head = await withKey(somebody);
  const officers = [
    await withKey(await person("First determining officer", "determining-officer")),
    await withKey(await person("Second determining officer", "determining-officer")),
  ];
  await giveScore(victim, ledger, { organisation: headed, item: 0, level: 3 });
  await bringVerdict(send, victim.token, head.token, headed);
  const confirmations = await Promise.all(
    officers.map(async ({ token }) => {
      const shown = { path: `${path}/confirmation`, method: "GET", token };
      const { statement, because } = await ask(victim, ledger, ConfirmationView, shown);
      if (statement === null) throw new Error(because);
      return statement;
    }),
  );
  return { organisations, headed, head, officers, confirmations };
}

async function openReview(victim: Victim, ledger: Ledger, { owners }: Stage): Promise<void> {
  const upload = async (to: string, text: string): Promise<void> => {
    const body = formOf({ file: new File([text], "crash.yaml") });
    await ask(victim, ledger, Type.Unknown(), { path: to, body });
  };
  await upload("/api/yardsticks", yardstick);
  await upload("/api/methodologies", methodology);
  const review = {
    review: peopleReview,
    title: "What people do while somebody is killed",
    yardstick: "crash-items@1",
    methodology: "crash-items@1",
    organisations: owners,
  };
  await ask(victim, ledger, Type.Unknown(), { path: "/api/reviews", body: review });
  const terms = { blind: true, self: {}, independent: {}, reason: "under terms as real ones are" };
  await ask(victim, ledger, Type.Unknown(), { path: `${path}/terms`, body: terms });
}

/** Records ratings, sends one as a draft, and has it replied to and answered. */
async function bringVerdict(
  send: SendAs,
  officer: string,
  head: string,
  organisation: string,
): Promise<void> {
  await send(officer, `${path}/determinations`, { on: ratedDay });
  const reply_by = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const sent = { on: ratedDay, reply_by, organisations: [organisation] };
  const { draft } = Object(await send(officer, `${path}/drafts`, sent));
  const words = { draft, text: "As it was said.", points: [] };
  await send(head, `${path}/organisations/${organisation}/reply`, words);
  await send(officer, `${path}/organisations/${organisation}/final-word`, words);
}

/** A score as the crash tests give it. */
export interface Given {
  readonly organisation: string;
  readonly item: number;
  readonly level: number;
}

/** Gives one score; once answered it stands, and before that the one before it may. */
export async function giveScore(victim: Victim, ledger: Ledger, given: Given): Promise<void> {
  const { organisation, item, level } = given;
  const place = `${organisation} I-${item}`;
  ledger.scoresUnderWay.set(place, level);
  const body = { organisation, item: `I-${item}`, kind: "self", day: ratedDay, value: { level } };
  await ask(victim, ledger, Type.Unknown(), { path: `${path}/scores`, body });
  ledger.scores.set(place, level);
  ledger.scoresUnderWay.delete(place);
}

/** Changes one answer of the head's organisation and signs everything that the head is shown then. */
export async function signStatement(
  victim: Victim,
  ledger: Ledger,
  { headed, head }: Cast,
  turn: number,
): Promise<void> {
  const level = 1 + (turn % 5);
  await giveScore(victim, ledger, { organisation: headed, item: turn % scoredItems, level });
  const { token, key } = head;
  const of = `${path}/organisations/${headed}`;
  const shown = { path: `${of}/statement`, method: "GET", token };
  const { statement } = await ask(victim, ledger, StatementView, shown);
  const envelope = await signEnvelope(inTotoPayloadType, statement, key);
  const signed = { path: `${of}/attestations`, body: { envelope }, token };
  const { attestation } = await ask(victim, ledger, Attested, signed);
  ledger.statements.add(attestation.attestation);
}

/** One of the officers signs the verdict once more, each time with other words. */
export async function confirmVerdict(
  victim: Victim,
  ledger: Ledger,
  { officers, confirmations }: Cast,
  turn: number,
): Promise<void> {
  const officer = officers[turn % officers.length];
  const statement = structuredClone(confirmations[turn % officers.length]);
  const verdict = statement?.predicate.verdicts[0];
  if (!officer || !statement || !verdict) throw new Error("nobody confirms");
  verdict.reason = `crash test, turn ${turn}`;
  const envelope = await signEnvelope(inTotoPayloadType, statement, officer.key);
  const signed = { path: `${path}/confirmations`, body: { envelope }, token: officer.token };
  const { confirmation } = await ask(victim, ledger, ConfirmationKept, signed);
  ledger.confirmations.add(confirmation);
}
