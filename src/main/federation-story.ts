import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { showStatement, signStatement } from "../attestations/attestations.actions.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { importScores } from "../assessments/import-scores.actions.ts";
import { closeSampleOf, fixSample } from "../assessments/samples.actions.ts";
import { extendSides, moveSides } from "../assessments/stages.actions.ts";
import { setTerms } from "../assessments/terms.actions.ts";
import { confirm, showConfirmation } from "../confirmations/confirm.actions.ts";
import { sendDraft } from "../confirmations/drafts.actions.ts";
import {
  extendReply,
  giveFinalWord,
  reply,
  showVerdict,
} from "../confirmations/verdicts.actions.ts";
import { prepareDecisions } from "../decisions/decisions.actions.ts";
import { setSignaturesDue } from "../decisions/signatures-due.actions.ts";
import { importMethodologyText } from "../determination/methodologies.actions.ts";
import { recordDetermination } from "../determination/record-determination.actions.ts";
import { importRecords } from "../findings/record-import.actions.ts";
import type { Register } from "../findings/records.contract.ts";
import { addSpan } from "../kit/calendar.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { actOnOrder, importOrder } from "../orders/orders.actions.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import type { Database, Transaction } from "../platform/database/database.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { musterItself, workIn } from "../platform/perform-work.ts";
import type { Work } from "../platform/work.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { storedReview } from "../reviews/reviews.store.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { importYardstickText } from "../yardsticks/yardsticks.actions.ts";
import { federationRecords } from "./federation-findings.ts";
import {
  enrolStoryKey,
  federationOffices,
  type FederationOffices,
  seatHead,
  storyKey,
} from "./federation-people.ts";
import {
  type FederationBody,
  type FederationDays,
  federationDays,
  federationSample,
  federationScores,
  standingOfBody,
  thrownFrom,
} from "./federation-scores.ts";

/** The invented review. */
export const federationReview = "aldermoor-2026";
const order = "yearly-review";
const review = federationReview;
const yardstickFile = "yardsticks/csf-categories-1.yaml";
const methodology = "measured-first";
const notice =
  "The Federation of Aldermoor does not exist. Every organisation, score, finding, decision and signature here is invented.";

/** What the story made, for the terminal. */
export interface FederationTold {
  readonly organisations: number;
  scores: number;
  findings: number;
  signed: number;
  replied: number;
  confirmed: number;
  /** True where it was told at an earlier start. */
  readonly unchanged: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Story {
  readonly transaction: Transaction;
  readonly bodies: readonly FederationBody[];
  readonly days: FederationDays;
  readonly today: string;
  readonly offices: FederationOffices;
  readonly organisations: readonly Named[];
  /** Who heads them; not all do. */
  readonly heads: ReadonlyMap<string, Actor>;
  readonly told: FederationTold;
}

const policy = (path: string): string => new TextDecoder().decode(readOwnFile(`policy/${path}`));
const idsOf = (organisations: readonly Named[]): string[] => organisations.map(({ id }) => id);

/** The bodies of the federation, as its file lists them. */
export function federationBodies(): FederationBody[] {
  const text = new TextDecoder().decode(readOwnFile("demo/federation/organisations.csv"));
  const [, ...lines] = text.trim().split("\n");
  return lines.map((line) => {
    const [name = "", parent = "", kind = ""] = line.split(",");
    return { name, parent, kind: kind === "system" ? "system" : "organisation" };
  });
}

/**
 * Plays the whole cycle of the invented federation, act by act, each as whoever does it, in one
 * transaction: it is there whole or not at all, and told again it changes nothing.
 */
export async function tellFederation(database: Database, today: string): Promise<FederationTold> {
  const bodies = federationBodies();
  const organisations = bodies.filter(({ kind }) => kind === "organisation").length;
  const none = { scores: 0, findings: 0, signed: 0, replied: 0, confirmed: 0 };
  return database.transact("write", async (transaction) => {
    if (await storedReview(transaction, review, "infinity")) {
      return { organisations, ...none, unchanged: true };
    }
    const days = federationDays(today);
    const told: FederationTold = { organisations, ...none, unchanged: false };
    const named = await openFederation(transaction, bodies, days);
    const offices = await federationOffices(transaction);
    const heads = new Map<string, Actor>();
    const story = { transaction, bodies, days, today, offices, organisations: named, heads, told };
    await score(story);
    const risks = await find(story);
    for (const officer of offices.determining) {
      await enrolStoryKey(transaction, officer, [offices.reviewing, otherOf(offices, officer)]);
    }
    for (const each of named) {
      const head = await decideAndSign(story, each, risks);
      if (head) heads.set(each.id, head);
    }
    await assess(story);
    await sendVerdicts(story);
    await answerVerdicts(story, risks);
    return told;
  });
}

function otherOf({ determining: [one, other] }: FederationOffices, officer: Actor): Actor {
  return officer === one ? other : one;
}

/** The order, the list and the review over it. */
async function openFederation(
  transaction: Transaction,
  bodies: readonly FederationBody[],
  days: FederationDays,
): Promise<Named[]> {
  const muster = (): Work => workIn(transaction, musterItself);
  const text = new TextDecoder().decode(readOwnFile("examples/orders/yearly-review.yaml"));
  await importOrder(muster(), { text, file_name: "yearly-review.yaml" });
  await actOnOrder(muster(), order, "signed", { on: days.signed, rule: "next" });
  await importYardstickText(muster(), policy(yardstickFile), "csf-categories-1.yaml");
  const file = `${methodology}-1.0.yaml`;
  await importMethodologyText(muster(), policy(`methodologies/${file}`), file);
  const list = readOwnFile("demo/federation/organisations.csv");
  const fields = { create: "all", parent_column: "parent", kind_column: "kind" } as const;
  const { created } = await withUpload("organisations.csv", list, (upload) =>
    importOrganisations(muster(), upload, fields),
  );
  const systems = new Set(bodies.filter(({ kind }) => kind === "system").map(({ name }) => name));
  const named = created.filter(({ name }) => !systems.has(name));
  await newReview(muster(), {
    review,
    title: "Federation of Aldermoor 2026",
    notice,
    simulated: true,
    order,
    yardstick: "csf-categories@1",
    methodology: `${methodology}@1.0`,
    organisations: named.map(({ id }) => id),
  });
  return named.map(({ id, name }) => ({ id, name }));
}

/** A file as an upload has it, for actions that read files. */
async function withUpload<T>(
  name: string,
  content: Uint8Array | string,
  use: (file: Upload) => Promise<T>,
): Promise<T> {
  const path = join(tmpdir(), `muster-federation-${randomUUID()}`);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await writeFile(path, bytes, { mode: 0o600 });
  try {
    return await use({ name, size: bytes.length, digest: sha256(bytes), path });
  } finally {
    await rm(path, { force: true });
  }
}

/** Both kinds of score, and the sample that trust is learnt from. */
async function score({ transaction, bodies, days, offices, told }: Story): Promise<void> {
  const yardstick = readYardstick(policy(yardstickFile), "csf-categories-1.yaml");
  const items = yardstick.items.map(({ id }) => id);
  const reason = "SIMULATED: drawn before anybody was scored";
  await fixSample(workIn(transaction, offices.reviewing), review, {
    items: [...federationSample],
    reason,
  });
  for (const [kind, who] of [
    ["self", offices.leads],
    ["independent", offices.auditor],
  ] as const) {
    const table = federationScores(bodies, items, kind, days[kind]);
    const done = await withUpload(`${kind}.csv`, table, (file) =>
      importScores(workIn(transaction, who), review, file, {}),
    );
    told.scores += done.given;
  }
  await closeSampleOf(workIn(transaction, offices.reviewing), review, {
    day: days.on,
    reason: "SIMULATED: every body that lets auditors in was looked at",
  });
}

/** Findings, the risks made from them, recommendations, and the plan. */
async function find({ transaction, bodies, today, offices, told }: Story) {
  const records = federationRecords(bodies, today);
  const bring = async (register: Register, actor: Actor, table: string): Promise<number> => {
    const done = await withUpload(`${register}.csv`, table, (file) =>
      importRecords(workIn(transaction, actor), { review, register }, file, {}),
    );
    const [problem] = done.problems;
    if (problem) throw new Error(`the story's ${register}: ${problem.sentence}`);
    return done.added;
  };
  told.findings += await bring("findings", offices.auditor, records.findings);
  await bring("risks", offices.auditor, records.risks);
  await bring("recommendations", offices.reviewing, records.recommendations);
  await bring("actions", offices.leads, records.actions);
  return records.risksOf;
}

const kinds = ["mitigate", "mitigate", "mitigate", "accept", "transfer", "avoid"] as const;
const reasons: Readonly<Record<(typeof kinds)[number], string>> = {
  mitigate: "It is mended by the day named, the worst first.",
  accept: "What could be lost is public already; it is looked at again by the day named.",
  transfer: "The supplier runs it and answers for it, by a contract that says so.",
  avoid: "The service is switched off.",
};

/** Who heads a body, what they decide, and whether they sign: most do, some are late, some never. */
async function decideAndSign(
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

/** What the review asks by when, who is in, and who was granted more time. */
async function assess({ transaction, bodies, organisations, today, offices }: Story) {
  const officer = (): Work => workIn(transaction, offices.reviewing);
  const standings = new Map(bodies.map((body) => [body.name, standingOfBody(body)]));
  const reporting = organisations.filter(({ name }) => standings.get(name)?.reports !== "nothing");
  const examined = organisations.filter(({ name }) => standings.get(name)?.examined !== "refused");
  const move = (actor: Actor, side: "self" | "independent", to: "submitted" | "accepted") =>
    moveSides(workIn(transaction, actor), review, {
      organisations: idsOf(side === "self" ? reporting : examined),
      side,
      to,
    });
  await move(offices.leads, "self", "submitted");
  await move(offices.reviewing, "self", "accepted");
  await move(offices.auditor, "independent", "submitted");
  await setTerms(officer(), review, {
    blind: true,
    self: { task: "organisation-report" },
    independent: {},
    reason: "SIMULATED: as the order says",
  });
  await setSignaturesDue(officer(), review, {
    task: "organisation-report",
    reason: "SIMULATED: heads sign what they report",
  });
  const silent = organisations.filter(({ name }) => standings.get(name)?.reports === "nothing");
  const granted = silent.slice(0, 3);
  if (granted.length === 0) return;
  await extendSides(officer(), review, {
    side: "self",
    until: addSpan(today, { days: 21 }),
    officer: offices.reviewing.name,
    reason: "SIMULATED: the office moved house",
    organisations: idsOf(granted),
  });
}

/** Ratings of the day, recorded and sent for a reply. */
async function sendVerdicts({ transaction, days, today, offices }: Story): Promise<void> {
  await recordDetermination(workIn(transaction, offices.determining[0]), { review, on: days.on });
  const reply_by = addSpan(today, { days: 14 });
  await sendDraft(workIn(transaction, offices.determining[0]), review, { on: days.on, reply_by });
}

/** Some reply, the office has the final word, and two officers confirm what was answered. */
async function answerVerdicts(
  { transaction, organisations, heads, offices, told, today }: Story,
  risksOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const [first, second] = offices.determining;
  const officer = (): Work => workIn(transaction, first);
  const replying = organisations.filter(({ name }) => thrownFrom(`reply of ${name}`)(100) < 55);
  for (const organisation of replying) {
    const pair = { review, organisation: organisation.id };
    const { draft } = await showVerdict(officer(), pair);
    const head = heads.get(organisation.id);
    if (draft === null || head === undefined) continue;
    const [risk] = risksOf.get(organisation.name) ?? [];
    const disputes = risk !== undefined && thrownFrom(`dispute of ${organisation.name}`)(3) === 0;
    const point = { risk: risk ?? "", position: "partly", text: "Two were mended since." } as const;
    await reply(workIn(transaction, head), pair, {
      draft,
      text: disputes
        ? "SIMULATED: We see most of this, and one thing otherwise."
        : "SIMULATED: We have read the draft and agree.",
      points: disputes ? [point] : [],
    });
    told.replied += 1;
    const word = { risk: risk ?? "", word: "upheld", text: "The rest still stands." } as const;
    await giveFinalWord(officer(), pair, {
      draft,
      text: "SIMULATED: Read and weighed.",
      points: disputes ? [word] : [],
    });
  }
  const [waiting] = organisations.filter((each) => !replying.includes(each));
  if (waiting) {
    const pair = { review, organisation: waiting.id };
    const { draft } = await showVerdict(officer(), pair);
    const until = addSpan(today, { days: 28 });
    const reason = "SIMULATED: the head is away";
    if (draft !== null) await extendReply(officer(), pair, { draft, until, reason });
  }
  for (const who of [first, second]) {
    const view = await showConfirmation(workIn(transaction, who), review, undefined);
    if (view.statement === null) continue;
    const envelope = await signEnvelope(
      inTotoPayloadType,
      view.statement,
      await storyKey(who.name),
    );
    told.confirmed = (await confirm(workIn(transaction, who), review, envelope)).confirmed;
  }
}
