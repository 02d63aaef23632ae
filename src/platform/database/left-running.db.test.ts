import { existsSync } from "node:fs";
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

  it("duty 6: adopts a server whose owner and watcher both died", async () => {
    const owner = await supervise(place.data, place.shared);
    const cluster = place.cluster();
    const server = runningPostmaster(cluster)?.pid;
    for (const pid of processesWith("muster-watcher")) {
      if (processesWith(cluster).includes(pid)) process.kill(pid, "SIGKILL");
    }
    await owner.end("SIGKILL");
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
