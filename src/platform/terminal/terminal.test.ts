import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openApi } from "./api.ts";
import {
  findServer,
  readInstanceFile,
  removeInstanceFile,
  writeInstanceFile,
} from "./instance-file.ts";
import { startProgress } from "./progress.ts";
import { plainText } from "../../kit/shown-text.ts";
import { openTerminal } from "./terminal.ts";

const api = openApi(() => ({ url: "http://127.0.0.1:1", token: null }));

function written(isTTY = false): { text: string; isTTY: boolean; write(text: string): void } {
  return {
    text: "",
    isTTY,
    write(text: string) {
      this.text += text;
    },
  };
}

test("no name from a file moves the cursor, colours the screen or turns text around", () => {
  expect(plainText("a\u001b[31mb\u009bc\rd\u202ee\n\tf")).toBe(
    "a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFDe\n\tf",
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = Array.from(plainText(text)).map((each) => each.codePointAt(0) ?? 0);
      const control = (code: number): boolean =>
        (code < 32 && code !== 9 && code !== 10) || (code >= 127 && code < 160);
      expect(shown.filter(control)).toEqual([]);
    }),
  );
});

test("answers go to standard output, remarks to standard error, JSON as JSON", () => {
  const [stdout, stderr] = [written(), written()];
  const terminal = openTerminal({
    stdout,
    stderr,
    api,
    wantsJson: () => true,
    signal: new AbortController().signal,
  });
  terminal.out("found");
  terminal.note("by the way");
  terminal.json({ name: "\u001b[31m" });
  terminal.exitWith(1);
  expect(stdout.text).toBe('found\n{\n  "name": "\\u001b[31m"\n}\n');
  expect(stderr.text).toBe("by the way\n");
  expect(terminal).toMatchObject({ exitCode: 1, wantsJson: true });
});

test("a file that cannot be read is told with its name", async () => {
  const terminal = openTerminal({
    stdout: written(),
    stderr: written(),
    api,
    wantsJson: () => false,
    signal: new AbortController().signal,
  });
  const directory = mkdtempSync(join(tmpdir(), "muster-terminal-"));
  await expect(terminal.readFile(join(directory, "no.yaml"))).rejects.toMatchObject({
    kind: "not-found",
    place: { file: join(directory, "no.yaml") },
  });
  await expect(terminal.readFile(directory)).rejects.toMatchObject({ kind: "bad-input" });
  writeFileSync(join(directory, "latin1.yaml"), Buffer.from([0x66, 0xfc]));
  await expect(terminal.readText(join(directory, "latin1.yaml"))).rejects.toThrow("UTF-8");
  rmSync(directory, { recursive: true });
});

describe("progress", () => {
  test("is not shown for what takes less than a second, and with seconds after that", () => {
    vi.useFakeTimers();
    try {
      const quick = written();
      startProgress("Importing", { stderr: quick }).done();
      const slow = written();
      const progress = startProgress("Importing", { stderr: slow });
      vi.advanceTimersByTime(999);
      expect(slow.text).toBe("");
      progress.update("10 of 20 rows");
      vi.advanceTimersByTime(10_500);
      progress.done();
      vi.advanceTimersByTime(60_000);
      expect(quick.text).toBe("");
      expect(slow.text).toMatch(
        /^Importing …  10 of 20 rows  \d+ s\nImporting …  10 of 20 rows  \d+ s\n$/,
      );
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the file of a running instance", () => {
  const settings = { url: null, token: null, data: "" };
  let data = "";
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), "muster-file-"));
  });
  afterAll(() => rmSync(data, { recursive: true }));

  test("tells address and token; what is set in the environment goes first", () => {
    const file = { url: "http://127.0.0.1:4800", token: "t1", process: 7 };
    writeInstanceFile(data, file);
    expect(findServer({ ...settings, data })).toEqual({ url: file.url, token: "t1" });
    expect(findServer({ ...settings, data, token: "mine" }).token).toBe("mine");
    const elsewhere = findServer({ ...settings, data, url: "https://muster.example.org" });
    expect(elsewhere).toEqual({ url: "https://muster.example.org", token: null });
  });

  test("is not removed by a process whose place another has taken, and may be broken", () => {
    const later = { url: "http://127.0.0.1:4801", token: "t2", process: 8 };
    writeInstanceFile(data, later);
    removeInstanceFile(data, { ...later, token: "t1", process: 7 });
    expect(readInstanceFile(data)).toEqual(later);
    removeInstanceFile(data, later);
    expect(readInstanceFile(data)).toBeUndefined();
    for (const text of ["", "{", "[]", '{"url":1}', '{"__proto__":{}}']) {
      writeFileSync(join(data, "instance.json"), text);
      expect(readInstanceFile(data)).toBeUndefined();
    }
    expect(() => findServer({ ...settings, data })).toThrow("npm start");
  });
});

describe("the client of the API", () => {
  const answers: Record<string, { status: number; body: string }> = {
    "/good": { status: 200, body: '{"n":1}' },
    "/other": { status: 200, body: '{"n":"one"}' },
    "/proxy": { status: 502, body: "<html>Bad gateway</html>" },
    "/refused": { status: 422, body: '{"kind":"refused","detail":"No."}' },
  };
  let server: Server;
  let url = "";
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { status, body } = answers[request.url ?? ""] ?? { status: 307, body: "" };
      response
        .writeHead(status, status === 307 ? { location: "http://127.0.0.1:1/" } : {})
        .end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(() => server.close());

  const N = Type.Object({ n: Type.Integer() });

  test("hands on the server's sentence, and never trusts an answer that is of another shape", async () => {
    const client = openApi(() => ({ url, token: "secret" }));
    expect(await client.get(N, "/good")).toEqual({ n: 1 });
    await expect(client.get(N, "/other")).rejects.toMatchObject({ kind: "internal" });
    await expect(client.get(N, "/refused")).rejects.toMatchObject({
      kind: "refused",
      message: "No.",
    });
    await expect(client.get(N, "/proxy")).rejects.toMatchObject({ kind: "unreachable" });
  });

  test("does not carry the token to where a redirect points, and says when nobody answers", async () => {
    const client = openApi(() => ({ url, token: "secret" }));
    await expect(client.get(N, "/moved")).rejects.toMatchObject({ kind: "unreachable" });
    await expect(api.get(N, "/good")).rejects.toThrow("No Muster answers at http://127.0.0.1:1");
  });
});
