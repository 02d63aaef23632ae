import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ask,
  type DatabasePlace,
  databasePlace,
  processesWith,
  removeDirectory,
  stoppedDatabase,
  supervise,
  untilNoneRuns,
} from "../../../tests/support/supervised.ts";
import { runningPostmaster } from "./postmaster.ts";
import { startDatabase } from "./start-database.ts";

let seed = "";
let place: DatabasePlace;
beforeAll(async () => {
  seed = await stoppedDatabase();
});
afterAll(() => removeDirectory(seed));
beforeEach(() => {
  place = databasePlace(seed);
});
afterEach(() => place.remove());

/** A server that nobody looks after any more; answers its process. */
async function orphan(): Promise<number> {
  const owner = await supervise(place.data, place.shared);
  const server = runningPostmaster(place.cluster())?.pid ?? 0;
  const watchers = processesWith("muster-watcher");
  // The owner is halted, so that it starts no other watcher.
  owner.process.kill("SIGSTOP");
  for (const pid of processesWith(place.cluster())) {
    if (watchers.includes(pid)) process.kill(pid, "SIGKILL");
  }
  await owner.end("SIGKILL");
  return server;
}

describe("a database that somebody has, or had", () => {
  it("duty 6: a second start on the same directory says who holds it", async () => {
    const holder = await supervise(place.data, place.shared);
    await expect(
      startDatabase({ dataDirectory: place.data, shared: place.shared }),
    ).rejects.toThrow(`is already in use by process ${holder.process.pid}, since `);
    expect(await ask(holder.url, "select 'alive' as answer")).toBe("alive");
    await holder.end("SIGTERM");
    await (await startDatabase({ dataDirectory: place.data, shared: place.shared })).stop();
  });

  it("duty 6: of two starts at the same moment on a new directory exactly one wins", async () => {
    const fresh = databasePlace();
    const starts = await Promise.allSettled([
      supervise(fresh.data, fresh.shared),
      supervise(fresh.data, fresh.shared),
    ]);
    const won = starts.filter((start) => start.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const start of won) await start.value.end("SIGTERM");
    fresh.remove();
  });

  it("duty 6: goes on after a SIGKILL of server and owner, past the postmaster.pid they left", async () => {
    const owner = await supervise(place.data, place.shared);
    const cluster = place.cluster();
    const gone = owner.end("SIGKILL");
    for (const pid of processesWith(cluster)) process.kill(pid, "SIGKILL");
    await gone;
    expect(existsSync(path.join(cluster, "postmaster.pid"))).toBe(true);
    const again = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(await ask(again.url, "select answer from kept")).toBe("here");
    await again.stop();
  });

  it("duty 6: goes on after a SIGKILL of the owner while it was starting the server again", async () => {
    const owner = await supervise(place.data, place.shared);
    process.kill(runningPostmaster(place.cluster())?.pid ?? 0, "SIGKILL");
    await pause(30);
    await owner.end("SIGKILL");
    const again = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(await ask(again.url, "select answer from kept")).toBe("here");
    await again.stop();
    await untilNoneRuns(place.cluster());
  });

  it("duty 6: goes on when a server that it takes over is stopped by somebody before it answers", async () => {
    const server = await orphan();
    // It answers nobody while it is halted, so that the heir is certain to be waiting for it.
    process.kill(server, "SIGSTOP");
    const heir = startDatabase({ dataDirectory: place.data, shared: place.shared });
    await pause(300);
    process.kill(server, "SIGINT");
    process.kill(server, "SIGCONT");
    const again = await heir;
    expect(await ask(again.url, "select answer from kept")).toBe("here");
    expect(runningPostmaster(place.cluster())?.pid).not.toBe(server);
    await again.stop();
    await untilNoneRuns(place.cluster());
  });

  it("duty 6: takes over no server that a watcher may end which its owner had no time to note", async () => {
    const owner = await supervise(place.data, place.shared);
    const server = runningPostmaster(place.cluster())?.pid;
    const lock = path.join(path.dirname(place.cluster()), "supervisor.lock");
    const noted: unknown = JSON.parse(readFileSync(lock, "utf8"));
    writeFileSync(lock, JSON.stringify({ ...Object(noted), watcher: 0, watcher_start: "" }));
    await owner.end("SIGKILL");
    const heir = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(runningPostmaster(place.cluster())?.pid).not.toBe(server);
    expect(await ask(heir.url, "select answer from kept")).toBe("here");
    await heir.stop();
    await untilNoneRuns(place.cluster());
  });

  it("duty 6: adopts a server whose owner and watcher both died", async () => {
    const server = await orphan();
    const cluster = place.cluster();
    const heir = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    expect(runningPostmaster(cluster)?.pid).toBe(server);
    expect(await ask(heir.url, "select 'alive' as answer")).toBe("alive");
    await heir.stop();
    await untilNoneRuns(cluster);
  });

  it("duty 6: refuses a server that no Muster started, naming its process", async () => {
    const owner = await supervise(place.data, place.shared);
    const lock = path.join(path.dirname(place.cluster()), "supervisor.lock");
    removeDirectory(lock);
    await expect(
      startDatabase({ dataDirectory: place.data, shared: place.shared }),
    ).rejects.toThrow("already run by a PostgreSQL server that no Muster started, process ");
    await owner.end("SIGTERM");
  });
});
