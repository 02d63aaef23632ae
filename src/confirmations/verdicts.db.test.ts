import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testWork } from "../../tests/support/database.ts";
import { enrolledKey, signedIn } from "../../tests/support/key-holders.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName as review,
} from "../../tests/support/scored-review.ts";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { giveScore } from "../assessments/scores.actions.ts";
import { recordDetermination } from "../determination/record-determination.actions.ts";
import { addRecord } from "../findings/change-records.actions.ts";
import { signEnvelope } from "../kit/dsse.ts";
import type { KeyPair } from "../kit/ed25519.ts";
import type { Actor } from "../platform/identity/policy.ts";
import { confirm, showConfirmation } from "./confirm.actions.ts";
import { sendDraft } from "./drafts.actions.ts";
import { giveFinalWord, listVerdicts, reply, showVerdict } from "./verdicts.actions.ts";
import type { SignableConfirmation } from "./verdicts.contract.ts";

const everywhere = null;
const on = "2026-03-31";
const late = "2099-12-31";
const [finance = "", health = "", works = ""] = ministries;
let kept: TestDatabase;
let officers: [Actor, Actor];
let keys: [KeyPair, KeyPair];
let head: Actor;
let auditor: Actor;

const act = <T>(actor: Actor, action: Parameters<typeof testWork<T>>[1]): Promise<T> =>
  testWork(kept.database, action, { actor });
const draftOf = async (organisation: string): Promise<string> =>
  (await act(officers[0], (work) => showVerdict(work, { review, organisation }))).draft ?? "";

async function score(organisation: string, level: number): Promise<void> {
  for (const item of ["GV.OC", "GV.RM", "ID.AM", "ID.RA", "PR.AA", "DE.CM", "RS.MA", "RC.RP"]) {
    await act(auditor, (work) =>
      giveScore(work, review, {
        organisation,
        item,
        kind: "independent",
        day: "2026-03-10",
        value: { level },
      }),
    );
  }
}

async function statementFor(at: 0 | 1, organisation: string): Promise<SignableConfirmation> {
  const view = await act(officers[at], (work) => showConfirmation(work, review, organisation));
  if (view.statement === null) throw new Error(view.because);
  return view.statement;
}

async function sign(at: 0 | 1, statement: SignableConfirmation) {
  const envelope = await signEnvelope(inTotoPayloadType, statement, keys[at]);
  return act(officers[at], (work) => confirm(work, review, envelope));
}

/** The statement with another rating, and why. */
function departing(statement: SignableConfirmation, rating: string, reason: string) {
  const verdicts = statement.predicate.verdicts.map((each) => ({ ...each, rating, reason }));
  return { ...statement, predicate: { ...statement.predicate, verdicts } };
}

beforeAll(async () => {
  kept = await testDatabase();
  const { database } = kept;
  await makeScoredReview(database);
  const determining = { role: "determining-officer", organisation: everywhere } as const;
  officers = [
    await signedIn(database, "First officer", [determining]),
    await signedIn(database, "Second officer", [determining]),
  ];
  head = await signedIn(database, "Head of Finance", [{ role: "head", organisation: finance }]);
  auditor = await signedIn(database, "Auditor", [{ role: "auditor", organisation: everywhere }]);
  const others = [
    await signedIn(database, "Third officer", [determining]),
    await signedIn(database, "Fourth officer", [determining]),
  ] as const;
  keys = [
    await enrolledKey(database, officers[0], others),
    await enrolledKey(database, officers[1], others),
  ];
  for (const organisation of ministries) await score(organisation, 4);
  const finding = {
    organisation: finance,
    title: "Old systems",
    criteria: "Systems are in support",
    condition: "Nine are past it",
    cause: "No register",
    effect: "Known holes stay open",
    sample: "All 31 systems",
    evidence: [],
    items: ["ID.AM"],
    system: "",
    severity: "high",
  } as const;
  await act(auditor, (work) =>
    addRecord(work, review, "findings", { ...finding, evidence: [], items: ["ID.AM"] }),
  );
  await act(auditor, (work) =>
    addRecord(work, review, "risks", {
      organisation: finance,
      title: "Nine old systems",
      statement: "They are entered through known holes",
      severity: "high",
      effect: "Payments stop",
      cost: null,
      findings: ["F-1"],
      items: ["ID.AM"],
    }),
  );
  await act(officers[0], (work) => recordDetermination(work, { review, on }));
});
afterAll(() => kept.drop());

describe("the round trip of a verdict", () => {
  test("is not sent before ratings were recorded, nor for a day that is past", async () => {
    const send = (given: Parameters<typeof sendDraft>[2]) =>
      act(officers[0], (work) => sendDraft(work, review, given));
    await expect(send({ on: "2026-02-28", reply_by: late })).rejects.toThrow("not recorded");
    await expect(send({ on, reply_by: "2020-01-01" })).rejects.toThrow("is past");
    await expect(send({ on, reply_by: late, organisations: ["nobody"] })).rejects.toThrow(
      "not in the list",
    );
  });

  test("reaches every organisation once, and waits for its reply", async () => {
    const send = () => act(officers[0], (work) => sendDraft(work, review, { on, reply_by: late }));
    expect(await send()).toMatchObject({ organisations: 3, unchanged: false });
    expect(await send()).toMatchObject({ organisations: 0, unchanged: true });
    const verdict = await act(head, (work) => showVerdict(work, { review, organisation: finance }));
    expect(verdict).toMatchObject({ stage: "sent", superseded: false, confirmed: null });
    const view = await act(officers[0], (work) => showConfirmation(work, review, finance));
    expect(view.statement).toBeNull();
    expect(view.because).toContain("may still reply");
  });

  test("hears the reply, and asks for a final word on each disputed risk", async () => {
    const draft = await draftOf(finance);
    const pair = { review, organisation: finance };
    const point = { risk: "R-1", position: "disagree", text: "Three are switched off" } as const;
    const about = { draft, text: "We disagree" };
    await expect(
      act(head, (work) => reply(work, pair, { ...about, points: [{ ...point, risk: "R-9" }] })),
    ).rejects.toThrow("no risk R-9");
    const replied = await act(head, (work) => reply(work, pair, { ...about, points: [point] }));
    expect(replied.verdict.stage).toBe("replied");
    await expect(statementFor(0, finance)).rejects.toThrow("R-1");
    const word = { draft, text: "Read and weighed" };
    await expect(
      act(officers[0], (work) => giveFinalWord(work, pair, { ...word, points: [] })),
    ).rejects.toThrow("disputes R-1");
    const upheld = { risk: "R-1", word: "upheld", text: "Six still run" } as const;
    const answered = await act(officers[0], (work) =>
      giveFinalWord(work, pair, { ...word, points: [upheld] }),
    );
    expect(answered.verdict.stage).toBe("answered");
  });

  test("stands when two officers signed the same, and not by one who signs twice", async () => {
    const statement = await statementFor(0, finance);
    expect(await sign(0, statement)).toMatchObject({ confirmed: 0, unchanged: false });
    expect(await sign(0, statement)).toMatchObject({ confirmed: 0, unchanged: true });
    await expect(statementFor(0, finance)).rejects.toThrow("You have signed");
    expect(await sign(1, await statementFor(1, finance))).toMatchObject({ confirmed: 1 });
    const verdict = await act(head, (work) => showVerdict(work, { review, organisation: finance }));
    expect(verdict).toMatchObject({ stage: "confirmed", confirmed: verdict.computed });
    expect(verdict.signatures.map(({ by_name }) => by_name).toSorted()).toEqual([
      "First officer",
      "Second officer",
    ]);
  });

  test("departs from what was computed only with a reason, by two officers", async () => {
    for (const organisation of [health]) {
      const draft = await draftOf(organisation);
      const agreed = { draft, text: "We agree", points: [] };
      const pair = { review, organisation };
      await act(head, (work) => reply(work, pair, agreed));
      await act(officers[0], (work) =>
        giveFinalWord(work, pair, { draft, text: "Thank you", points: [] }),
      );
    }
    const statement = await statementFor(0, health);
    await expect(sign(0, departing(statement, "high-risk", " "))).rejects.toThrow("say why");
    await expect(sign(0, departing(statement, "splendid", "so"))).rejects.toThrow("no label");
    await sign(0, departing(statement, "high-risk", "an incident of yesterday"));
    await sign(1, await statementFor(1, health));
    const differ = await act(head, (work) => showVerdict(work, { review, organisation: health }));
    expect(differ).toMatchObject({ stage: "officers-differ", confirmed: null });
    await sign(1, departing(statement1(statement, officers[1]), "high-risk", "the same incident"));
    const departed = await act(head, (work) => showVerdict(work, { review, organisation: health }));
    expect(departed).toMatchObject({ stage: "departed", confirmed: "high-risk" });
  });

  test("takes no signature over anything else than what stands, nor by another's key", async () => {
    const draft = await draftOf(works);
    const pair = { review, organisation: works };
    await act(head, (work) => reply(work, pair, { draft, text: "Seen", points: [] }));
    await act(officers[0], (work) =>
      giveFinalWord(work, pair, { draft, text: "Good", points: [] }),
    );
    const statement = await statementFor(0, works);
    const forged = {
      ...statement,
      predicate: { ...statement.predicate, determination: "0".repeat(64) },
    };
    await expect(sign(0, forged)).rejects.toThrow("another statement");
    const foreign = await signEnvelope(inTotoPayloadType, statement, keys[1]);
    await expect(act(officers[0], (work) => confirm(work, review, foreign))).rejects.toThrow(
      "not yours",
    );
  });

  test("goes stale when ratings are recorded anew, and starts again with a new draft", async () => {
    await score(works, 1);
    await act(officers[0], (work) => recordDetermination(work, { review, on }));
    const stale = await act(head, (work) => showVerdict(work, { review, organisation: works }));
    expect(stale.superseded).toBe(true);
    await expect(statementFor(0, works)).rejects.toThrow("send the new draft");
    const again = await act(officers[0], (work) => sendDraft(work, review, { on, reply_by: late }));
    expect(again.organisations).toBe(3);
    const page = await act(officers[0], (work) => listVerdicts(work, review, {}));
    expect(page.stages).toEqual({ sent: 3 });
    expect(page.verdicts.map(({ organisation }) => organisation)).toEqual(ministries);
  });
});

/** The same statement as another officer would be shown it. */
function statement1(statement: SignableConfirmation, officer: Actor): SignableConfirmation {
  const { account, name } = officer;
  return { ...statement, predicate: { ...statement.predicate, officer: { account, name } } };
}
