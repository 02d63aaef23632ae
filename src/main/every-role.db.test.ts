import { afterAll, beforeAll, expect, test } from "vitest";
import { questionsOf } from "../../tests/support/every-question.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { personWith } from "../../tests/support/people.ts";
import { inWords, type Question, type RoleInWords } from "../../tests/support/policy-in-words.ts";
import { rawRequest } from "../../tests/support/raw-request.ts";
import {
  makeScoredReview,
  ministries,
  scoredReviewName as review,
} from "../../tests/support/scored-review.ts";
import { checkShape } from "../kit/check-shape.ts";
import type { Route } from "../platform/http/route.ts";
import { LogPage } from "../platform/log/log.contract.ts";
import { roles } from "../platform/identity/policy.ts";
import { allRoutes } from "./instance.ts";

/*
 * Every way in as every kind of person, on a review that is blind and of which no side is in: each
 * answer is the one that the policy in words (tests/support/policy-in-words.ts) gives, and each
 * refusal of somebody signed in stands in the log.
 */

const [finance = "", health = ""] = ministries;
/** Who asks: what they are, and where they held posts. */
const people: Readonly<Record<string, { roles: RoleInWords[]; post?: true; former?: true }>> = {
  "without a role": { roles: [] },
  ...Object.fromEntries(roles.map((role) => [`${role} everywhere`, { roles: [{ role, at: "" }] }])),
  "head of the organisation": { roles: [{ role: "head", at: finance }] },
  "security lead of the organisation": { roles: [{ role: "security-lead", at: finance }] },
  "head of another organisation": { roles: [{ role: "head", at: health }] },
  "former head of the organisation": { roles: [], former: true },
  "auditor of the organisation alone": { roles: [{ role: "auditor", at: finance }] },
  "auditor of another organisation": { roles: [{ role: "auditor", at: health }] },
  "auditor who held a post in the organisation": {
    roles: [{ role: "auditor", at: "" }],
    post: true,
  },
  "auditor who is an officer too": {
    roles: [
      { role: "auditor", at: "" },
      { role: "reviewing-officer", at: "" },
      { role: "administrator", at: "" },
    ],
  },
};

let muster: TestInstance;
const known = new Map<string, { readonly account: string; readonly token: string }>();

beforeAll(async () => {
  muster = await testInstance();
  await makeScoredReview(muster.database);
  const send = async (method: string, path: string, body: object): Promise<void> => {
    const headers = { "content-type": "application/json" };
    const answer = await muster.fetch(path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  const terms = { blind: true, self: {}, independent: {}, reason: "as the order says" };
  await send("POST", `/api/reviews/${review}/terms`, terms);
  for (const [name, { roles: held, post, former }] of Object.entries(people)) {
    const grants = held.map(({ role, at }) => ({
      role: roles.find((each) => each === role) ?? "observer",
      organisation: at === "" ? null : at,
    }));
    const person = await personWith(muster, name, [
      ...grants,
      ...(former ? [{ role: "head", organisation: finance } as const] : []),
    ]);
    if (former) {
      const path = `/api/accounts/${person.account}/grants?role=head&organisation=${finance}`;
      const gone = await muster.fetch(path, { method: "DELETE" });
      if (!gone.ok) throw new Error(await gone.text());
    }
    if (post) {
      const declared = { account: person.account, organisation: finance, from: "2020-01-01" };
      await send("POST", "/api/posts", { ...declared, title: "deputy head" });
    }
    known.set(name, person);
  }
}, 120_000);
afterAll(() => muster.stop());

const routes = allRoutes().filter(({ path }) => path !== "/api/sign-out");
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
/** What stands for each part of a path; one of a new kind needs a line here. */
const candidates = {
  review: [review],
  organisation: [finance],
  item: ["GV.OC"],
  version: ["1"],
  digest: ["0".repeat(64)],
  finding: ["F-1"],
  risk: ["R-1"],
  recommendation: ["C-1"],
  action: ["A-1"],
  fingerprint: ["0".repeat(64)],
  delegation: ["0".repeat(64)],
  ...Object.fromEntries(
    ["post", "subscription", "token"].map((name) => [
      name,
      ["00000000-0000-7000-8000-000000000000"],
    ]),
  ),
  "*": ["0/000"],
};

async function ask(route: Route, token: string | null) {
  // Given where a field is needed; whatever else is missing is told after the policy was asked.
  const [path = ""] = questionsOf(route, { ...candidates, methodology: ["measured-first@1.0"] });
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const sends = route.method !== "GET" && route.contract.body !== undefined;
  const { status, text } = await rawRequest(muster.url, {
    method: route.method,
    path,
    headers: { ...authorization, ...(sends ? { "content-type": "application/json" } : {}) },
    ...(sends ? { body: "{}" } : {}),
  });
  const document: unknown = status >= 400 ? JSON.parse(text) : {};
  return { status, detail: String(Reflect.get(Object(document), "detail")) };
}

function questionBy(name: string, route: Route): Question {
  const { roles: held, post } = people[name] ?? { roles: [] };
  return {
    signedIn: true,
    roles: held,
    token: null,
    permission: route.permission,
    about: route.organisation ? finance : "",
    blind: route.blind,
    list: ministries,
    above: [],
    isBlindReview: true,
    bothIn: [],
    postsIn: post ? [finance] : [],
  };
}

test("whoever is not signed in gets nothing but what is public", async () => {
  for (const route of routes) {
    const { status } = await ask(route, null);
    if (route.permission === "public") expect([401, 403], nameOf(route)).not.toContain(status);
    else expect(status, nameOf(route)).toBe(401);
  }
});

/** What a rule of an action says to whoever may come, in its own words. */
const byRule = new Set([
  "score.give",
  "record.give",
  "own-account.use",
  "post.declare",
  "key.use",
  // Only whoever holds the office that heads the organisation.
  "attestation.sign",
  "delegation.give",
  "verdict.reply",
  // Only whoever holds the office, or a seat in it.
  "product.author",
]);

test("every way in answers everybody as the policy in words says, and every refusal is logged", async () => {
  const refused = new Set<string>();
  const otherwise: string[] = [];
  for (const [name, { account, token }] of known) {
    for (const route of routes.filter(({ permission }) => permission !== "public")) {
      const { status, detail } = await ask(route, token);
      const what = `${name}: ${nameOf(route)}: ${status} ${detail}`;
      const expected = inWords(questionBy(name, route));
      if (status === 403) {
        const because = /see what depends/u.test(detail)
          ? "blind"
          : /held a post/u.test(detail)
            ? "conflict"
            : detail.startsWith("This needs the role")
              ? ""
              : "rule";
        refused.add([account, route.permission, because].join(" "));
        // One sentence.
        if (!/^[^.]+(\.[^. ]+)*\.( Ask an administrator[^.]+\.)?$/u.test(detail)) {
          otherwise.push(`${what}: more than a sentence`);
        }
      }
      const hides = /see what depends|held a post/u.test(detail);
      const fits =
        expected === "no role"
          ? status === 403 && /needs the role/u.test(detail)
          : expected === "hidden"
            ? status === 403 && hides
            : status !== 401 &&
              // Rules of an action may say no to whoever may come, where it is named here.
              (status !== 403 || byRule.has(route.permission) || route.blind === "own");
      if (!fits) otherwise.push(`${what}, and not ${expected}`);
    }
  }
  expect(otherwise).toEqual([]);
  const logged = new Set<string>();
  let after = "";
  do {
    const query = `kind=access.refused&limit=500${after === "" ? "" : `&after=${after}`}`;
    const answer: unknown = await (await muster.fetch(`/api/log/entries?${query}`)).json();
    const page = checkShape(LogPage, answer, () => ({}));
    for (const { subject, event } of page.entries) {
      const { permission, because = "" } = Object(event?.data);
      logged.add([subject.replace("account/", ""), permission, because].join(" "));
    }
    after = page.next ?? "";
  } while (after !== "");
  expect([...refused].filter((each) => !logged.has(each))).toEqual([]);
  expect([...logged].filter((each) => !refused.has(each))).toEqual([]);
}, 300_000);
