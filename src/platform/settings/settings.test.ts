import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../../kit/problem.ts";
import { isLoopback, readClientSettings, readSettings } from "./settings.ts";

const somebody = { home: "/home/ada", isRoot: false };
const root = { home: "/root", isRoot: true };

test("without any setting it runs on this machine only, with its data in the user's data home", () => {
  expect(readSettings({}, somebody)).toEqual({
    host: "127.0.0.1",
    port: 4800,
    data: "/home/ada/.local/share/muster",
    secretFile: null,
    databaseUrl: null,
    tls: null,
    trustedProxy: null,
    publicUrl: null,
  });
  expect(readSettings({}, root).data).toBe("/var/lib/muster");
  expect(readSettings({ XDG_DATA_HOME: "/data" }, somebody).data).toBe("/data/muster");
  expect(readSettings({ XDG_DATA_HOME: "relative" }, somebody).data).toBe(
    "/home/ada/.local/share/muster",
  );
  expect(readSettings({ MUSTER_DATA: "/srv/m", MUSTER_PORT: " 80 " }, root)).toMatchObject({
    data: "/srv/m",
    port: 80,
  });
});

const refused: [string, Record<string, string>][] = [
  ["MUSTER_PORT", { MUSTER_PORT: "eighty" }],
  ["MUSTER_PORT", { MUSTER_PORT: "65536" }],
  ["MUSTER_PORT", { MUSTER_PORT: "-1" }],
  ["MUSTER_HOST", { MUSTER_HOST: "0.0.0.0" }],
  ["MUSTER_HOST", { MUSTER_HOST: "muster.example.org" }],
  ["MUSTER_TLS_KEY", { MUSTER_HOST: "0.0.0.0", MUSTER_TLS_CERT: "/a.pem" }],
  ["MUSTER_TLS_CERT", { MUSTER_TLS_KEY: "/a.pem" }],
  ["MUSTER_TLS_CERT", { MUSTER_TLS_CERT: "a.pem", MUSTER_TLS_KEY: "/b.pem" }],
  [
    "MUSTER_TRUSTED_PROXY",
    { MUSTER_TRUSTED_PROXY: "proxy.example", MUSTER_URL: "https://a.example" },
  ],
  [
    "MUSTER_TRUSTED_PROXY",
    { MUSTER_TRUSTED_PROXY: "10.0.0.0/33", MUSTER_URL: "https://a.example" },
  ],
  ["MUSTER_URL", { MUSTER_TRUSTED_PROXY: "10.0.0.1" }],
  ["MUSTER_URL", { MUSTER_URL: "https://a.example/path" }],
  ["MUSTER_URL", { MUSTER_URL: "javascript:alert(1)" }],
  ["MUSTER_DATA", { MUSTER_DATA: "data" }],
  ["MUSTER_DATABASE_URL", { MUSTER_DATABASE_URL: "mysql://u:hunter2@h/d" }],
  ["MUSTER_SECRET_FILE", { MUSTER_DATABASE_URL: "postgres://u:hunter2@h/d" }],
];

test.each(refused)(
  "%s that cannot be used is told by its name, without what is secret in it",
  (name, environment) => {
    try {
      readSettings(environment, somebody);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({
        kind: "bad-input",
        message: expect.stringMatching(new RegExp(`^${name}: `)),
      });
      expect(String(error)).not.toContain("hunter2");
    }
  },
);

test("other machines may reach it over TLS, or through a proxy that is declared", () => {
  const tls = { MUSTER_HOST: "0.0.0.0", MUSTER_TLS_CERT: "/c.pem", MUSTER_TLS_KEY: "/k.pem" };
  expect(readSettings(tls, root).tls).toEqual({ certificateFile: "/c.pem", keyFile: "/k.pem" });
  const proxy = {
    MUSTER_HOST: "::",
    MUSTER_TRUSTED_PROXY: "10.0.0.0/8, ::1",
    MUSTER_URL: "https://muster.example.org",
  };
  expect(readSettings(proxy, root)).toMatchObject({
    trustedProxy: "10.0.0.0/8, ::1",
    publicUrl: "https://muster.example.org",
  });
});

test("any environment at all gives settings or one sentence", () => {
  const names = [
    "MUSTER_PORT",
    "MUSTER_HOST",
    "MUSTER_DATA",
    "MUSTER_URL",
    "MUSTER_TRUSTED_PROXY",
    "MUSTER_TLS_CERT",
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (environment) => {
      try {
        const settings = readSettings(environment, somebody);
        expect(
          isLoopback(settings.host) || settings.tls !== null || settings.trustedProxy !== null,
        ).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
});

test("the command line needs no more than an address and a token, and knows where to look", () => {
  expect(
    readClientSettings({ MUSTER_URL: "http://localhost:4900/", MUSTER_TOKEN: "t" }, somebody),
  ).toEqual({
    url: "http://localhost:4900",
    token: "t",
    data: "/home/ada/.local/share/muster",
  });
});
