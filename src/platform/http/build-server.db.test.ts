import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../../tests/support/instance.ts";
import { rawRequest } from "../../../tests/support/raw-request.ts";
import { sha256 } from "../../kit/canonical-json.ts";
import { Problem } from "../../kit/problem.ts";
import { type Route, route } from "./route.ts";

const Note = Type.Object({
  text: Type.String({ maxLength: 20 }),
  count: Type.Optional(Type.Integer()),
});
const Counted = Type.Object({ notes: Type.Integer() });
const Ok = Type.Object({ ok: Type.Boolean(), unchanged: Type.Optional(Type.Boolean()) });

const insert = `insert into failed_sign_ins (key, at) values ($1, now())`;

function write(path: string, handle: Route["handle"], event = "note.written"): Route {
  const contract = { body: Note, answer: Ok };
  return route({
    method: "POST",
    path,
    summary: "Test",
    permission: "order.write",
    event,
    blind: "unrelated",
    contract,
    handle: handle as never,
  });
}

const routes: readonly Route[] = [
  write("/api/test/notes", async (work, { body }) => {
    await work.transaction.run(insert, [`note ${JSON.stringify(body)}`]);
    await work.append({ kind: "note.written", subject: "test", data: {} });
    return { ok: true };
  }),
  write("/api/test/forgetful", async (work) => {
    await work.transaction.run(insert, ["note forgotten"]);
    return { ok: true };
  }),
  write("/api/test/unchanged", async () => ({ ok: true, unchanged: true })),
  write("/api/test/chatty", async (work) => {
    await work.transaction.run(insert, ["note chatty"]);
    await work.append({ kind: "note.written", subject: "test", data: {} });
    return { ok: true, password_hash: "$argon2id$" };
  }),
  write("/api/test/refusing", async (work) => {
    await work.transaction.run(insert, ["note kept"]);
    return new Problem("refused", "No, and that is written down.");
  }),
  write(
    "/api/test/read-only",
    async (work) => {
      await work.transaction.run(insert, ["note by a reader"]);
      return { ok: true };
    },
    "none",
  ),
  route({
    method: "GET",
    path: "/api/test/notes",
    summary: "Test",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: {
      query: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 10 })) }),
      answer: Counted,
    },
    handle: async (work) => {
      const found = await work.transaction.first(
        Counted,
        `select count(*) as notes from failed_sign_ins where key like 'note%'`,
      );
      return found ?? { notes: 0 };
    },
  }),
  route({
    method: "GET",
    path: "/api/test/of/:organisation",
    summary: "Test",
    permission: "review.read-own",
    organisation: ({ organisation }) => organisation,
    event: "none",
    blind: "unrelated",
    contract: {
      params: Type.Object({ organisation: Type.String({ pattern: "^[a-z-]+$" }) }),
      answer: Ok,
    },
    handle: async () => ({ ok: true }),
  }),
  route({
    method: "POST",
    path: "/api/test/files",
    summary: "Test",
    permission: "order.write",
    event: "none",
    blind: "unrelated",
    contract: {
      files: { file: { limit: 1000, required: true }, more: { limit: 10, required: false } },
      fields: Type.Object({ rows: Type.Optional(Type.Integer()) }),
      answer: Type.Object({
        name: Type.String(),
        size: Type.Integer(),
        digest: Type.String(),
        rows: Type.Integer(),
      }),
    },
    handle: async (_work, { files, fields }) => {
      const { name = "", size = 0, digest = "" } = files.file ?? {};
      return { name, size, digest, rows: fields.rows ?? 0 };
    },
  }),
  route({
    method: "GET",
    path: "/api/test/download",
    summary: "Test",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { answer: { media: "text/csv; charset=utf-8" } },
    handle: async () => ({ fileName: "räting's\r\n.csv", content: "a,b\n" }),
  }),
];

describe("the frame around every request", () => {
  let muster: TestInstance;
  beforeAll(async () => {
    muster = await testInstance({ furtherRoutes: routes });
  });
  afterAll(() => muster.stop());

  const post = (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    muster.fetch(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const notes = async (): Promise<unknown> => (await muster.fetch("/api/test/notes")).json();

  async function expectProblem(
    response: Response,
    status: number,
    detail: string | RegExp,
  ): Promise<void> {
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem: unknown = await response.json();
    expect(problem).toMatchObject({ status, detail: expect.stringMatching(detail) });
    expect(response.status).toBe(status);
  }

  test("a change is committed with its leaf, whose digest is in the answer", async () => {
    const response = await post("/api/test/notes", { text: "one" });
    expect(response.status).toBe(200);
    expect(response.headers.get("muster-leaf")).toMatch(/^[0-9a-f]{64}$/);
    expect(await notes()).toEqual({ notes: 1 });
  });

  test("a change without its leaf, and an answer that says too much, are faults of which nothing stays", async () => {
    const before = await notes();
    await expectProblem(await post("/api/test/forgetful", { text: "a" }), 500, "mistake");
    const chatty = await post("/api/test/chatty", { text: "a" });
    expect(chatty.headers.get("muster-leaf")).toBeNull();
    await expectProblem(chatty, 500, "mistake");
    await expectProblem(await post("/api/test/read-only", { text: "a" }), 500, "mistake");
    expect(await notes()).toEqual(before);
  });

  test("what changes nothing needs no leaf when it says so", async () => {
    const response = await post("/api/test/unchanged", { text: "a" });
    expect(await response.json()).toEqual({ ok: true, unchanged: true });
  });

  test("a refusal that is answered keeps what was written down about it", async () => {
    const { notes: before } = Object(await notes());
    await expectProblem(await post("/api/test/refusing", { text: "a" }), 422, "written down");
    expect(await notes()).toEqual({ notes: before + 1 });
  });

  test("a body with unknown fields, wrong types or prototype names is refused with the field's name", async () => {
    await expectProblem(
      await post("/api/test/notes", { text: "a", colour: 1 }),
      400,
      /body colour: .*known here are text, count/,
    );
    await expectProblem(
      await post("/api/test/notes", { text: 5 }),
      400,
      "body text: expected text",
    );
    await expectProblem(
      await post("/api/test/notes", { text: "a", count: "5" }),
      400,
      "body count: expected a whole number",
    );
    await expectProblem(await post("/api/test/notes", []), 400, "body: expected the fields");
    await expectProblem(await post("/api/test/notes", { text: "a\u0000b" }), 400, "body.text");
    await expectProblem(await post("/api/test/notes", { text: "\ud800" }), 400, "body.text");
    const headers = { "content-type": "application/json" };
    const doubled = await muster.fetch("/api/test/notes", {
      method: "POST",
      headers,
      body: '{"text":"a","text":"b"}',
    });
    await expectProblem(doubled, 400, "The body names the field text twice; keep one.");
    for (const body of [
      '{"text":"a","__proto__":{"count":1}}',
      '{"text":"a","constructor":{"prototype":{"x":1}}}',
      "{",
      "",
      "nul",
    ]) {
      const response = await muster.fetch("/api/test/notes", { method: "POST", headers, body });
      await expectProblem(response, 400, ".");
    }
  });

  test("other media types than JSON are not read", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml"]) {
      const response = await muster.fetch("/api/test/notes", {
        method: "POST",
        headers: { "content-type": type },
        body: "text=a",
      });
      await expectProblem(response, 400, "application/json");
    }
  });

  test("a huge body is refused", async () => {
    await expectProblem(
      await post("/api/test/notes", { text: "a".repeat(1_100_000) }),
      413,
      "1 MiB",
    );
  });

  test("path and query are read as the contract asks, and nothing else is let through", async () => {
    expect((await muster.fetch("/api/test/notes?limit=5")).status).toBe(200);
    await expectProblem(await muster.fetch("/api/test/notes?limit=11"), 400, "query limit");
    await expectProblem(
      await muster.fetch("/api/test/notes?limit=five"),
      400,
      "query limit: expected a whole number",
    );
    await expectProblem(await muster.fetch("/api/test/notes?limit=1&limit=2"), 400, "query limit");
    await expectProblem(await muster.fetch("/api/test/notes?__proto__=1"), 400, "query __proto__");
    await expectProblem(
      await muster.fetch("/api/health?x=1"),
      400,
      "nothing is expected in the query",
    );
    await expectProblem(await muster.fetch("/api/test/of/Upper%2F..%2F"), 400, "path organisation");
  });

  test("what is not declared is not there", async () => {
    await expectProblem(await muster.fetch("/api/nothing"), 404, "nothing at this address");
    await expectProblem(await muster.fetch("/api/test/notes", { method: "DELETE" }), 404, ".");
    await expectProblem(await muster.fetch("/api"), 404, ".");
    for (const path of [
      "/api/../package.json",
      "/assets/../index.html",
      "/assets/..%2f..%2fpackage.json",
      "/%2e%2e/package.json",
      "//etc/passwd",
      "/assets/%00",
      "/%",
    ]) {
      const answer = await rawRequest(muster.url, { path });
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.headers["content-type"], path).toContain("application/problem+json");
      expect(answer.text).not.toContain("dependencies");
      expect(answer.text).not.toContain("root:");
    }
  });

  test("what is no HTTP, or has headers without end, is refused as a problem too", async () => {
    const { port } = new URL(muster.url);
    const say = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
        let answer = "";
        socket.on("data", (chunk) => (answer += chunk.toString()));
        socket.on("error", reject);
        socket.on("close", () => resolve(answer));
      });
    expect(await say("hello\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*problem\+json/);
    const large = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`;
    expect(await say(large)).toMatch(/^HTTP\/1\.1 413 [\s\S]*problem\+json/);
    const two =
      "POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    expect(await say(two)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("nobody who is not signed in is told more than that", async () => {
    const headers = { authorization: "Basic abc" };
    const anonymous = await muster.fetch("/api/test/notes", { headers });
    expect(anonymous.headers.get("www-authenticate")).toContain("Bearer");
    await expectProblem(anonymous, 401, "Sign in");
    await expectProblem(await muster.fetch("/api/test/of/UPPER", { headers }), 401, "Sign in");
    await expectProblem(
      await muster.fetch("/api/test/notes", { headers: { authorization: "Bearer muster_x" } }),
      401,
      "not known",
    );
    await expectProblem(
      await muster.fetch("/api/test/notes", { headers: { cookie: `${"a".repeat(5000)}=1` } }),
      401,
      "Sign in",
    );
    const upload = await muster.fetch("/api/test/files", {
      method: "POST",
      headers,
      body: new FormData(),
    });
    await expectProblem(upload, 401, "Sign in");
  });

  test("whoever has a role for one organisation is shown that one, and not its neighbour", async () => {
    const headers = { "content-type": "application/json" };
    const grants = [{ role: "head", organisation: "interior" }];
    const made = await muster.fetch("/api/accounts", {
      method: "POST",
      headers,
      body: JSON.stringify({ name: "Head of Interior", grants }),
    });
    const link = String(Object(await made.json()).link.path).split("#")[1];
    const joined = await muster.fetch("/api/set-up", {
      method: "POST",
      headers: { ...headers, authorization: "none" },
      body: JSON.stringify({ link, password: "correct horse battery" }),
    });
    const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await muster.fetch("/api/test/of/interior", { headers: { cookie } })).status).toBe(200);
    const refused = await muster.fetch("/api/test/of/energy", { headers: { cookie } });
    await expectProblem(refused, 403, "needs the role");
  });

  test("another Host and changes from another site are refused before anything else", async () => {
    const wrongHost = await rawRequest(muster.url, {
      path: "/api/health",
      headers: { host: "evil.example" },
    });
    expect(wrongHost).toMatchObject({ status: 400, text: expect.stringContaining("Host header") });
    const page = await rawRequest(muster.url, { path: "/", headers: { host: "evil.example" } });
    expect(page.status).toBe(400);
    const body = JSON.stringify({ name: "a", password: "b" });
    for (const origin of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "http://evil.example" },
    ]) {
      const headers = { "content-type": "application/json", ...origin };
      const answer = await rawRequest(muster.url, {
        method: "POST",
        path: "/api/sign-in",
        headers,
        body,
      });
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining("another site") });
    }
  });

  test("every answer keeps browsers from guessing, framing and storing", async () => {
    for (const path of ["/api/health", "/api/nothing", "/sign-in"]) {
      const { headers } = await rawRequest(muster.url, { path });
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["cache-control"]).toMatch(/no-store|no-cache/);
    }
  });

  describe("an upload", () => {
    const upload = (entries: Record<string, string | Blob>): Promise<Response> => {
      const body = new FormData();
      for (const [name, value] of Object.entries(entries)) body.append(name, value);
      return muster.fetch("/api/test/files", { method: "POST", body });
    };

    test("is digested on the way, and gone from the disk afterwards", async () => {
      const response = await upload({ rows: "7", file: new File(["hosts"], "../../a.csv") });
      expect(await response.json()).toEqual({
        name: "a.csv",
        size: 5,
        digest: sha256("hosts"),
        rows: 7,
      });
      expect(readdirSync(join(muster.data, "uploads", `${process.pid}`))).toEqual([]);
    });

    test("is refused when it is too large, twice there, unknown, missing or no upload, and leaves nothing", async () => {
      const file = new File(["x"], "x");
      await expectProblem(
        await upload({ file: new File(["x".repeat(1001)], "x") }),
        413,
        "file: .*1,000 bytes",
      );
      await expectProblem(await upload({ file, other: file }), 400, "other: no such file");
      await expectProblem(await upload({ file, constructor: "1" }), 400, ".");
      await expectProblem(await upload({ rows: "7" }), 400, "file: this file is missing");
      await expectProblem(await upload({ file, colour: "1" }), 400, "fields colour");
      await expectProblem(
        await upload({ file, rows: "x" }),
        400,
        "fields rows: expected a whole number",
      );
      const twice = new FormData();
      twice.append("file", file);
      twice.append("file", file);
      await expectProblem(
        await muster.fetch("/api/test/files", { method: "POST", body: twice }),
        400,
        "file: this came twice",
      );
      await expectProblem(await post("/api/test/files", {}), 400, "multipart");
      const cut = await rawRequest(muster.url, {
        method: "POST",
        path: "/api/test/files",
        headers: {
          authorization: `Bearer ${muster.token}`,
          "content-type": "multipart/form-data; boundary=b",
        },
        body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut',
      });
      expect(cut.status).toBeGreaterThanOrEqual(400);
      expect(cut.status).toBeLessThan(500);
      expect(readdirSync(join(muster.data, "uploads", `${process.pid}`))).toEqual([]);
    });
  });

  test("a download carries its name safely", async () => {
    const response = await muster.fetch("/api/test/download");
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''r%C3%A4ting%27s%0D%0A.csv",
    );
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(await response.text()).toBe("a,b\n");
  });

  test("its description covers every route, from the same contracts", async () => {
    const api = Object(await (await muster.fetch("/api/openapi.json")).json());
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(["/api/test/files", "/api/health", "/api/accounts/{account}/grants"]),
    );
    expect(Object.keys(api.components.schemas)).toEqual(
      expect.arrayContaining(["Session", "Account", "Health"]),
    );
  });
});
