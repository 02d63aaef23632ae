import { expect, test } from "vitest";
import type { Route } from "../platform/http/route.ts";
import { permissions } from "../platform/identity/policy.ts";
import { allRoutes } from "./instance.ts";
import { features } from "./features.ts";

const routes = allRoutes();
const nameOf = (route: Route): string => `${route.method} ${route.path}`;

test("every way in declares a contract, a permission that exists and the event that it logs", () => {
  expect(routes.length).toBeGreaterThan(20);
  for (const route of routes) {
    expect(route.contract.answer, nameOf(route)).toBeDefined();
    expect([...Object.keys(permissions), "public"], nameOf(route)).toContain(route.permission);
    expect(route.event, nameOf(route)).toMatch(/^(none|[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*)$/);
    expect(route.summary.length, nameOf(route)).toBeGreaterThan(5);
  }
});

test("what only reads logs nothing, and what is not named here changes something and logs it", () => {
  const getsWithEvent = routes.filter((route) => route.method === "GET" && route.event !== "none");
  expect(getsWithEvent.map(nameOf)).toEqual([]);
  const readsByPost = routes.filter((route) => route.method !== "GET" && route.event === "none");
  // A secret or a file in a body is no reason to change anything: these read it and answer.
  expect(readsByPost.map(nameOf).sort()).toEqual(["POST /api/links/read"]);
});

test("nothing is open to everybody but what was published, health, the log and signing in", () => {
  const open = routes.filter((route) => route.permission === "public").map(nameOf);
  const expected = [
    "GET /api/health",
    "GET /api/openapi.json",
    "GET /api/publications",
    "GET /log/checkpoint",
    "GET /log/tile/*",
    "GET /log/vkey",
    "GET /published/:publication/",
    "GET /published/:publication/bundle.zip",
    "POST /api/links/read",
    "POST /api/set-up",
    "POST /api/sign-in",
    "POST /api/sign-in/link",
  ];
  expect(expected).toEqual(expect.arrayContaining(open));
  expect(open.toSorted()).toEqual(expected.filter((name) => open.includes(name)));
});

test("no way in is declared twice, and each part of its path is in its contract", () => {
  expect(new Set(routes.map(nameOf)).size).toBe(routes.length);
  for (const route of routes) {
    const inPath = [...route.path.matchAll(/:([A-Za-z_]+)|(\*)$/g)].map((match) => match[1] ?? "*");
    const properties: unknown =
      route.contract.params && Reflect.get(route.contract.params, "properties");
    const declared = Object.keys(Object(properties));
    expect(declared.toSorted(), nameOf(route)).toEqual(inPath.toSorted());
    expect(route.path, nameOf(route)).toMatch(/^\/(api|log|published)\//);
  }
});

test("every step of the schema has a number of its own", () => {
  const ids = features.flatMap((feature) => feature.migrations.map((migration) => migration.id));
  expect(new Set(ids).size).toBe(ids.length);
});
