import { Type } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../../tests/support/instance.ts";
import { rawRequest } from "../../../tests/support/raw-request.ts";
import { musterItself, performWork } from "../perform-work.ts";
import { createAccount, createSignInLink } from "./accounts.actions.ts";
import { keepHouse } from "./housekeeping.ts";
import type { Grant } from "./policy.ts";

const password = "correct horse battery staple";
const Event = Type.Object({ kind: Type.String(), subject: Type.String(), event: Type.String() });

describe("who somebody is", () => {
  let muster: TestInstance;
  beforeAll(async () => {
    muster = await testInstance();
  });
  afterAll(() => muster.stop());

  const json = { "content-type": "application/json" };
  const nobody = { authorization: "none" };
  const post = (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    muster.fetch(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...json, ...headers },
    });
  const secretOf = (address: string): string => address.split("#")[1] ?? "";
  const cookieOf = (response: Response): string =>
    response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const browser = (cookie: string): Record<string, string> => ({
    cookie,
    "sec-fetch-site": "same-origin",
  });
  const events = (kind: string): Promise<{ kind: string; subject: string; event: string }[]> =>
    muster.database.transact("read", (transaction) =>
      transaction.rows(
        Event,
        `select kind, subject, event from log_leaves where kind = $1 order by appended`,
        [kind],
      ),
    );

  /** Makes a person with roles and answers the cookie of a session. */
  async function person(
    name: string,
    grants: readonly Grant[],
  ): Promise<{ account: string; cookie: string }> {
    const { answer } = await performWork(muster.database, "write", musterItself, async (work) => {
      const { account } = await createAccount(work, name, grants);
      return { account, link: await createSignInLink(work, account) };
    });
    const response = await post("/api/sign-in/link", { link: secretOf(answer.link.path) }, nobody);
    expect(response.status).toBe(200);
    return { account: answer.account, cookie: cookieOf(response) };
  }

  test("the printed link makes the administrator once, with a password that is long enough", async () => {
    const link = secretOf(muster.instance.setUpAddress ?? "");
    const look = await post("/api/links/read", { link }, nobody);
    expect(await look.json()).toMatchObject({ purpose: "set-up", name: "" });
    const short = await post("/api/set-up", { link, name: "Ada", password: "too short" }, nobody);
    expect(short.status).toBe(400);
    expect(await short.json()).toMatchObject({
      detail: expect.stringContaining("at least 12 characters"),
    });
    expect((await post("/api/set-up", { link, password }, nobody)).status).toBe(400);

    const made = await post("/api/set-up", { link, name: "Ada", password }, nobody);
    expect(made.status).toBe(200);
    expect(await made.json()).toMatchObject({
      name: "Ada",
      may: expect.arrayContaining(["instance.administer"]),
    });
    const [cookie = ""] = made.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const session = await muster.fetch("/api/session", { headers: browser(cookieOf(made)) });
    expect(await session.json()).toMatchObject({ name: "Ada" });

    expect((await post("/api/set-up", { link, name: "Eve", password }, nobody)).status).toBe(404);
    expect((await post("/api/links/read", { link }, nobody)).status).toBe(404);
  });

  test("name and password sign in, sign-out ends it, and neither secret is stored or logged", async () => {
    const right = await post("/api/sign-in", { name: "ADA", password }, nobody);
    expect(right.status).toBe(200);
    const cookie = cookieOf(right);
    const out = await muster.fetch("/api/sign-out", { method: "POST", headers: browser(cookie) });
    expect(out.status).toBe(200);
    expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect((await muster.fetch("/api/session", { headers: browser(cookie) })).status).toBe(401);

    const Text = Type.Object({ text: Type.String() });
    const stored = await muster.database.transact("read", (transaction) =>
      transaction.rows(
        Text,
        `select event as text from log_leaves union all select secret from credentials
         union all select encode(digest, 'escape') from sessions union all select encode(digest, 'escape') from one_time_links`,
      ),
    );
    const everything = stored.map(({ text }) => text).join("\n");
    expect(everything).not.toContain(password);
    expect(everything).not.toContain(cookie.split("=")[1]);
    expect(everything).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
  });

  test("a wrong password and an unknown name are told in the same words", async () => {
    const wrong = await post("/api/sign-in", { name: "Ada", password: "wrong" }, nobody);
    const unknown = await post("/api/sign-in", { name: "Nobody", password: "wrong" }, nobody);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const detail = async (response: Response): Promise<unknown> =>
      Object(await response.json()).detail;
    expect(await detail(wrong)).toEqual(await detail(unknown));
  });

  test("after ten wrong passwords even the right one has to wait, and others do not", async () => {
    await person("Guessed", []);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(
        (await post("/api/sign-in", { name: "guessed", password: `wrong ${attempt}` }, nobody))
          .status,
      ).toBe(401);
    }
    const limited = await post("/api/sign-in", { name: "Guessed", password }, nobody);
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).not.toBeNull();
    expect((await post("/api/sign-in", { name: "Ada", password }, nobody)).status).toBe(200);
  });

  test("a one-time link works once, also when it is used twice at the same moment", async () => {
    const { answer } = await performWork(muster.database, "write", musterItself, async (work) =>
      createSignInLink(work, (await createAccount(work, "Twice", [])).account),
    );
    const link = secretOf(answer.path);
    const both = await Promise.all([1, 2].map(() => post("/api/sign-in/link", { link }, nobody)));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test("a person changes their password by the one that holds, and other browsers are signed out", async () => {
    const made = await post("/api/accounts", { name: "Changes" });
    const { link } = Object(await made.json());
    const body = { link: secretOf(link.path), password };
    const elsewhere = browser(cookieOf(await post("/api/set-up", body, nobody)));
    const here = browser(
      cookieOf(await post("/api/sign-in", { name: "Changes", password }, nobody)),
    );
    const change = (
      current: string,
      next: string,
      headers: Record<string, string>,
    ): Promise<Response> => post("/api/session/password", { current, password: next }, headers);
    const better = "a better horse battery";

    expect((await change("wrong", better, here)).status).toBe(422);
    expect((await change(password, "short", here)).status).toBe(400);
    expect((await change(password, better, nobody)).status).toBe(401);
    const { secret } = Object(await (await post("/api/tokens", { name: "ci" }, here)).json());
    const token = { authorization: `Bearer ${secret}` };
    expect((await change(password, better, token)).status).toBe(422);
    expect((await change(password, better, {})).status).toBe(422);
    expect((await muster.fetch("/api/session", { headers: elsewhere })).status).toBe(200);

    const changed = await change(password, better, here);
    expect(changed.status).toBe(200);
    expect(changed.headers.get("muster-leaf")).not.toBeNull();
    const now = browser(cookieOf(changed));
    expect((await muster.fetch("/api/session", { headers: now })).status).toBe(200);
    for (const headers of [elsewhere, here]) {
      expect((await muster.fetch("/api/session", { headers })).status).toBe(401);
    }
    const signIn = (word: string): Promise<Response> =>
      post("/api/sign-in", { name: "Changes", password: word }, nobody);
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn(better)).status).toBe(200);
  });

  test("whoever finds a browser signed in cannot try passwords without end", async () => {
    const { cookie } = await person("Left Alone", []);
    const attempt = (): Promise<Response> =>
      post("/api/session/password", { current: "guess", password }, browser(cookie));
    for (let tried = 0; tried < 10; tried += 1) expect((await attempt()).status).toBe(422);
    expect((await attempt()).status).toBe(429);
  });

  test("an invited person sets a password by link; a link to sign in sets none", async () => {
    const made = await post("/api/accounts", {
      name: "Grace",
      grants: [{ role: "auditor", organisation: null }],
    });
    expect(made.status).toBe(200);
    const { link, account } = Object(await made.json());
    expect(account).toMatchObject({ can_sign_in: false });
    const joined = await post("/api/set-up", { link: secretOf(link.path), password }, nobody);
    expect(await joined.json()).toMatchObject({
      name: "Grace",
      grants: [{ role: "auditor", organisation: null }],
    });
    expect((await post("/api/sign-in", { name: "Grace", password }, nobody)).status).toBe(200);
    expect((await post("/api/accounts", { name: "grace" })).status).toBe(409);
  });

  test("roles are given and withdrawn with a leaf each, and the last administrator stays", async () => {
    const { account } = await person("Linus", []);
    const grant = { role: "observer", organisation: "interior" };
    const first = await post(`/api/accounts/${account}/grants`, grant);
    expect(await first.json()).toMatchObject({ unchanged: false, account: { grants: [grant] } });
    expect(first.headers.get("muster-leaf")).not.toBeNull();
    const again = await post("/api/accounts/linus/grants", grant);
    expect(await again.json()).toMatchObject({ unchanged: true });
    expect(again.headers.get("muster-leaf")).toBeNull();
    const path = `/api/accounts/${account}/grants?role=observer&organisation=interior`;
    const withdrawn = await muster.fetch(path, { method: "DELETE" });
    expect(await withdrawn.json()).toMatchObject({ unchanged: false, account: { grants: [] } });
    expect(
      (await muster.fetch("/api/accounts/nobody/grants?role=observer", { method: "DELETE" }))
        .status,
    ).toBe(404);
    expect(
      (await post(`/api/accounts/${account}/grants`, { role: "king", organisation: null })).status,
    ).toBe(400);

    const revoke = (name: string): Promise<Response> =>
      muster.fetch(`/api/accounts/${name}/grants?role=administrator`, { method: "DELETE" });
    expect((await revoke("operator")).status).toBe(200);
    expect((await muster.fetch("/api/accounts")).status).toBe(403);
    const ada = browser(cookieOf(await post("/api/sign-in", { name: "Ada", password }, nobody)));
    const last = await muster.fetch("/api/accounts/ada/grants?role=administrator", {
      method: "DELETE",
      headers: ada,
    });
    expect(last.status).toBe(422);
    expect(
      (
        await post(
          "/api/accounts/operator/grants",
          { role: "administrator", organisation: null },
          ada,
        )
      ).status,
    ).toBe(200);
  });

  test("a token does what its maker may, or less, and nothing once it is revoked", async () => {
    const { cookie, account } = await person("Token Owner", [
      { role: "auditor", organisation: null },
      { role: "observer", organisation: "interior" },
    ]);
    const mine = browser(cookie);
    const beyond = {
      name: "too much",
      narrowed_to: [{ role: "administrator", organisation: null }],
    };
    expect((await post("/api/tokens", beyond, mine)).status).toBe(422);
    const narrow = { name: "ci", narrowed_to: [{ role: "observer", organisation: "interior" }] };
    const { secret, token } = Object(await (await post("/api/tokens", narrow, mine)).json());
    const bearer = { authorization: `Bearer ${secret}` };
    const session = await muster.fetch("/api/session", { headers: bearer });
    expect(await session.json()).toMatchObject({ account, grants: narrow.narrowed_to });
    const child = Object(await (await post("/api/tokens", { name: "child" }, bearer)).json());
    expect(child.token.narrowed_to).toEqual(narrow.narrowed_to);
    expect(
      (
        await post(
          "/api/tokens",
          { name: "x", narrowed_to: [{ role: "auditor", organisation: null }] },
          bearer,
        )
      ).status,
    ).toBe(422);

    await muster.fetch(`/api/accounts/${account}/grants?role=observer&organisation=interior`, {
      method: "DELETE",
    });
    expect(await (await muster.fetch("/api/session", { headers: bearer })).json()).toMatchObject({
      grants: [],
    });
    const list = await (await muster.fetch("/api/tokens", { headers: mine })).text();
    expect(list).not.toContain(secret);
    const stranger = await person("Stranger", [{ role: "observer", organisation: null }]);
    const path = `/api/tokens/${token.token}`;
    expect(
      (await muster.fetch(path, { method: "DELETE", headers: browser(stranger.cookie) })).status,
    ).toBe(404);
    expect((await muster.fetch(path, { method: "DELETE", headers: mine })).status).toBe(200);
    expect((await muster.fetch("/api/session", { headers: bearer })).status).toBe(401);
  });

  test("refusals of somebody who is signed in are logged, many within ten minutes as one", async () => {
    const { cookie, account } = await person("Curious", [
      { role: "head", organisation: "interior" },
    ]);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const refused = await muster.fetch("/api/accounts", { headers: browser(cookie) });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({
        detail: expect.stringContaining("role administrator"),
      });
    }
    const about = async (): Promise<unknown[]> =>
      (await events("access.refused"))
        .filter(({ subject }) => subject === `account/${account}`)
        .map(({ event }) => Object(JSON.parse(event)).data);
    expect(await about()).toEqual([{ permission: "instance.administer", count: 1 }]);
    await keepHouse(muster.database, 0);
    const expected = [
      { permission: "instance.administer", count: 1 },
      { permission: "instance.administer", count: 4 },
    ];
    expect(await about()).toEqual(expected);
    await keepHouse(muster.database, 0);
    expect(await about()).toEqual(expected);
    expect((await muster.fetch("/api/accounts", { headers: nobody })).status).toBe(401);
    expect(await about()).toEqual(expected);
  });

  test("a session does nothing for a page of another site, nor after its time", async () => {
    const { cookie, account } = await person("Victim", [
      { role: "administrator", organisation: null },
    ]);
    const body = JSON.stringify({ name: "Mallory" });
    for (const origin of [
      { "sec-fetch-site": "cross-site" },
      { origin: "http://localhost:3000" },
      {},
    ]) {
      const headers = { ...json, cookie, ...origin } as Record<string, string>;
      const answer = await rawRequest(muster.url, {
        method: "POST",
        path: "/api/accounts",
        headers,
        body,
      });
      expect(answer.status).toBe(403);
    }
    await muster.database.transact("write", (transaction) =>
      transaction.run(`update sessions set expires_at = now() where account = $1`, [account]),
    );
    expect((await muster.fetch("/api/session", { headers: browser(cookie) })).status).toBe(401);
    await keepHouse(muster.database);
  });

  test("lists of accounts come in pages, each name once", async () => {
    const Page = Type.Object({
      accounts: Type.Array(Type.Object({ name: Type.String() })),
      next: Type.Union([Type.String(), Type.Null()]),
    });
    const names: string[] = [];
    let after: string | null = "";
    while (after !== null) {
      const path = `/api/accounts?limit=3&after=${encodeURIComponent(after)}`;
      const page: Type.Static<typeof Page> = Value.Parse(
        Page,
        await (await muster.fetch(path)).json(),
      );
      names.push(...page.accounts.map(({ name }) => name));
      after = page.next;
    }
    expect(names).toEqual(expect.arrayContaining(["Ada", "Grace", "Operator of this machine"]));
    expect(new Set(names).size).toBe(names.length);
  });

  test("the number of statements for a list does not grow with the list", async () => {
    const statements = async (): Promise<number> => {
      const before = muster.database.statements();
      expect((await muster.fetch("/api/accounts?limit=500")).status).toBe(200);
      return muster.database.statements() - before;
    };
    const few = await statements();
    await performWork(muster.database, "write", musterItself, async (work) => {
      for (let at = 0; at < 300; at += 1) {
        await createAccount(work, `Many ${at}`, [{ role: "observer", organisation: null }]);
      }
    });
    expect(await statements()).toBe(few);
  });
});
