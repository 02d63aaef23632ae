import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storyStyle } from "../../tests/support/bundle-story.ts";
import { federalReviewName, makeFederalReview } from "../../tests/support/federal-review.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { readZip } from "../kit/zip.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import { verifyBundle } from "../verify/verify-bundle.ts";
import { Publication, PublicationList } from "./bundle.contract.ts";

const commandLine = fileURLToPath(new URL("../main/cli.ts", import.meta.url));
const outside = mkdtempSync(join(tmpdir(), "muster-report-"));
let instance: TestInstance;

beforeAll(async () => {
  instance = await testInstance();
  await makeFederalReview(instance.database);
});
afterAll(async () => {
  await instance.stop();
  rmSync(outside, { recursive: true, force: true });
});

function muster(...words: string[]): Promise<{ code: number; out: string; said: string }> {
  const env = { ...process.env, MUSTER_DATA: instance.data, MUSTER_URL: "", MUSTER_TOKEN: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, [commandLine, ...words], { env }, (error, out, said) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, said });
    });
  });
}

/** Asks without signing in, as anybody may. */
function ask(path: string): Promise<Response> {
  return fetch(new URL(path, instance.url));
}

async function publications(): Promise<readonly Publication[]> {
  return Value.Parse(PublicationList, await (await ask("/api/publications")).json()).publications;
}

const about = ["--review", federalReviewName, "--on", "2020-06-08"];

describe("a report", () => {
  test("is written in every format, from one content", async () => {
    const begins = {
      pdf: "%PDF-",
      html: "<!doctype html>",
      xlsx: "PK",
      json: "{",
      csv: "",
    } as const;
    for (const [format, begin] of Object.entries(begins)) {
      const file = join(outside, `report.${format}`);
      const { code, said } = await muster("report", ...about, "--format", format, "--out", file);
      expect(code, said).toBe(0);
      expect(readFileSync(file).toString("latin1").startsWith(begin), format).toBe(true);
    }
    const text = readFileSync(join(outside, "report.html"), "utf8");
    expect(text).toContain("16 of 132 organisations are shown to be managing this risk");
    expect(text).toContain("write to the office that published it");
  });

  test("names the address for errors that was given, and is about the day that was asked", async () => {
    const path = `/api/reviews/${federalReviewName}/report?format=html&on=2017-08-09&errors_to=errors%40office.example`;
    const report = await instance.fetch(path);
    expect(report.headers.get("content-type")).toContain("text/html");
    const text = await report.text();
    expect(text).toContain("write to errors@office.example.");
    expect(text).toContain("9 August 2017");
  });

  test("that is refused leaves the file as it was, and nothing beside it", async () => {
    const folder = mkdtempSync(join(outside, "kept-"));
    const file = join(folder, "report.pdf");
    writeFileSync(file, "earlier");
    const none = await muster("report", "--review", "none", "--format", "pdf", "--out", file);
    expect(none.code).toBe(3);
    expect(readFileSync(file, "utf8")).toBe("earlier");
    const nowhere = join(folder, "no", "report.csv");
    const refused = await muster("report", ...about, "--format", "csv", "--out", nowhere);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain("cannot be written");
    expect(readdirSync(folder)).toEqual(["report.pdf"]);
    expect(existsSync(nowhere)).toBe(false);
  });

  test("that is stopped by Ctrl-C leaves the file as it was, says so, and nothing beside it", async () => {
    const folder = mkdtempSync(join(outside, "stopped-"));
    const file = join(folder, "report.pdf");
    writeFileSync(file, "earlier");
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const words = ["report", ...about, "--format", "pdf", "--out", file];
    const env = { ...process.env, MUSTER_URL: `http://127.0.0.1:${port}` };
    const child = spawn(process.execPath, [commandLine, ...words], { env, stdio: "pipe" });
    let said = "";
    child.stderr.on("data", (part: Buffer) => (said += part.toString()));
    const ended = new Promise((resolve) => void child.once("close", resolve));
    await expect.poll(() => said, { timeout: 20_000 }).toContain("Waiting for http");
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said).toContain("is as it was");
    expect(readFileSync(file, "utf8")).toBe("earlier");
    expect(readdirSync(folder)).toEqual(["report.pdf"]);
    silent.closeAllConnections();
    silent.close();
  });

  test("needs a format that there is, one line for the address, and the right to read", async () => {
    const path = `/api/reviews/${federalReviewName}/report`;
    expect((await instance.fetch(`${path}?format=docx`)).status).toBe(400);
    expect((await instance.fetch(`${path}?format=csv&errors_to=a%0Ab`)).status).toBe(400);
    expect((await ask(`${path}?format=csv`)).status).toBe(401);
  });
});

describe("an edition", () => {
  const corrects = async (...words: string[]) =>
    muster("publish", ...about, ...words, "--out", join(outside, "corrected.zip"));
  let first = "";

  test("carries every format; each is read as it stands in the bundle, which verifies", async () => {
    const out = join(outside, "first.zip");
    const { code, said } = await muster("publish", ...about, "--out", out);
    expect(code, said).toBe(0);
    const bytes = readFileSync(out);
    const [publication] = await publications();
    first = publication?.id ?? "";
    expect(publication?.files.map(({ name }) => name)).toEqual([
      "open-data.json",
      "ratings.csv",
      "report.html",
      "report.pdf",
      "report.xlsx",
    ]);
    const entries = new Map(readZip(bytes).map(({ name, content }) => [name, content]));
    for (const { name, path, bytes: size } of publication?.files ?? []) {
      const file = Buffer.from(await (await ask(path)).arrayBuffer());
      expect(file.equals(Buffer.from(entries.get(name) ?? [])), name).toBe(true);
      expect(file.length).toBe(size);
    }
    const trust = await readTrustFile(await (await ask("/log/vkey")).text(), "vkey");
    const checked = await verifyBundle(bytes, { file: "first.zip", trust, style: storyStyle });
    expect(checked.verdict).toBe("verified");
    const published = checked.checks.find(({ what }) => what === "published");
    expect(published?.words).toContain("report.pdf is checked by its digest only");
  });

  test("is corrected only with a reason, by one about the same review and day, and only once", async () => {
    const silent = await corrects("--corrects", first);
    expect(silent.said).toContain("say why");
    const nothing = await corrects("--corrects", "none", "--reason", "x");
    expect(nothing.code).toBe(3);
    const day = ["publish", "--review", federalReviewName, "--on", "2017-08-09"];
    const out = join(outside, "other.zip");
    const other = await muster(...day, "--corrects", first, "--reason", "x", "--out", out);
    expect(other.said).toContain("about the same review and day");
  });

  test("that corrects another says so, and the earlier one says by which it was corrected", async () => {
    const before = Buffer.from(await (await ask(`/published/${first}/bundle.zip`)).arrayBuffer());
    const reason = "Two names were <b>exchanged</b>.";
    const { code, said } = await corrects("--corrects", first, "--reason", reason);
    expect(code, said).toBe(0);
    const [newest, ...others] = await publications();
    expect(newest).toMatchObject({ corrects: first, reason, corrected_by: "" });
    const earlier = others.find(({ id }) => id === first);
    expect(earlier).toMatchObject({ corrected_by: newest?.id, corrected_because: reason });
    const page = await (await ask(`/published/${newest?.id ?? ""}/`)).text();
    expect(page).toContain(`It takes the place of ${first}`);
    expect(page).toContain("&lt;b&gt;exchanged&lt;/b&gt;");
    const old = await (await ask(`/published/${first}/`)).text();
    expect(old).toContain("This report was corrected.");
    expect(old).toContain(`href="../${newest?.id ?? ""}/"`);
    const after = Buffer.from(await (await ask(`/published/${first}/bundle.zip`)).arrayBuffer());
    expect(after.equals(before)).toBe(true);
    const listed = await muster("publications");
    expect(listed.out).toContain(`CORRECTED by ${newest?.id ?? ""}`);
    const trust = await readTrustFile(await (await ask("/log/vkey")).text(), "vkey");
    const bytes = readFileSync(join(outside, "corrected.zip"));
    const checked = await verifyBundle(bytes, { file: "c.zip", trust, style: storyStyle });
    expect(checked.checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  test("that was corrected is not corrected a second time", async () => {
    const { length } = await publications();
    const again = await corrects("--corrects", first, "--reason", "again");
    expect(again.out + again.said).toContain("It was published before");
    expect((await publications()).length).toBe(length);
  });
});
