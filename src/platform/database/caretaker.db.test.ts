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

describe("a database that is looked after", () => {
  it("duty 9: a SIGKILL of the owner leaves no server and no watcher behind", async () => {
    const owner = await supervise(place.data, place.shared);
    const cluster = place.cluster();
    expect(processesWith(cluster).length).toBeGreaterThan(1);
    await owner.end("SIGKILL");
    await untilNoneRuns(cluster);
  });

  it("duty 9: a watcher that is killed is replaced", async () => {
    const database = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    const cluster = place.cluster();
    const watcher = (): number | undefined =>
      processesWith("muster-watcher").find((pid) => processesWith(cluster).includes(pid));
    const first = watcher() ?? 0;
    process.kill(first, "SIGKILL");
    while (watcher() === undefined || watcher() === first) await pause(20);
    await database.stop();
    await untilNoneRuns(cluster);
  });

  it("duty 9: a server that is killed is started again and keeps what was committed", async () => {
    const database = await startDatabase({ dataDirectory: place.data, shared: place.shared });
    const cluster = place.cluster();
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
    const settings = { shared_preload_libraries: "no_such_library" };
    await expect(
      startDatabase({ dataDirectory: place.data, shared: place.shared, settings }),
    ).rejects.toThrow(
      /PostgreSQL did not start[^]*postgres\.log[^]*could not access file "no_such_library"/,
    );
    await (await startDatabase({ dataDirectory: place.data, shared: place.shared })).stop();
  });
});
