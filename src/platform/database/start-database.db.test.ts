import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ask,
  type DatabasePlace,
  databasePlace,
  longDirectory,
  removeDirectory,
  supervise,
  temporaryDirectory,
  untilNoneRuns,
} from "../../../tests/support/supervised.ts";
import { findPlaces } from "./places.ts";
import { runningPostmaster } from "./postmaster.ts";
import { removeDatabase, startDatabase } from "./start-database.ts";

let place: DatabasePlace;
beforeEach(() => {
  place = databasePlace();
});
afterEach(() => place.remove());

describe("the embedded database", () => {
  it("duty 8: is ready when a connection is answered, and keeps what was committed from one start to the next, at the same address", async () => {
    const first = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(first.isNew).toBe(true);
    await ask(first.url, "create table kept as select 'here'::text as answer");
    await first.stop();
    const second = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(second).toMatchObject({ url: first.url, isNew: false });
    expect(await ask(second.url, "select answer from kept")).toBe("here");
    await second.stop();
    await untilNoneRuns(place.cluster());
  });

  it("duty 3: runs as an ordinary account also when root starts it, in a home of mode 0700", async () => {
    const home = path.join(temporaryDirectory(0o700), "data");
    const database = await startDatabase({ dataDirectory: home, shared: place.shared });
    const { account, cluster } = findPlaces(home, { shared: place.shared });
    expect(statSync(cluster)).toMatchObject({ uid: account.uid, gid: account.gid });
    const server = runningPostmaster(cluster);
    expect(statSync(`/proc/${server?.pid}`).uid).toBe(account.uid);
    expect(account.uid).not.toBe(0);
    await database.stop();
    await removeDatabase(home);
    expect(existsSync(cluster)).toBe(false);
    removeDirectory(path.dirname(home));
  });

  it("duty 4: leaves a directory complete or not at all, with no password file of the superuser", async () => {
    // What a start that was killed half-way leaves.
    const places = findPlaces(place.data, { shared: place.shared });
    const half = `${places.cluster}.new-abcdef`;
    writeFileSync(half, "");
    const database = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(readdirSync(places.home).toSorted()).toEqual([
      "cluster",
      "password",
      "postgres.log",
      "socket",
      "supervisor.lock",
    ]);
    expect(statSync(places.password).mode & 0o777).toBe(0o600);
    const rules = readFileSync(path.join(places.cluster, "pg_hba.conf"), "utf8");
    const methods = rules.split("\n").filter((line) => /^(local|host)/.test(line));
    expect(methods.every((line) => line.endsWith("scram-sha-256"))).toBe(true);
    const facts = `select datcollate || ' ' || datlocprovider::text || ' ' || datlocale || ' ' ||
      pg_encoding_to_char(encoding) || ' ' || (select rolsuper::text from pg_roles where rolname = user)
      as answer from pg_database where datname = 'muster'`;
    expect(await ask(database.url, facts)).toBe("C b C.UTF-8 UTF8 false");
    await expect(ask(database.url.replace(/:[^:@]+@/, ":wrong@"), "")).rejects.toThrow("password");
    await database.stop();
  });

  it("duty 5: refuses files of another major version in one sentence with the way out", async () => {
    await (await startDatabase({ dataDirectory: place.data, shared: place.shared })).stop();
    const file = path.join(place.cluster(), "PG_VERSION");
    writeFileSync(file, "17\n");
    await expect(
      startDatabase({ dataDirectory: place.data, shared: place.shared }),
    ).rejects.toThrow(
      /was made by PostgreSQL 17 and this Muster brings PostgreSQL 18: nothing was changed; .* pg_dump/,
    );
    writeFileSync(file, "18\n");
    await (await startDatabase({ dataDirectory: place.data, shared: place.shared })).stop();
  });

  it("duty 7: works in a data path of 150 characters, with a socket that only its account enters", async () => {
    const long = longDirectory(path.dirname(place.data), 150);
    const database = await startDatabase({ dataDirectory: long, shared: place.shared });
    const socket = new URL(database.url.replace("@/", "@host/")).searchParams.get("host") ?? "";
    expect(socket.length).toBeLessThan(93);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    expect(await ask(database.url, "select 'alive' as answer")).toBe("alive");
    await database.stop();
    expect(existsSync(socket)).toBe(false);
  });

  it("duty 7: works in a path with spaces, commas and quotes", async () => {
    const odd = path.join(path.dirname(place.data), `it's a "home", isn't it`);
    const database = await startDatabase({ dataDirectory: odd, shared: place.shared });
    expect(await ask(database.url, "select 'alive' as answer")).toBe("alive");
    await database.stop();
  });

  it("duty 7: listens on no TCP port and takes nothing from our environment", async () => {
    const owner = await supervise(place.data, place.shared, {
      PGPORT: "1",
      PGSSLMODE: "require",
      PGDATA: "/nowhere",
      PGOPTIONS: "-c search_path=nowhere",
      LC_ALL: "xx_XX.UTF-8",
      TZ: "Pacific/Chatham",
      SECRET_OF_OURS: "secret",
    });
    const listening = `select current_setting('listen_addresses') || current_setting('port') || ' ' ||
      current_setting('TimeZone') || ' ' || current_setting('search_path') as answer`;
    expect(await ask(owner.url, listening)).toBe(`5432 UTC "$user", public`);
    const server = runningPostmaster(place.cluster())?.pid;
    const environment = readFileSync(`/proc/${server}/environ`, "utf8");
    expect(environment).not.toMatch(/SECRET_OF_OURS|Chatham|nowhere/);
    await owner.end("SIGTERM");
  });
});
