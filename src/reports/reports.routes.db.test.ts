import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testWork } from "../../tests/support/database.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { uploadOf } from "../../tests/support/uploads.ts";
import { storyStyle } from "../../tests/support/bundle-story.ts";
import { importMethodology } from "../determination/methodologies.actions.ts";
import { importEvidence } from "../evidence/import-evidence.actions.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { readZip } from "../kit/zip.ts";
import { importOrganisations } from "../organisations/organisations.actions.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import type { Verification } from "../verify/verification.ts";
import { verifyBundle } from "../verify/verify-bundle.ts";
import { importYardstick } from "../yardsticks/yardsticks.actions.ts";
import { Publication, PublicationList } from "./bundle.contract.ts";

const hosts = "demo/data/pulse-https-hosts-2020-06-08.csv.gz";
const commandLine = fileURLToPath(new URL("../main/cli.ts", import.meta.url));
const outside = mkdtempSync(join(tmpdir(), "muster-publish-"));
let instance: TestInstance;
const Units = Type.Object({ units: Type.Array(Type.Object({ unit: Type.String() })) });

const policy = (name: string) => uploadOf(`policy/${name}.yaml`);

beforeAll(async () => {
  instance = await testInstance();
  const { database } = instance;
  const { created } = await testWork(database, (work) =>
    importOrganisations(work, uploadOf(hosts), { name_column: "Agency" }),
  );
  const others = join(outside, "others.csv");
  writeFileSync(others, "Name\nBody of another review\n");
  await testWork(database, (work) =>
    importOrganisations(work, uploadOf(others), { name_column: "Name" }),
  );
  await testWork(database, (work) => importYardstick(work, policy("yardsticks/web-transport-1")));
  await testWork(database, (work) =>
    importMethodology(work, policy("methodologies/web-transport-1.0")),
  );
  await testWork(database, (work) =>
    importEvidence(
      work,
      {
        file: uploadOf("demo/data/https-pshtt-2017-08-09.csv"),
        mapping: policy("mappings/pulse-parents-1"),
        inventory: uploadOf("demo/data/dotgov-federal-2017-05-31.csv"),
        inventory_mapping: policy("mappings/dotgov-2017-1"),
      },
      {},
    ),
  );
  await testWork(database, (work) =>
    importEvidence(
      work,
      {
        file: uploadOf(hosts),
        mapping: policy("mappings/pulse-hosts-1"),
        inventory: uploadOf("demo/data/dotgov-federal-2020-06-03.csv"),
        inventory_mapping: policy("mappings/dotgov-2020-1"),
      },
      {},
    ),
  );
  await testWork(database, (work) =>
    newReview(work, {
      review: "web-transport-2020",
      title: "Web transport 2020",
      notice: "Demonstration on published data. Confirmed by nobody.",
      yardstick: "web-transport@1",
      methodology: "web-transport@1.0",
      organisations: created.map(({ id }) => id),
    }),
  );
});
afterAll(async () => {
  await instance.stop();
  rmSync(outside, { recursive: true, force: true });
});

function post(path: string, body: object): Promise<Response> {
  return instance.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Asks without signing in, as anybody may. */
function ask(path: string): Promise<Response> {
  return fetch(new URL(path, instance.url));
}

async function verified(bundle: Uint8Array): Promise<Verification> {
  const trust = await readTrustFile(await (await ask("/log/vkey")).text(), "vkey");
  return verifyBundle(bundle, { file: "bundle.zip", trust, style: storyStyle });
}

function muster(...words: string[]): Promise<{ code: number; out: string; said: string }> {
  const env = { ...process.env, MUSTER_DATA: instance.data, MUSTER_URL: "", MUSTER_TOKEN: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, [commandLine, ...words], { env }, (error, out, said) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, said });
    });
  });
}

describe("publishing", () => {
  const path = "/api/reviews/web-transport-2020/publications";

  test("is refused until the ratings were recorded, with what to do", async () => {
    const refused = await post(path, { on: "2020-06-08" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("record them first");
  });

  test("writes one bundle that a stranger verifies with nothing but the log's key", async () => {
    const out = join(outside, "bundle.zip");
    const words = ["--review", "web-transport-2020", "--on", "2020-06-08", "--out", out];
    const { code, out: said, said: errors } = await muster("publish", ...words);
    expect(code, errors).toBe(0);
    expect(said).toContain("16 of 132 organisations are shown to be managing this risk");
    const verification = await verified(readFileSync(out));
    expect(verification.checks.filter((check) => !check.holds)).toEqual([]);
    expect(verification.verdict).toBe("verified");
  });

  test("is listed and readable without signing in, for good", async () => {
    const list = Value.Parse(PublicationList, await (await ask("/api/publications")).json());
    const [publication] = list.publications;
    expect(publication?.review).toBe("web-transport-2020");
    const bundle = await ask(publication?.bundle ?? "");
    expect(bundle.headers.get("content-type")).toBe("application/zip");
    expect(bundle.headers.get("cache-control")).toContain("immutable");
    const bytes = new Uint8Array(await bundle.arrayBuffer());
    expect(sha256(bytes)).toBe(publication?.digest);
    const report = await ask(publication?.report ?? "");
    expect(report.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(report.headers.get("content-type")).toContain("text/html");
    const entry = readZip(bytes).find(({ name }) => name === "report.html");
    expect(await report.text()).toBe(new TextDecoder().decode(entry?.content));
  });

  test("puts a leaf with the bundle's digest into the log", async () => {
    const list = Value.Parse(PublicationList, await (await ask("/api/publications")).json());
    const [publication] = list.publications;
    const entry = await instance.fetch(`/api/log/entries/${publication?.leaf ?? ""}`);
    expect(await entry.text()).toContain(publication?.digest ?? "no digest");
  });

  test("of the same ratings again answers the same bundle and changes nothing", async () => {
    const again = await post(path, { on: "2020-06-08" });
    const answer = Value.Parse(Publication, await again.json());
    expect(answer.unchanged).toBe(true);
    expect(again.headers.get("muster-leaf")).toBeNull();
    const list = Value.Parse(PublicationList, await (await ask("/api/publications")).json());
    expect(list.publications).toHaveLength(1);
  });

  test("shows nothing of other reviews and nothing about accounts", async () => {
    const list = Value.Parse(PublicationList, await (await ask("/api/publications")).json());
    const bundle = await ask(list.publications[0]?.bundle ?? "");
    for (const { name, content } of readZip(new Uint8Array(await bundle.arrayBuffer()))) {
      const text = Buffer.from(content).toString("latin1");
      expect(text, name).not.toContain("Body of another review");
      expect(text, name).not.toContain(instance.token);
    }
  });

  test("holds for 2017 too, where an inventory tells the owners", async () => {
    const out = join(outside, "2017.zip");
    const words = ["--review", "web-transport-2020", "--on", "2017-08-09", "--out", out, "--json"];
    const { code, said } = await muster("publish", ...words);
    expect(code, said).toBe(0);
    expect((await verified(readFileSync(out))).verdict).toBe("verified");
  });

  test("right after a correction was recorded waits for the log, and holds", async () => {
    const units = "/api/reviews/web-transport-2020/units?on=2020-06-08&item=WT-1&state=unknown";
    const page: unknown = await (await instance.fetch(`${units}&limit=1`)).json();
    const { unit = "" } = Value.Parse(Units, page).units[0] ?? {};
    const corrected = await post("/api/evidence/corrections", {
      collection: "pulse-2020-06-08",
      unit,
      part: "crypto",
      state: "good",
      reason: "measured again by hand",
    });
    expect(corrected.status, await corrected.text()).toBe(200);
    const retired = await post("/api/evidence/retirements", {
      source: "pulse",
      on: "2020-06-08",
      units: ["gone.example.gov"],
      reason: "switched off",
    });
    expect(retired.status, await retired.text()).toBe(200);
    await post("/api/reviews/web-transport-2020/determinations", { on: "2020-06-08" });
    const published = Value.Parse(
      Publication,
      await (await post(path, { on: "2020-06-08" })).json(),
    );
    const bundle = await ask(published.bundle);
    const verification = await verified(new Uint8Array(await bundle.arrayBuffer()));
    expect(verification.checks.filter((check) => !check.holds)).toEqual([]);
    expect(verification.verdict).toBe("verified");
  });

  test("is found by its address without the slash at the end, which people lose", async () => {
    const list = Value.Parse(PublicationList, await (await ask("/api/publications")).json());
    const address = list.publications[0]?.report ?? "";
    const [whole, short] = await Promise.all([ask(address), ask(address.replace(/\/$/, ""))]);
    expect(short.status).toBe(200);
    expect(await short.text()).toBe(await whole.text());
    expect((await ask(address.replace(/\/$/, "x"))).status).toBe(404);
  });

  test("needs the right to publish, and a publication that is there", async () => {
    const nobody = await fetch(new URL(path, instance.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ on: "2020-06-08" }),
    });
    expect(nobody.status).toBe(401);
    expect((await ask("/published/none/bundle.zip")).status).toBe(404);
    expect((await ask("/published/none/")).status).toBe(404);
    expect((await ask("/published/none")).status).toBe(404);
  });
});
