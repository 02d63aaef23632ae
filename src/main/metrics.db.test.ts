import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPrometheusText, type Sample } from "../../tests/support/prometheus-text.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { noteBackup } from "./last-backup.ts";

describe("GET /metrics", () => {
  let served: TestInstance;
  beforeAll(async () => {
    served = await testInstance();
  });
  afterAll(() => served.stop());

  const samples = async (name: string): Promise<readonly Sample[]> => {
    const answer = await served.fetch("/metrics");
    expect(answer.status).toBe(200);
    return readPrometheusText(await answer.text()).get(name)?.samples ?? [];
  };
  const valueOf = async (name: string): Promise<number | undefined> =>
    (await samples(name))[0]?.value;
  const refusedFor = async (reason: string): Promise<number | undefined> =>
    (await samples("muster_refusals_total")).find(({ labels }) => labels["reason"] === reason)
      ?.value;

  const headers = { "content-type": "application/json" };
  const send = (path: string, body: unknown): Promise<Response> =>
    served.fetch(path, { method: "POST", body: JSON.stringify(body), headers });

  async function tokenOf(role: string): Promise<string> {
    const body = { name: `Metrics for ${role}`, narrowed_to: [{ role, organisation: null }] };
    return String(Object(await (await send("/api/tokens", body)).json()).secret);
  }

  test("is for administrators, auditors and observers; nobody reads it without signing in", async () => {
    expect((await fetch(`${served.url}/metrics`)).status).toBe(401);
    const foreign = { headers: { authorization: "Bearer muster_wrong" } };
    expect((await fetch(`${served.url}/metrics`, foreign)).status).toBe(401);
    const statusFor = async (role: string): Promise<number> => {
      const authorization = `Bearer ${await tokenOf(role)}`;
      return (await served.fetch("/metrics", { headers: { authorization } })).status;
    };
    const operator = encodeURIComponent("Operator of this machine");
    const grant = { role: "observer", organisation: null };
    expect((await send(`/api/accounts/${operator}/grants`, grant)).status).toBe(200);
    expect(await statusFor("observer")).toBe(200);
    expect(await statusFor("administrator")).toBe(200);
    expect(await statusFor("reviewing-officer")).toBe(403);
  });

  test("speaks the text format, with requests by the pattern of their route", async () => {
    const answer = await served.fetch("/metrics");
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    await answer.text();
    await served.fetch("/api/orders/no-such-order/clock");
    await served.fetch("/no/such/address");
    const counts = (await samples("muster_http_request_duration_seconds")).filter(({ name }) =>
      name.endsWith("_count"),
    );
    const routes = counts.map(
      ({ labels }) => `${labels["method"]} ${labels["route"]} ${labels["status"]}`,
    );
    expect(routes).toContain("GET /api/orders/:order/clock 404");
    expect(routes).toContain("GET unknown 404");
  });

  test("holds no name of an organisation, of a person or of an address, whatever is asked for", async () => {
    const secret = "kept-quiet-41";
    const form = new FormData();
    form.set("name_column", "name");
    form.set("create", "all");
    form.set("file", new Blob([`name\n${secret}\n`]), "names.csv");
    const imported = await served.fetch("/api/organisations/import", {
      method: "POST",
      body: form,
    });
    expect(imported.status).toBe(200);
    expect((await send("/api/accounts", { name: `Person ${secret}` })).status).toBe(200);
    await served.fetch(`/api/organisations/${secret}`);
    await served.fetch(`/api/organisations/${secret}?q=${secret}`);
    await served.fetch(`/${secret}`);
    await served.fetch(`/log/tile/${secret}`);
    await fetch(`${served.url}/api/session`, { headers: { authorization: `Bearer ${secret}` } });
    const text = await (await served.fetch("/metrics")).text();
    expect(text).toContain('muster_leaves_total{kind="account.created"} 1');
    expect(text).not.toContain("quiet");
  });

  test("counts refusals, with and without a sign-in, and what was no HTTP", async () => {
    const before = [await refusedFor("not-signed-in"), await refusedFor("malformed")];
    expect((await fetch(`${served.url}/api/accounts`)).status).toBe(401);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(served.url).port), "127.0.0.1", () => {
        socket.end("NO HTTP AT ALL\r\n\r\n");
      });
      socket.on("close", () => resolve()).resume();
    });
    const after = [await refusedFor("not-signed-in"), await refusedFor("malformed")];
    expect(after).toEqual(before.map((count) => (count ?? 0) + 1));
  });

  test("tells size and backlog of the log, the pool, the database and the process", async () => {
    await expect.poll(() => valueOf("muster_log_waiting_leaves")).toBe(0);
    expect(await valueOf("muster_log_size")).toBeGreaterThan(0);
    expect(await valueOf("muster_log_oldest_waiting_seconds")).toBe(0);
    expect(await valueOf("muster_database_bytes")).toBeGreaterThan(1_000_000);
    expect((await samples("muster_database_connections")).length).toBe(3);
    expect(await valueOf("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
    expect(await valueOf("nodejs_eventloop_lag_seconds")).toBeDefined();
  });

  test("tells the last backup once there was one, and leaves it out until then", async () => {
    expect(await valueOf("muster_last_backup_timestamp_seconds")).toBeUndefined();
    noteBackup(served.data, { made_at: "2026-11-23T00:00:00.500000Z", size: 4711 });
    expect(await valueOf("muster_last_backup_timestamp_seconds")).toBe(1_795_392_000.5);
    expect(await valueOf("muster_last_backup_bytes")).toBe(4711);
    writeFileSync(join(served.data, "last-backup.json"), "{");
    expect((await served.fetch("/metrics")).status).toBe(200);
  });
});

test("a data directory that cannot be written loses the note of a backup, and not the backup", () => {
  const place = mkdtempSync(join(tmpdir(), "muster-note-"));
  expect(noteBackup(join(place, "nothing here"), { made_at: "2026", size: 1 })).toBe(false);
  rmSync(place, { recursive: true });
});
