import {
  AttestationPage,
  Attested,
  inTotoPayloadType,
  StatementView,
} from "../attestations/attestations.contract.ts";
import {
  ConfirmationKept,
  ConfirmationView,
} from "../confirmations/confirmation-views.contract.ts";
import { DraftSent, ShownVerdict, VerdictChanged } from "../confirmations/verdicts.contract.ts";
import { addSpan } from "../kit/calendar.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { agreeOnTerms, invite, issueOrder, openReview } from "./walk-opening.ts";
import { walkKey } from "./walk-people.ts";
import {
  api,
  leafOf,
  of,
  path,
  type Walk,
  walkPath,
  Whatever,
  yardstickFile,
} from "./walk-place.ts";

/** One step of the walk: who does what, and what came of it, in a line. */

export interface WalkStep {
  readonly who: string;
  readonly does: string;
  readonly run: (walk: Walk) => Promise<string>;
}

const items = readYardstick(readOwnFile(`policy/${yardstickFile}`), yardstickFile).items.map(
  ({ id }) => id,
);

function scoring(kind: "self" | "independent", level: (at: number) => number) {
  return async (walk: Walk): Promise<string> => {
    const asked = api(walk, kind === "self" ? "lead" : "auditor");
    const organisation = walk.organisation.id;
    const day = addSpan(walk.today, { days: -2 });
    const scores = items.map((item, at) => ({
      organisation,
      item,
      kind,
      day,
      value: { level: level(at) },
    }));
    await asked.send(Whatever, "POST", `${path(walk)}/scores/many`, { scores });
    const handIn = { organisations: [organisation], side: kind, to: "submitted" };
    await asked.send(Whatever, "POST", `${path(walk)}/stages`, handIn);
    return leafOf(asked);
  };
}

async function findSomething(walk: Walk): Promise<string> {
  const asked = api(walk, "auditor");
  const organisation = walk.organisation.id;
  await asked.send(Whatever, "POST", `${path(walk)}/findings`, {
    organisation,
    title: "Systems past their end of support",
    criteria: "Every system is supported, or has a plan with a day.",
    condition: "9 of 31 systems are past their end of support.",
    cause: "The register holds no end dates.",
    effect: "Known holes stay open.",
    sample: "All 31 systems",
    severity: "high",
    system: "",
    items: ["ID.AM"],
    evidence: [],
  });
  await asked.send(Whatever, "POST", `${path(walk)}/risks`, {
    organisation,
    title: "Nine systems past their end of support",
    statement: "They are entered through holes that nobody mends any more.",
    severity: "high",
    effect: "The service stands still for weeks.",
    cost: 210_000,
    findings: ["F-1"],
    items: ["ID.AM"],
  });
  return leafOf(asked);
}

async function enrol(walk: Walk): Promise<string> {
  const { people, keys } = walk;
  const officers = [of(people, "reviewer"), of(people, "second")] as const;
  keys.head = await walkKey(of(people, "head"), officers);
  keys.first = await walkKey(of(people, "first"), officers);
  keys.second = await walkKey(of(people, "second"), [of(people, "reviewer"), of(people, "first")]);
  return leafOf(api(walk, "second"));
}

async function decide(walk: Walk): Promise<string> {
  const asked = api(walk, "lead");
  await asked.send(Whatever, "POST", `${walkPath(walk)}/decisions`, {
    decisions: [
      {
        risk: "R-1",
        decision: "mitigate",
        reason: "Six are replaced, three are cut off.",
        cost: 210_000,
        date: addSpan(walk.today, { days: 120 }),
        owner: `Head of the ${walk.organisation.name}`,
      },
    ],
  });
  return leafOf(asked);
}

/** The head signs what is shown now; also used when a value has changed. */
export async function walkSign(walk: Walk): Promise<string> {
  const asked = api(walk, "head");
  const { statement } = await asked.get(StatementView, `${walkPath(walk)}/statement`);
  const envelope = await signEnvelope(inTotoPayloadType, statement, of(walk.keys, "head"));
  const signed = await asked.send(Attested, "POST", `${walkPath(walk)}/attestations`, {
    envelope,
  });
  return `${signed.attestation.state}, ${leafOf(asked)}`;
}

async function sendDraft(walk: Walk): Promise<string> {
  const asked = api(walk, "first");
  const on = addSpan(walk.today, { days: -2 });
  await asked.send(Whatever, "POST", `${path(walk)}/determinations`, { on });
  const reply_by = addSpan(walk.today, { days: 14 });
  await asked.send(DraftSent, "POST", `${path(walk)}/drafts`, { on, reply_by });
  const { computed } = await asked.get(ShownVerdict, `${walkPath(walk)}/verdict`);
  return `${computed}, ${leafOf(asked)}`;
}

async function answer(walk: Walk): Promise<string> {
  const head = api(walk, "head");
  const { draft } = await head.get(ShownVerdict, `${walkPath(walk)}/verdict`);
  await head.send(VerdictChanged, "POST", `${walkPath(walk)}/reply`, {
    draft,
    text: "SIMULATED: We see eight of the nine; one was switched off in May.",
    points: [{ risk: "R-1", position: "partly", text: "One was switched off in May." }],
  });
  const officer = api(walk, "first");
  await officer.send(VerdictChanged, "POST", `${walkPath(walk)}/final-word`, {
    draft,
    text: "SIMULATED: Read and weighed.",
    points: [{ risk: "R-1", word: "upheld", text: "Eight still run." }],
  });
  return leafOf(officer);
}

async function confirmTwice(walk: Walk): Promise<string> {
  let confirmed = 0;
  for (const name of ["first", "second"] as const) {
    const asked = api(walk, name);
    const view = await asked.get(ConfirmationView, `${path(walk)}/confirmation`);
    if (view.statement === null) throw new Error(view.because);
    const envelope = await signEnvelope(inTotoPayloadType, view.statement, of(walk.keys, name));
    const kept = await asked.send(ConfirmationKept, "POST", `${path(walk)}/confirmations`, {
      envelope,
    });
    ({ confirmed } = kept);
  }
  return `${confirmed} rating confirmed, ${leafOf(api(walk, "second"))}`;
}

/** The score of one item changes: the signature goes stale, and says by what. */
export async function changeOneValue(walk: Walk): Promise<string> {
  const lead = api(walk, "lead");
  const officer = api(walk, "reviewer");
  const organisation = walk.organisation.id;
  await officer.send(Whatever, "POST", `${path(walk)}/stages`, {
    organisations: [organisation],
    side: "self",
    to: "changes-requested",
    reason: "SIMULATED: look at ID.AM again",
    until: addSpan(walk.today, { days: 7 }),
  });
  await lead.send(Whatever, "POST", `${path(walk)}/scores`, {
    organisation,
    item: "ID.AM",
    kind: "self",
    day: addSpan(walk.today, { days: -1 }),
    value: { level: 2 },
  });
  const head = api(walk, "head");
  const { attestations } = await head.get(AttestationPage, `${walkPath(walk)}/attestations`);
  const [signed] = attestations;
  const words = signed?.changes.map((change) => change.words).join("; ") ?? "";
  return `${signed?.state ?? "none"}: ${words}`;
}

/** From the order to ratings that two officers confirmed, each step as whoever does it. */
export const walkSteps: readonly WalkStep[] = [
  { who: "Administrator", does: "imports an order and signs it", run: issueOrder },
  { who: "Administrator", does: "opens a review of one organisation", run: openReview },
  { who: "Administrator", does: "invites six people and seats the head", run: invite },
  { who: "Reviewing officer", does: "sets the terms: auditors are blind", run: agreeOnTerms },
  {
    who: "Security lead",
    does: `scores ${items.length} items of their own, hands in`,
    run: scoring("self", (at) => 3 + (at % 2)),
  },
  {
    who: "Auditor",
    does: `scores the same ${items.length} blind, hands in`,
    run: scoring("independent", (at) => 2 + (at % 3)),
  },
  { who: "Auditor", does: "writes a finding and makes it a risk", run: findSomething },
  { who: "Three people", does: "enrol keys, two officers approve each", run: enrol },
  { who: "Security lead", does: "prepares the decision on the risk", run: decide },
  { who: "Head", does: "reads the statement and signs it", run: walkSign },
  { who: "Determining officer", does: "records ratings, sends the draft", run: sendDraft },
  { who: "Head and officer", does: "reply, final word per risk", run: answer },
  { who: "Two officers", does: "confirm the rating by their keys", run: confirmTwice },
];
