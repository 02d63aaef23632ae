import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { type RawAnswer, rawRequest } from "../../tests/support/raw-request.ts";
import type { Route } from "../platform/http/route.ts";
import { allRoutes } from "./instance.ts";

const routes = allRoutes();
const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** Parts of paths, values of queries and fields of bodies that somebody may try. */
const hostile = [
  "__proto__",
  "constructor",
  "..",
  "../../../etc/passwd",
  "'; drop table accounts; --",
  "%",
  "a".repeat(400),
  "\u202e\ud83d\ude00",
  "a\u0000b",
  "-1",
  "99999999999999999999",
  "2020-02-30",
  "NaN",
  "[object Object]",
];

const bodies = [
  "{}",
  "[]",
  "null",
  "5",
  '"text"',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"name":"a\\u0000b"}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  '{"a":1',
  '{"a":1,"a":2}',
  "\ufeff{}",
];

function pathWith(route: Route, part: string): string {
  return route.path.replace(/:[A-Za-z_]+|\*$/g, encodeURIComponent(part));
}

describe("every way in", () => {
  let muster: TestInstance;
  let powerless = "";
  beforeAll(async () => {
    muster = await testInstance();
    const post = (
      path: string,
      body: unknown,
      headers: Record<string, string> = {},
    ): Promise<Response> =>
      muster.fetch(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      });
    const { link } = Object(await (await post("/api/accounts", { name: "Without a role" })).json());
    const password = "correct horse battery";
    const joined = await post(
      "/api/set-up",
      { link: link.path.split("#")[1], password },
      { authorization: "none" },
    );
    const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const made = await post(
      "/api/tokens",
      { name: "powerless" },
      { cookie, "sec-fetch-site": "same-origin" },
    );
    powerless = String(Object(await made.json()).secret);
  });
  afterAll(() => muster.stop());

  const ask = (
    route: Route,
    path: string,
    token: string | null,
    body?: string,
  ): Promise<RawAnswer> =>
    rawRequest(muster.url, {
      method: route.method,
      path,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    });

  test("is closed to whoever is not signed in, unless it is open to everybody", async () => {
    for (const route of routes.filter(({ permission }) => permission !== "public")) {
      const { status } = await ask(route, pathWith(route, "a"), null);
      expect(status, nameOf(route)).toBe(401);
    }
  });

  test("is closed to whoever has no role, but for their own account", async () => {
    for (const route of routes) {
      if (route.permission === "public" || route.permission === "own-account.use") continue;
      const { status } = await ask(route, pathWith(route, "a"), powerless);
      // A part of a path that cannot be is told before anybody's role is looked at.
      expect([400, 403], nameOf(route)).toContain(status);
    }
  });

  test("refuses hostile paths and queries in words, and none of them is a fault", async () => {
    for (const route of routes.filter(({ method }) => method === "GET")) {
      const properties: unknown =
        route.contract.query && Reflect.get(route.contract.query, "properties");
      const fields = Object.keys(Object(properties));
      for (const text of hostile) {
        const query = fields.map((field) => `${field}=${encodeURIComponent(text)}`).join("&");
        for (const path of [pathWith(route, text), `${pathWith(route, "a")}?${query}`]) {
          const answer = await ask(route, path, muster.token);
          expect(answer.status, `${path}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
        }
      }
    }
  });

  test("refuses hostile bodies in words, and none of them is a fault or changes anything", async () => {
    const changes = routes.filter(
      ({ method, path }) => method !== "GET" && path !== "/api/sign-out",
    );
    for (const route of changes) {
      for (const body of bodies) {
        const answer = await ask(route, pathWith(route, "a"), muster.token, body);
        expect(
          answer.status,
          `${nameOf(route)} ${body.slice(0, 60)}: ${answer.text.slice(0, 200)}`,
        ).toBeLessThan(500);
        expect(
          answer.headers["muster-leaf"],
          `${nameOf(route)} ${body.slice(0, 60)}`,
        ).toBeUndefined();
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("admin");
  });

  test("refuses hostile texts in every field of a body", async () => {
    for (const route of routes.filter(({ method }) => method !== "GET")) {
      const properties: unknown =
        route.contract.body && Reflect.get(route.contract.body, "properties");
      const fields = Object.keys(Object(properties));
      for (const text of fields.length === 0 ? [] : hostile) {
        const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field, text])));
        const answer = await ask(route, pathWith(route, "a"), muster.token, body);
        expect(
          answer.status,
          `${nameOf(route)} ${text.slice(0, 40)}: ${answer.text.slice(0, 200)}`,
        ).toBeLessThan(500);
      }
    }
  });
});
