import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../../tests/support/instance.ts";
import { rawRequest } from "../../../tests/support/raw-request.ts";

describe("the pages", () => {
  let directory = "";
  let muster: TestInstance;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "muster-pages-"));
    mkdirSync(join(directory, "assets"));
    writeFileSync(join(directory, "index.html"), "<html><head><title>Muster</title></head></html>");
    writeFileSync(join(directory, "secret.txt"), "outside of assets");
    writeFileSync(join(directory, "assets", "main-1a2b.js"), "console.log('plain')");
    writeFileSync(
      join(directory, "assets", "main-1a2b.js.br"),
      brotliCompressSync("console.log('small')"),
    );
    muster = await testInstance({ pages: Promise.resolve(directory) });
  });
  afterAll(async () => {
    await muster.stop();
    rmSync(directory, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}): ReturnType<typeof rawRequest> =>
    rawRequest(muster.url, { path, headers });

  test("every address of a page gets the one document, with a nonce that is new each time", async () => {
    const nonces = new Set<string>();
    for (const path of [
      "/",
      "/sign-in",
      "/set-up",
      "/reviews/web-transport-2020",
      "/reviews/a/items/b?on=2020-06-08",
      "/orders/eo-13800",
      "/log",
      "/log?entry=ab",
    ]) {
      const { status, text, headers } = await get(path);
      expect(status, path).toBe(200);
      const nonce = /<meta property="csp-nonce" content="([\w-]+)"/.exec(text)?.[1] ?? "";
      expect(headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(8);
  });

  test("an address that no page has gets the document as not found, and a program a problem", async () => {
    const page = await get("/nowhere", { accept: "text/html,*/*" });
    expect(page).toMatchObject({
      status: 404,
      text: expect.stringContaining("<title>Muster</title>"),
    });
    expect((await get("/nowhere")).headers["content-type"]).toContain("problem+json");
    expect((await get("/api/nowhere", { accept: "text/html" })).headers["content-type"]).toContain(
      "problem+json",
    );
  });

  test("hashed files are kept for a year and sent compressed, and nothing beside them is sent", async () => {
    const plain = await get("/assets/main-1a2b.js");
    expect(plain).toMatchObject({ status: 200, text: "console.log('plain')" });
    expect(plain.headers["cache-control"]).toContain("immutable");
    expect(plain.headers["content-type"]).toContain("javascript");
    const compressed = await get("/assets/main-1a2b.js", { "accept-encoding": "br, gzip" });
    expect(compressed.headers["content-encoding"]).toBe("br");
    for (const path of [
      "/assets/../secret.txt",
      "/assets/%2e%2e/secret.txt",
      "/assets/..%2fsecret.txt",
      "/assets/nothing.js",
      "/assets/",
      "/assets",
      "/secret.txt",
      "/assets/%2fetc%2fpasswd",
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.headers["content-type"], path).toContain("problem+json");
    }
  });
});

test("pages that were not built say so, and the rest works", async () => {
  const muster = await testInstance({ pages: Promise.resolve("/nonexistent") });
  const answer = await rawRequest(muster.url, { path: "/" });
  expect(answer).toMatchObject({ status: 503, text: expect.stringContaining("not built") });
  expect((await rawRequest(muster.url, { path: "/api/health" })).status).toBe(200);
  await muster.stop();
});
