import { expect, test } from "vitest";
import { blindnesses, type Route } from "../platform/http/route.ts";
import { openApiOf } from "../platform/http/openapi.ts";
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

test("every way in declares how it treats an auditor who may not see everything", () => {
  for (const route of routes) {
    expect(blindnesses, `${nameOf(route)} declares no blind: see route.ts`).toContain(route.blind);
    const ofReview = route.path.includes(":review");
    if (ofReview) expect(route.blind, nameOf(route)).not.toBe("unrelated");
    if (route.blind === "organisation") expect(route.path).toMatch(/:review.*:organisation/);
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
  expect(open.toSorted()).toEqual([
    "GET /api/health",
    "GET /api/openapi.json",
    "GET /api/orders/:order/subscription.ics",
    "GET /api/publications",
    "GET /api/waiting/calendar.ics",
    "GET /log/checkpoint",
    "GET /log/succession",
    "GET /log/tile/*",
    "GET /log/vkey",
    "GET /published/:publication/",
    "GET /published/:publication/bundle.zip",
    "GET /published/:publication/open-data.json",
    "GET /published/:publication/ratings.csv",
    "GET /published/:publication/report.html",
    "GET /published/:publication/report.pdf",
    "GET /published/:publication/report.xlsx",
    "GET /schemas/order.json",
    "POST /api/links/read",
    "POST /api/set-up",
    "POST /api/sign-in",
    "POST /api/sign-in/link",
  ]);
});

test("no way in is declared twice, and each part of its path is in its contract", () => {
  expect(new Set(routes.map(nameOf)).size).toBe(routes.length);
  for (const route of routes) {
    const inPath = [...route.path.matchAll(/:([A-Za-z_]+)|(\*)$/g)].map((match) => match[1] ?? "*");
    const properties: unknown =
      route.contract.params && Reflect.get(route.contract.params, "properties");
    const declared = Object.keys(Object(properties));
    expect(declared.toSorted(), nameOf(route)).toEqual(inPath.toSorted());
    expect(route.path, nameOf(route)).toMatch(/^\/((api|log|published|schemas)\/|metrics$)/);
  }
});

test("every step of the schema has a number of its own", () => {
  const ids = features.flatMap((feature) => feature.migrations.map((migration) => migration.id));
  expect(new Set(ids).size).toBe(ids.length);
});

test("the description of the API holds together: references, names and parts of paths", () => {
  const text = JSON.stringify(openApiOf(routes, "1"));
  const api = Object(JSON.parse(text));
  const names = Object.keys(api.components.schemas);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    expect(names).toContain(name);
  }
  const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
  expect(ids.length).toBe(routes.length);
  expect(new Set(ids).size).toBe(routes.length);
  for (const path of Object.keys(api.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    for (const operation of Object.values(Object(api.paths[path]))) {
      const parameters: { name: string; in: string }[] = Object(operation).parameters;
      const declared = parameters.filter((each) => each.in === "path").map(({ name }) => name);
      expect(declared.toSorted(), path).toEqual(inPath.toSorted());
    }
  }
});
