/**
 * A blind auditor asks everything that can be asked, before and after the hidden scores, their
 * number, their notes and the stage of their side change, and is told the same, byte for byte: so
 * nothing that they are told depends on what is hidden, whatever they make of it. Two organisations
 * are hidden, of a third both sides are in. What may differ is named in tests/support/told.ts, each with its
 * reason. One file, because it is one world in which everybody asks.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Candidates, questionsOf } from "../../tests/support/every-question.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { personWith } from "../../tests/support/people.ts";
import { rawRequest } from "../../tests/support/raw-request.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName as review,
} from "../../tests/support/scored-review.ts";
import { differences, told } from "../../tests/support/told.ts";
import { stampKnownAt } from "../platform/log/known-at.ts";
import { leavesAbout } from "../platform/log/log.store.ts";
import { allRoutes } from "./instance.ts";

const [finance = "", health = "", works = ""] = ministries;
const day = "2026-03-31";
let muster: TestInstance;
const askers = new Map<string, string>();
let candidates: Candidates = {};

const send = async (
  method: string,
  path: string,
  body: unknown,
  token = muster.token,
): Promise<Record<string, unknown>> => {
  const answer = await rawRequest(muster.url, {
    method,
    path,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.text}`);
  return Object(JSON.parse(answer.text));
};

const score = (
  organisation: string,
  item: string,
  kind: "self" | "independent",
  level: number,
  more: object = {},
  token = muster.token,
) =>
  send(
    "POST",
    `/api/reviews/${review}/scores`,
    { organisation, item, kind, day, value: { level }, ...more },
    token,
  );
const move = (organisation: string, side: string, to: string, token = muster.token) =>
  send("POST", `/api/reviews/${review}/stages`, { organisations: [organisation], side, to }, token);

const addFinding = (organisation: string, title: string) =>
  send(
    "POST",
    `/api/reviews/${review}/findings`,
    {
      organisation,
      title,
      criteria: "None is old",
      condition: "Some are",
      severity: "high",
      cause: "",
      effect: "",
      sample: "",
      system: "",
      items: ["GV.OC"],
      evidence: [],
    },
    askers.get("auditor"),
  );

beforeAll(async () => {
  muster = await testInstance();
  await makeScoredReview(muster.database);
  const everywhere = (role: "auditor" | "reviewing-officer" | "observer" | "administrator") => ({
    role,
    organisation: null,
  });
  const many = [
    everywhere("auditor"),
    everywhere("reviewing-officer"),
    everywhere("observer"),
    everywhere("administrator"),
  ];
  const auditor = await personWith(muster, "Auditor", [everywhere("auditor")]);
  const officer = await personWith(muster, "Auditor and officer", many);
  const narrowed = await personWith(muster, "Narrowed", many, [everywhere("observer")]);
  askers.set("auditor", auditor.token);
  askers.set("auditor who is an officer, an observer and an administrator as well", officer.token);
  askers.set("observer by a narrowed token of an account that audits", narrowed.token);
  await send("POST", `/api/reviews/${review}/terms`, {
    blind: true,
    self: {},
    independent: {},
    reason: "as the order says",
  });
  await send("POST", `/api/reviews/${review}/sample`, { items: ["GV.OC"], reason: "drawn" });
  for (const organisation of ministries) {
    await score(organisation, "GV.OC", "self", 3, { note: "as before" });
    await score(organisation, "GV.RM", "independent", 2, {}, auditor.token);
    await score(organisation, "GV.OC", "independent", 2, {}, auditor.token);
  }
  await move(works, "self", "submitted");
  await move(works, "independent", "submitted", auditor.token);
  await addFinding(finance, "Old systems");
  await send("POST", `/api/reviews/${review}/sample/close`, { day, reason: "complete" });
  const leaves = await muster.database.transact("read", (transaction) =>
    leavesAbout(
      transaction,
      ["score.given"],
      ministries.map((each) => `review/${review}/organisation/${each}`),
    ),
  );
  candidates = {
    review: [review],
    organisation: [finance, works, "Ministry of Health", "nobody"],
    item: ["GV.OC", "GV.RR", "nothing"],
    methodology: ["measured-first@1.0", "half-and-half@1.0"],
    a: ["measured-first@1.0"],
    b: ["half-and-half@1.0"],
    yardstick: ["csf-categories@1"],
    other: ["csf-categories@1"],
    digest: leaves.map((leaf) => leaf.digest),
    version: ["current", "newest", "1"],
    finding: ["F-1", "F-2"],
    risk: ["R-1"],
    recommendation: ["C-1"],
    action: ["A-1"],
    on: [day, "2026-03-30"],
    as_of: [String(leaves.at(-1)?.at)],
    from: [day],
    to: [day],
    day: [day],
    subject: [
      `review/${review}`,
      `review/${review}/organisation/${finance}`,
      `review/${review}/organisation/${works}`,
    ],
    kind: ["score.given", "assessment.stage-changed", "determination.recorded", "self"],
    key: ["1"],
    "*": ["0/000"],
  };
}, 120_000);
afterAll(() => muster.stop());

/** The clock of facts, after everything that was done: no score became known at this instant. */
async function movedClock(): Promise<string> {
  return muster.database.transact("write", (transaction) => stampKnownAt(transaction));
}

/** Routes whose answers are public whatever they say: the log of digests. */
const publicLog = /^\/log\//u;

async function everything(
  token: string,
  clock: string,
  inFull: boolean,
): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (const route of allRoutes()) {
    if (route.method !== "GET" || publicLog.test(route.path)) continue;
    const questions = questionsOf(route, candidates);
    for (const path of inFull ? questions : questions.slice(0, 3)) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(new URL(path, muster.url), { headers });
      said.set(path, `${answer.status} ${told(new Uint8Array(await answer.arrayBuffer()), clock)}`);
    }
  }
  return said;
}

const probes: readonly { readonly path: string; readonly body: object }[] = [
  ...[1, 3, 5].map((level) => ({
    path: `/api/reviews/${review}/scores`,
    body: { organisation: finance, item: "GV.OC", kind: "self", day, value: { level } },
  })),
  {
    path: `/api/reviews/${review}/scores/many`,
    body: {
      scores: [{ organisation: finance, item: "GV.OC", kind: "self", day, value: { level: 3 } }],
    },
  },
  {
    path: `/api/reviews/${review}/scores`,
    body: {
      organisation: finance,
      item: "GV.OC",
      kind: "self",
      day,
      value: { level: 3 },
      expects: null,
    },
  },
  // Stands already: nothing changes, and no rating is told.
  {
    path: `/api/reviews/${review}/scores`,
    body: { organisation: finance, item: "GV.OC", kind: "independent", day, value: { level: 2 } },
  },
  {
    path: `/api/reviews/${review}/scores`,
    body: { organisation: works, item: "GV.OC", kind: "independent", day, value: { level: 2 } },
  },
  ...["in-progress", "submitted", "accepted", "changes-requested"].map((to) => ({
    path: `/api/reviews/${review}/stages`,
    body: { organisations: [finance], side: "self", to, reason: "to see" },
  })),
  {
    path: `/api/reviews/${review}/terms`,
    body: { blind: false, self: {}, independent: {}, reason: "to see" },
  },
  { path: `/api/reviews/${review}/determinations`, body: {} },
  { path: `/api/reviews/${review}/publications`, body: { on: day } },
  { path: `/api/reviews/${review}/editions`, body: { on: day } },
  { path: `/api/reviews/${review}/sample/close`, body: { day, reason: "again" } },
  { path: `/api/reviews/${review}/sample`, body: { items: ["GV.OC"], reason: "drawn" } },
];

async function probed(token: string, clock: string): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (const { path, body } of probes) {
    const { status, text } = await rawRequest(muster.url, {
      method: "POST",
      path,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    said.set(
      `POST ${path} ${JSON.stringify(body)}`,
      `${status} ${told(new TextEncoder().encode(text), clock)}`,
    );
  }
  return said;
}

const asked = async (): Promise<Map<string, Map<string, string>>> => {
  const all = new Map<string, Map<string, string>>();
  const clock = await movedClock();
  for (const [who, token] of askers) {
    // The others are bound as the first is: of them a part of all questions is asked.
    const said = await everything(token, clock, who === "auditor");
    all.set(who, new Map([...(await probed(token, clock)), ...said]));
  }
  return all;
};

test("a blind auditor is told nothing that depends on hidden self-scores, their number or their stage", async () => {
  // The first refusals of each kind are acts of their own in the log.
  for (const token of askers.values()) {
    await probed(token, await movedClock());
    for (const route of allRoutes().filter(({ method }) => method === "GET")) {
      const [path = ""] = questionsOf(route, candidates);
      await fetch(new URL(path, muster.url), { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const before = await asked();
  expect(before.get("auditor")?.size).toBeGreaterThan(200);
  // Another value, with another note; one that was not there; and many more.
  await score(finance, "GV.OC", "self", 5, { note: "now better", evidence: [] });
  await score(finance, "GV.RR", "self", 1);
  await score(health, "GV.RM", "self", 4);
  await score(health, "GV.RM", "self", 2, { day: "2026-04-02" });
  await move(finance, "self", "submitted");
  const after = await asked();
  expect(differences(before, after).slice(0, 30)).toEqual([]);
}, 300_000);

test("the head of one organisation is told nothing of the scores and findings of another but how many stand before it", async () => {
  const { token } = await personWith(muster, "Head of health", [
    { role: "head", organisation: health },
  ]);
  const all = async (): Promise<Map<string, Map<string, string>>> => {
    const said = await everything(token, await movedClock(), true);
    // Where it stands among all is told to each, and nothing else of the others.
    const own = [...said].map(
      ([path, text]) =>
        [
          path,
          text.replace(/"standing":"\d[^"]*"/u, "").replace(/"ranks":\{[^}]*\}/u, ""),
        ] as const,
    );
    return new Map([["head", new Map(own)]]);
  };
  await all();
  const before = await all();
  await score(finance, "GV.SC", "independent", 4, {}, askers.get("auditor"));
  await addFinding(finance, "Newer systems");
  await send("POST", `/api/reviews/${review}/organisations/${finance}/profile`, {
    from: day,
    practices: [],
    not_applicable: [{ item: "GV.SC", reason: "nothing is bought" }],
    reason: "as it is",
  });
  const after = await all();
  expect(differences(before, after).slice(0, 30)).toEqual([]);
}, 300_000);

test("once both sides are in, the auditor sees what was hidden", async () => {
  const sheet = async (organisation: string): Promise<string> => {
    const headers = { authorization: `Bearer ${askers.get("auditor") ?? ""}` };
    const path = `/api/reviews/${review}/organisations/${organisation}/scores`;
    const { items } = Object(JSON.parse((await rawRequest(muster.url, { path, headers })).text));
    return JSON.stringify(items.find(({ item }: { item: string }) => item === "GV.OC").self);
  };
  expect(await sheet(finance)).toBe("null");
  expect(await sheet(works)).toContain('"level":3');
  await move(finance, "independent", "submitted", askers.get("auditor"));
  expect(await sheet(finance)).toContain('"level":5');
  expect(await sheet(health)).toBe("null");
});
