import fc from "fast-check";
import { expect, test } from "vitest";
import { checkHost, checkOrigin, hostName, pageHeaders } from "./guard.ts";

test("a Host header with the name of another site is refused, whatever its port", () => {
  for (const good of [
    "localhost:4800",
    "127.0.0.1",
    "[::1]:4800",
    "LOCALHOST",
    "muster.example.org",
  ]) {
    expect(() => checkHost(good, ["muster.example.org"])).not.toThrow();
  }
  const bad = [
    "evil.example:4800",
    "",
    undefined,
    "localhost.evil.example",
    "127.0.0.1.nip.io",
    "127.0.0.1@evil",
  ];
  for (const host of bad)
    expect(() => checkHost(host, ["muster.example.org"])).toThrow("Host header");
});

test("no text at all in a Host header gets past, unless it is one of our names", () => {
  fc.assert(
    fc.property(fc.string(), (host) => {
      fc.pre(!["localhost", "127.0.0.1", "[::1]"].includes(hostName(host)));
      expect(() => checkHost(host, [])).toThrow();
    }),
  );
});

const change = { method: "POST", host: "localhost:4800", fetchSite: undefined, origin: undefined };

test("a change that another site caused is refused, other ports of this machine included", () => {
  for (const fetchSite of ["cross-site", "same-site", "", "nonsense"]) {
    expect(() => checkOrigin({ ...change, fetchSite }, true)).toThrow("another site");
    expect(() => checkOrigin({ ...change, fetchSite }, false)).toThrow("another site");
  }
  for (const origin of ["http://evil.example", "http://localhost:3000", "null", "not a url"]) {
    expect(() => checkOrigin({ ...change, origin }, false)).toThrow("another site");
  }
});

test("our own pages may change things, and so may programs without a cookie", () => {
  expect(() => checkOrigin({ ...change, fetchSite: "same-origin" }, true)).not.toThrow();
  expect(() => checkOrigin({ ...change, origin: "http://localhost:4800" }, true)).not.toThrow();
  expect(() => checkOrigin(change, false)).not.toThrow();
  expect(() => checkOrigin(change, true)).toThrow("another site");
  expect(() =>
    checkOrigin({ ...change, method: "GET", fetchSite: "cross-site" }, true),
  ).not.toThrow();
});

test("a page may run nothing that does not come from this server", () => {
  const policy = pageHeaders("abc")["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self' 'nonce-abc'");
  expect(policy).not.toContain("unsafe");
});
