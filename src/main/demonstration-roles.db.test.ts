import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { createAccount, createSignInLink } from "../platform/identity/accounts.actions.ts";
import type { Grant } from "../platform/identity/policy.ts";
import { demonstrationOfficer } from "../platform/identity/role-switch.contract.ts";
import { musterItself, performWork } from "../platform/perform-work.ts";
import { federationOpenHead } from "./federation-open-head.ts";

const everywhere = (role: Grant["role"]): Grant[] => [{ role, organisation: null }];
const people: Readonly<Record<string, readonly Grant[]>> = {
  [demonstrationOfficer]: everywhere("administrator"),
  "SIMULATED Reviewing Officer": everywhere("reviewing-officer"),
  "SIMULATED Audit Office": everywhere("auditor"),
  [federationOpenHead().name]: [{ role: "head", organisation: "dockyard-agency" }],
  "Head of Nothing": everywhere("observer"),
};

/** Signs in somebody by a link, and answers how they ask. */
async function signedIn(instance: TestInstance, name: string) {
  const { answer } = await performWork(instance.database, "write", musterItself, async (work) => {
    const { account } = await createAccount(work, name, people[name] ?? []);
    return createSignInLink(work, account);
  });
  const asked = askingAs(instance, "");
  const came = await asked("/api/sign-in/link", { link: answer.path.split("#")[1] });
  return askingAs(instance, cookieOf(came));
}

const cookieOf = (answer: Response): string =>
  answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";

const askingAs = (instance: TestInstance, cookie: string) => (path: string, body?: unknown) =>
  instance.fetch(path, {
    headers: { "content-type": "application/json", cookie, "sec-fetch-site": "same-origin" },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });

describe("in a demonstration", () => {
  let demo: TestInstance;
  let officer: ReturnType<typeof askingAs>;
  beforeAll(async () => {
    demo = await testInstance({ demonstration: true });
    for (const name of Object.keys(people)) {
      const asking = await signedIn(demo, name);
      if (name === demonstrationOfficer) officer = asking;
    }
  });
  afterAll(() => demo.stop());

  test("a newcomer becomes the auditor, may what the auditor may, and comes back; both are logged", async () => {
    const { roles } = Object(await (await officer("/api/demonstration/roles")).json());
    expect(roles.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      Object.keys(people)
        .filter((name) => name !== "Head of Nothing")
        .toSorted(),
    );
    const switched = await officer("/api/demonstration/role", { name: "SIMULATED Audit Office" });
    expect(switched.status).toBe(200);
    expect(switched.headers.get("muster-leaf")).toMatch(/^[0-9a-f]{64}$/);
    const auditor = askingAs(demo, cookieOf(switched));
    expect(await (await auditor("/api/session")).json()).toMatchObject({
      name: "SIMULATED Audit Office",
      grants: [{ role: "auditor" }],
    });
    expect((await auditor("/api/accounts")).status).toBe(403);
    expect((await officer("/api/session")).status).toBe(401); // one browser is one person
    const back = await auditor("/api/demonstration/role", { name: demonstrationOfficer });
    officer = askingAs(demo, cookieOf(back));
    expect((await officer("/api/accounts")).status).toBe(200);
  });

  test("the head begins on the page where they sign", async () => {
    const { name } = federationOpenHead();
    const { roles } = Object(await (await officer("/api/demonstration/roles")).json());
    const head = roles.find((each: { name: string }) => each.name === name);
    expect(head.start).toBe("/reviews/aldermoor-2026/organisations/dockyard-agency/decisions");
  });

  test("nobody becomes somebody whom the list does not name, and a token becomes nobody", async () => {
    for (const name of ["Head of Nothing", "operator", "SIMULATED Nobody", "__proto__"]) {
      expect((await officer("/api/demonstration/role", { name })).status, name).toBe(403);
    }
    const byToken = await demo.fetch("/api/demonstration/role", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: demonstrationOfficer }),
    });
    expect(byToken.status).toBe(403);
  });

  test("nobody from outside the demonstration's people switches, and nobody who is not signed in", async () => {
    const other = await signedInAgain(demo, "Head of Nothing");
    const name = demonstrationOfficer;
    expect((await other("/api/demonstration/roles")).status).toBe(403);
    expect((await other("/api/demonstration/role", { name })).status).toBe(403);
    expect((await askingAs(demo, "")("/api/demonstration/role", { name })).status).toBe(401);
  });
});

/** Signs in somebody who is there already. */
async function signedInAgain(instance: TestInstance, name: string) {
  const { accounts } = Object(await (await instance.fetch("/api/accounts")).json());
  const { account } = accounts.find((each: { name: string }) => each.name === name);
  const { answer } = await performWork(instance.database, "write", musterItself, (work) =>
    createSignInLink(work, account),
  );
  const link = answer.path.split("#")[1];
  return askingAs(instance, cookieOf(await askingAs(instance, "")("/api/sign-in/link", { link })));
}

test("every other instance knows of no such way: 404, whoever asks", async () => {
  const plain = await testInstance();
  try {
    const asked = await signedIn(plain, demonstrationOfficer);
    expect((await asked("/api/demonstration/roles")).status).toBe(404);
    const name = "SIMULATED Audit Office";
    expect((await asked("/api/demonstration/role", { name })).status).toBe(404);
  } finally {
    await plain.stop();
  }
});
