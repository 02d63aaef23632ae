import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { type Checkpoint, parseCheckpoint } from "../../kit/checkpoint.ts";
import { leafHash, verifyInclusion } from "../../kit/merkle.ts";
import { openNote, readVerifierKey, type Signer } from "../../kit/signed-note.ts";
import {
  type TestDatabase,
  testDatabase,
  testOfficer,
  testWork,
} from "../../../tests/support/database.ts";
import { buildServer } from "../http/build-server.ts";
import { anonymous } from "../identity/policy.ts";
import { openKeys } from "../keys/open-keys.ts";
import { auditConsistency, auditWhole } from "./audit-log.ts";
import { LogEntryProof, LogPage } from "./log.contract.ts";
import { logRoutes } from "./log.routes.ts";
import { sequenceLeaves } from "./sequence-leaves.ts";

let made: TestDatabase;
let server: FastifyInstance;
let signer: Signer;
let older: Checkpoint;
let newer: Checkpoint;

async function get(url: string, signedIn = true) {
  const headers = signedIn ? { authorization: "Bearer officer-of-the-test" } : {};
  return server.inject({ method: "GET", url, headers });
}

async function checkpoint(): Promise<Checkpoint> {
  const { body } = await get("/log/checkpoint", false);
  return parseCheckpoint((await openNote(body, [signer])).text);
}

async function append(from: number, to: number): Promise<void> {
  await testWork(made.database, async (work) => {
    for (let number = from; number < to; number += 1) {
      const subject = `order/${number % 2 === 0 ? "even" : "odd"}`;
      await work.append({ kind: "order.signed", subject, data: { number } });
    }
  });
}

beforeAll(async () => {
  made = await testDatabase();
  signer = (await openKeys(made.database, new Uint8Array(32).fill(9))).log;
  server = await buildServer({
    database: made.database,
    routes: logRoutes(async () => null),
    pages: Promise.resolve("/nonexistent"),
    uploads: tmpdir(),
    ownNames: [],
    cookie: { name: "muster", secure: false },
    identify: async (_, client) => (client.token === undefined ? anonymous : testOfficer),
    requireSight: async () => {},
    refused: async () => {},
  });
  await append(0, 300);
  await sequenceLeaves(made.database, signer);
  older = await checkpoint();
  await append(300, 600);
  await sequenceLeaves(made.database, signer);
  newer = await checkpoint();
  await append(600, 601);
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

describe("what everybody may read", () => {
  const fetchTile = async (path: string): Promise<Uint8Array> => {
    const response = await get(`/log/${path}`, false);
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toBe("application/octet-stream");
    expect(response.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    return response.rawPayload;
  };

  test("is enough to check every entry and every tile", async () => {
    expect(await auditWhole(fetchTile, newer)).toEqual({ tiles: 4 });
  });

  test("is enough to check that nothing was changed since an older checkpoint", async () => {
    await auditConsistency(fetchTile, older, newer);
    const forged = { ...older, root: newer.root };
    await expect(auditConsistency(fetchTile, forged, newer)).rejects.toThrow(
      "The log of 600 entries is no continuation of the one of 300",
    );
    await expect(auditConsistency(fetchTile, newer, older)).rejects.toThrow(
      "The log had 600 entries and now shows 300",
    );
  });

  test("shows a changed entry, a changed tile and a cut one", async () => {
    const flip = (prefix: string) => async (path: string) => {
      const bytes = await fetchTile(path);
      if (path.startsWith(prefix)) bytes[40] = (bytes[40] ?? 0) ^ 1;
      return bytes;
    };
    await expect(auditWhole(flip("tile/entries/001"), newer)).rejects.toThrow(
      "entries were changed",
    );
    await expect(auditWhole(flip("tile/1/"), newer)).rejects.toThrow(
      "tile/1/000.p/2: this tile is not what its entries give",
    );
    const cut = async (path: string) => (await fetchTile(path)).subarray(1);
    await expect(auditWhole(cut, newer)).rejects.toThrow(
      /tile.entries.00[012.p/8]+: this has \d+ bytes and \d+ were expected/,
    );
  });

  test("has the key of the log, and a checkpoint that no cache keeps", async () => {
    const { body } = await get("/log/vkey", false);
    expect((await readVerifierKey(body)).name).toBe(newer.origin);
    const response = await get("/log/checkpoint", false);
    expect(response.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(response.headers["cache-control"]).toBe("public, max-age=1");
  });

  test.each([
    "/log/tile/0/002",
    "/log/tile/0/002.p/200",
    "/log/tile/0/003",
    "/log/tile/entries/002",
    "/log/tile/entries/x999/x999/x999/x999/999",
    "/log/tile/63/000",
    "/log/tile/0/0",
    "/log/tile/0/000.p/256",
    "/log/tile/0/..%2f..%2fetc%2fpasswd",
    "/log/tile/0/%00",
    "/log/tile/",
    "/log/tile/0/../../../etc/passwd",
    "/log/nothing",
  ])("is refused where nothing stands: %s", async (path) => {
    const response = await get(path, false);
    expect([400, 404]).toContain(response.statusCode);
    expect(response.headers["content-type"]).toContain("application/problem+json");
    expect(response.headers["cache-control"]).toBe("no-store");
  });
});

describe("what those with log.read may read", () => {
  test("is closed to everybody else", async () => {
    expect((await get("/api/log/entries", false)).statusCode).toBe(401);
    expect((await get(`/api/log/entries/${"0".repeat(64)}`, false)).statusCode).toBe(401);
  });

  test("is the list of all entries, page by page, either way round", async () => {
    for (const order of ["newest", "oldest"]) {
      const seen: unknown[] = [];
      let after = "";
      do {
        const page = Value.Parse(
          LogPage,
          (await get(`/api/log/entries?limit=200&order=${order}${after}`)).json(),
        );
        seen.push(...page.entries.map(({ event }) => event?.data));
        after = page.next === null ? "" : `&after=${page.next}`;
      } while (after !== "");
      const numbers = Array.from({ length: 601 }, (_, number) => ({ number }));
      expect(seen).toEqual(order === "newest" ? numbers.toReversed() : numbers);
    }
  });

  test("is narrowed by subject and kind", async () => {
    const odd = Value.Parse(
      LogPage,
      (await get("/api/log/entries?subject=order/odd&limit=500")).json(),
    );
    expect(odd.entries).toHaveLength(300);
    const none = Value.Parse(LogPage, (await get("/api/log/entries?kind=nothing")).json());
    expect(none).toEqual({ entries: [], next: null, size: 600, veiled: false });
  });

  test("takes no more queries for many entries than for one", async () => {
    const count = async (url: string): Promise<number> => {
      const before = made.database.statements();
      expect((await get(url)).statusCode).toBe(200);
      return made.database.statements() - before;
    };
    expect(await count("/api/log/entries?limit=500")).toBe(await count("/api/log/entries?limit=1"));
  });

  test("has with each entry all that is needed to check it without the server", async () => {
    const page = Value.Parse(LogPage, (await get("/api/log/entries?limit=300")).json());
    for (const { digest } of [page.entries[1], page.entries[299]].flatMap((one) => one ?? [])) {
      const answer = (await get(`/api/log/entries/${digest}`)).json();
      const proof = Value.Parse(LogEntryProof, answer);
      const { entry, inclusion } = proof;
      const salt = Buffer.from(entry.salt ?? "", "hex");
      const hash = createHash("sha256").update(salt).update(canonicalJson(entry.event));
      expect(hash.digest("hex")).toBe(digest);
      const { text } = await openNote(proof.checkpoint ?? "", [
        await readVerifierKey(proof.verifier_key),
      ]);
      const { root, size } = parseCheckpoint(text);
      expect(inclusion?.size).toBe(size);
      const holds = verifyInclusion({
        index: inclusion?.index ?? -1,
        size,
        leafHash: leafHash(Buffer.from(digest, "hex")),
        proof: inclusion?.hashes.map((hash) => Buffer.from(hash, "hex")) ?? [],
        root,
      });
      expect(holds).toBe(true);
    }
  });

  test("says of a fresh entry that its number follows", async () => {
    const page = Value.Parse(LogPage, (await get("/api/log/entries?limit=1")).json());
    const [fresh] = page.entries;
    const answer = (await get(`/api/log/entries/${fresh?.digest ?? ""}`)).json();
    const proof = Value.Parse(LogEntryProof, answer);
    expect(proof.entry.index).toBeNull();
    expect(proof.inclusion).toBeNull();
  });

  test("keeps the leaf of what has expired, and says so", async () => {
    const digest = await testWork(made.database, async (work) => {
      const appended = await work.append({ kind: "test.expires", subject: "test", data: {} });
      await work.transaction.run(
        `update log_leaves set salt = null, event = null where digest = decode($1, 'hex')`,
        [appended],
      );
      return appended;
    });
    const proof = Value.Parse(LogEntryProof, (await get(`/api/log/entries/${digest}`)).json());
    expect(proof.entry).toMatchObject({ salt: null, event: null, kind: "test.expires" });
  });

  test.each([
    "/api/log/entries?after=nothing",
    "/api/log/entries?limit=0",
    "/api/log/entries?limit=501",
    "/api/log/entries?order=sideways",
    "/api/log/entries?unknown=1",
    "/api/log/entries/nothing",
  ])("is refused when it is asked for badly: %s", async (path) => {
    expect((await get(path)).statusCode).toBe(400);
  });

  test("is not found under a digest that was never written", async () => {
    const response = await get(`/api/log/entries/${"0".repeat(64)}`);
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain("The log has no entry 0000");
    const after = await get(`/api/log/entries?after=${"0".repeat(64)}`);
    expect(after.statusCode).toBe(404);
  });

  test("shows events in the very words that were hashed", async () => {
    const page = Value.Parse(LogPage, (await get("/api/log/entries?limit=1&order=oldest")).json());
    const [first] = page.entries;
    expect(canonicalJson(first?.event)).toContain('"actor":"test-officer"');
    expect(first?.actor_name).toBe("test-officer");
  });
});
