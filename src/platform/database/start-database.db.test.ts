import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ask,
  longDirectory,
  processesWith,
  removeDirectory,
  supervise,
  temporaryDirectory,
} from "../../../tests/support/supervised.ts";
import { findPlaces } from "./places.ts";
import { runningPostmaster } from "./postmaster.ts";
import { removeDatabase, startDatabase } from "./start-database.ts";

let top = "";
let data = "";
let shared = "";
/** A data directory with a stopped database, copied where making another would only cost time. */
let seed = "";
beforeAll(async () => {
  seed = temporaryDirectory();
  const database = await startDatabase({ dataDirectory: seed });
  await ask(database.url, "create table kept as select 'here'::text as answer");
  await database.stop();
});
afterAll(() => removeDirectory(seed));
beforeEach(() => {
  top = temporaryDirectory();
  data = path.join(top, "data");
  shared = path.join(top, "shared");
});
afterEach(() => removeDirectory(top));

function copySeed(): void {
  execFileSync("cp", ["-a", seed, data]);
}

function clusterOf(directory: string): string {
  return findPlaces(directory, { shared }).cluster;
}

async function untilNoneRuns(cluster: string): Promise<void> {
  while (processesWith(cluster).length > 0) await pause(20);
}

describe("the embedded database", () => {
  it("duty 8: is ready when a connection is answered, and keeps what was committed from one start to the next, at the same address", async () => {
    const first = await startDatabase({ dataDirectory: data, shared });
    expect(first.isNew).toBe(true);
    await ask(first.url, "create table kept as select 'here'::text as answer");
    await first.stop();
    const second = await startDatabase({ dataDirectory: data, shared });
    expect(second).toMatchObject({ url: first.url, isNew: false });
    expect(await ask(second.url, "select answer from kept")).toBe("here");
    await second.stop();
    await untilNoneRuns(clusterOf(data));
  });

  it("duty 3: runs as an ordinary account also when root starts it, in a home of mode 0700", async () => {
    const home = path.join(temporaryDirectory(0o700), "data");
    const database = await startDatabase({ dataDirectory: home, shared });
    const { account, cluster } = findPlaces(home, { shared });
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
    const places = findPlaces(data, { shared });
    const half = `${places.cluster}.new-abcdef`;
    writeFileSync(half, "");
    const database = await startDatabase({ dataDirectory: data, shared });
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
    copySeed();
    const file = path.join(clusterOf(data), "PG_VERSION");
    writeFileSync(file, "17\n");
    await expect(startDatabase({ dataDirectory: data, shared })).rejects.toThrow(
      /was made by PostgreSQL 17 and this Muster brings PostgreSQL 18: nothing was changed; .* pg_dump/,
    );
    writeFileSync(file, "18\n");
    await (await startDatabase({ dataDirectory: data, shared })).stop();
  });

  it("duty 6: a second start on the same directory says who holds it", async () => {
    copySeed();
    const holder = await supervise(data, shared);
    await expect(startDatabase({ dataDirectory: data, shared })).rejects.toThrow(
      `is already in use by process ${holder.process.pid}, since `,
    );
    expect(await ask(holder.url, "select 'alive' as answer")).toBe("alive");
    await holder.end("SIGTERM");
    await (await startDatabase({ dataDirectory: data, shared })).stop();
  });

  it("duty 6: of two starts at the same moment on a new directory exactly one wins", async () => {
    const starts = await Promise.allSettled([supervise(data, shared), supervise(data, shared)]);
    const won = starts.filter((start) => start.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const start of won) await start.value.end("SIGTERM");
  });

  it("duty 6: goes on after a SIGKILL of server and owner, past the postmaster.pid they left", async () => {
    copySeed();
    const owner = await supervise(data, shared);
    const cluster = clusterOf(data);
    const gone = owner.end("SIGKILL");
    for (const pid of processesWith(cluster)) process.kill(pid, "SIGKILL");
    await gone;
    expect(existsSync(path.join(cluster, "postmaster.pid"))).toBe(true);
    const again = await startDatabase({ dataDirectory: data, shared });
    expect(await ask(again.url, "select answer from kept")).toBe("here");
    await again.stop();
  });

  it("duty 6: goes on after a SIGKILL of the owner while it was starting the server again", async () => {
    copySeed();
    const owner = await supervise(data, shared);
    process.kill(runningPostmaster(clusterOf(data))?.pid ?? 0, "SIGKILL");
    await pause(30);
    await owner.end("SIGKILL");
    const again = await startDatabase({ dataDirectory: data, shared });
    expect(await ask(again.url, "select answer from kept")).toBe("here");
    await again.stop();
    await untilNoneRuns(clusterOf(data));
  });

  it("duty 6: adopts a server whose owner and watcher both died", async () => {
    copySeed();
    const owner = await supervise(data, shared);
    const cluster = clusterOf(data);
    const server = runningPostmaster(cluster)?.pid;
    for (const pid of processesWith("muster-watcher")) {
      if (processesWith(cluster).includes(pid)) process.kill(pid, "SIGKILL");
    }
    await owner.end("SIGKILL");
    const heir = await startDatabase({ dataDirectory: data, shared });
    expect(runningPostmaster(cluster)?.pid).toBe(server);
    expect(await ask(heir.url, "select 'alive' as answer")).toBe("alive");
    await heir.stop();
    await untilNoneRuns(cluster);
  });

  it("duty 6: refuses a server that no Muster started, naming its process", async () => {
    copySeed();
    const owner = await supervise(data, shared);
    const lock = path.join(path.dirname(clusterOf(data)), "supervisor.lock");
    removeDirectory(lock);
    await expect(startDatabase({ dataDirectory: data, shared })).rejects.toThrow(
      "already run by a PostgreSQL server that no Muster started, process ",
    );
    await owner.end("SIGTERM");
  });

  it("duty 7: works in a data path of 150 characters, with a socket that only its account enters", async () => {
    const long = longDirectory(top, 150);
    const database = await startDatabase({ dataDirectory: long, shared });
    const socket = new URL(database.url.replace("@/", "@host/")).searchParams.get("host") ?? "";
    expect(socket.length).toBeLessThan(93);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    expect(await ask(database.url, "select 'alive' as answer")).toBe("alive");
    await database.stop();
    expect(existsSync(socket)).toBe(false);
  });

  it("duty 7: works in a path with spaces, commas and quotes", async () => {
    const odd = path.join(top, `it's a "home", isn't it`);
    const database = await startDatabase({ dataDirectory: odd, shared });
    expect(await ask(database.url, "select 'alive' as answer")).toBe("alive");
    await database.stop();
  });

  it("duty 7: listens on no TCP port and takes nothing from our environment", async () => {
    copySeed();
    const owner = await supervise(data, shared, {
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
    const server = runningPostmaster(clusterOf(data))?.pid;
    const environment = readFileSync(`/proc/${server}/environ`, "utf8");
    expect(environment).not.toMatch(/SECRET_OF_OURS|Chatham|nowhere/);
    await owner.end("SIGTERM");
  });

  it("duty 9: a SIGKILL of the owner leaves no server and no watcher behind", async () => {
    copySeed();
    const owner = await supervise(data, shared);
    const cluster = clusterOf(data);
    expect(processesWith(cluster).length).toBeGreaterThan(1);
    await owner.end("SIGKILL");
    await untilNoneRuns(cluster);
  });

  it("duty 9: a watcher that is killed is replaced", async () => {
    copySeed();
    const database = await startDatabase({ dataDirectory: data, shared });
    const cluster = clusterOf(data);
    const watcher = (): number | undefined =>
      processesWith("muster-watcher").find((pid) => processesWith(cluster).includes(pid));
    const first = watcher() ?? 0;
    process.kill(first, "SIGKILL");
    while (watcher() === undefined || watcher() === first) await pause(20);
    await database.stop();
    await untilNoneRuns(cluster);
  });

  it("duty 9: a server that is killed is started again and keeps what was committed", async () => {
    copySeed();
    const database = await startDatabase({ dataDirectory: data, shared });
    const cluster = clusterOf(data);
    const first = runningPostmaster(cluster)?.pid ?? 0;
    process.kill(first, "SIGKILL");
    let answer = "";
    while (answer === "") {
      await pause(20);
      answer = await ask(database.url, "select answer from kept").catch(() => "");
    }
    expect(answer).toBe("here");
    await database.stop();
    await untilNoneRuns(cluster);
  });

  it("duty 9: a start that fails shows the last lines of the log", async () => {
    copySeed();
    const settings = { shared_preload_libraries: "no_such_library" };
    await expect(startDatabase({ dataDirectory: data, shared, settings })).rejects.toThrow(
      /PostgreSQL did not start[^]*postgres\.log[^]*could not access file "no_such_library"/,
    );
    await (await startDatabase({ dataDirectory: data, shared })).stop();
  });
});
