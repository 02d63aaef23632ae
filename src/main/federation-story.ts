import { importScores } from "../assessments/import-scores.actions.ts";
import { closeSampleOf, fixSample } from "../assessments/samples.actions.ts";
import { extendSides, moveSides } from "../assessments/stages.actions.ts";
import { setTerms } from "../assessments/terms.actions.ts";
import { setSignaturesDue } from "../decisions/signatures-due.actions.ts";
import { importRecords } from "../findings/record-import.actions.ts";
import type { Register } from "../findings/records.contract.ts";
import { addSpan } from "../kit/calendar.ts";
import type { Database } from "../platform/database/database.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { workIn } from "../platform/perform-work.ts";
import type { Work } from "../platform/work.ts";
import { storedReview } from "../reviews/reviews.store.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { federationRecords } from "./federation-findings.ts";
import { enrolStoryKey, federationOffices, type FederationOffices } from "./federation-people.ts";
import {
  federationDays,
  federationSample,
  federationScores,
  standingOfBody,
} from "./federation-scores.ts";
import { decideAndSign } from "./federation-heads.ts";
import { federationBodies, openFederation, withUpload } from "./federation-opening.ts";
import { answerVerdicts, sendVerdicts } from "./federation-verdicts.ts";
import {
  federationReview as review,
  yardstickFile,
  type FederationTold,
  type Story,
  policy,
  idsOf,
} from "./federation-told.ts";

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
