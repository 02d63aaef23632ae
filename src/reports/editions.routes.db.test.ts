import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storyStyle } from "../../tests/support/bundle-story.ts";
import {
  anotherWorld,
  oneWorld,
  storyDay,
  storyReview,
  tellEditionStory,
} from "../../tests/support/edition-story.ts";
import { testWork } from "../../tests/support/database.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { Determination } from "../determination/determination.contract.ts";
import { methodologyOf, yardstickOf } from "../determination/policies.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { allRoutes } from "../main/instance.ts";
import { readZip } from "../kit/zip.ts";
import { newReview } from "../reviews/reviews.actions.ts";
import { readTrustFile } from "../verify/trust-file.ts";
import { verifyBundle } from "../verify/verify-bundle.ts";
import { Publication, PublicationList } from "./bundle.contract.ts";
import { Edition, EditionPreview, PublicRows } from "./edition.contract.ts";
import { editionContentOf } from "./edition-content.ts";
import { determineEdition } from "./edition-determination.ts";
import { publishedFiles } from "./published-files.ts";
import type { ReportContent } from "./report-content.ts";
import { printReport } from "./report-formats.actions.ts";
import { Withholdings } from "./withholdings.contract.ts";

const commandLine = fileURLToPath(new URL("../main/cli.ts", import.meta.url));
const outside = mkdtempSync(join(tmpdir(), "muster-edition-"));
const FileRow = Type.Object({ digest: Type.String() });
const base = `/api/reviews/${storyReview}`;
const authority = "Evidence Act, section 7(2)";
/** What nobody outside may find anywhere, in any format. */
const secrets = [
  "Shadow",
  "shadow-office",
  "shadow-annex",
  "Bureau Without Name",
  "Stranger Board",
  "b-secret",
  "x-secret",
  "moved.example",
  "a1.example",
  "scan-2026-06-08.csv",
];

interface World {
  readonly instance: TestInstance;
  readonly out: string;
}
let worlds: readonly World[] = [];
let asOf = "";

function post(instance: TestInstance, path: string, body: object): Promise<Response> {
  return instance.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function muster(
  instance: TestInstance,
  ...words: string[]
): Promise<{ code: number; out: string; said: string }> {
  const env = { ...process.env, MUSTER_DATA: instance.data, MUSTER_URL: "", MUSTER_TOKEN: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, [commandLine, ...words], { env }, (error, out, said) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, said });
    });
  });
}

async function makeWorld(story: typeof oneWorld, name: string): Promise<World> {
  const instance = await testInstance();
  await tellEditionStory(instance.database, story);
  const about = ["--review", storyReview, "--authority", authority];
  for (const words of [
    ["H1", "--organisation", "Beta Board"],
    ["A", "--organisation", "gamma-group"],
    ["--presence", "--organisation", "shadow-office"],
  ]) {
    const { code, said } = await muster(instance, "review", "withhold", ...words, ...about);
    expect(code, said).toBe(0);
  }
  return { instance, out: join(outside, `${name}.zip`) };
}

async function preview({ instance }: World, as_of = ""): Promise<EditionPreview> {
  const query = as_of === "" ? "" : `&as_of=${as_of}`;
  for (let tries = 0; ; tries += 1) {
    const answer = await instance.fetch(`${base}/editions/preview?on=${storyDay}${query}`);
    // An instant is settled five seconds after it.
    if (answer.status === 200) return Value.Parse(EditionPreview, await answer.json());
    if (tries === 40) throw new Error(await answer.text());
    await setTimeout(250);
  }
}

beforeAll(async () => {
  worlds = [await makeWorld(oneWorld, "one"), await makeWorld(anotherWorld, "another")];
  const seen = await Promise.all(worlds.map((world) => preview(world)));
  asOf =
    seen
      .map(({ as_of }) => as_of)
      .toSorted()
      .at(-1) ?? "";
  for (const world of worlds) await preview(world, asOf);
}, 120_000);
afterAll(async () => {
  for (const { instance } of worlds) await instance.stop();
  rmSync(outside, { recursive: true, force: true });
});

function entriesOf({ out }: World): Map<string, Uint8Array> {
  return new Map(readZip(readFileSync(out)).map(({ name, content }) => [name, content]));
}

function textOf(content: Uint8Array | undefined): string {
  return new TextDecoder().decode(content);
}

/** What the published files of a bundle were written from; by another log where one is given. */
function contentOf(entries: Map<string, Uint8Array>, log: ReportContent["log"]): ReportContent {
  const rows = Value.Parse(PublicRows, JSON.parse(textOf(entries.get("public-rows.json"))));
  const methodologyText = textOf(entries.get(rows.methodology.entry));
  const methodology = methodologyOf(methodologyText, "methodology");
  const yardstick = yardstickOf(textOf(entries.get(rows.yardstick.entry)), "yardstick");
  const determination = determineEdition(rows, methodology, yardstick);
  return editionContentOf({ rows, determination, methodology, methodologyText, yardstick, log });
}

/** Every address that answers whoever is not signed in, now and whatever is added later. */
async function everyPublicWay(instance: TestInstance): Promise<string[]> {
  const answer = await fetch(new URL("/api/publications", instance.url));
  const { publications } = Value.Parse(PublicationList, await answer.json());
  const open = allRoutes().filter(
    ({ method, permission }) => method === "GET" && permission === "public",
  );
  return open.flatMap(({ path }) => {
    // Calendars need a link of their own; a tile of few leaves is named by their number.
    if (path.endsWith(".ics")) return [];
    if (path === "/log/tile/*") return [];
    return path.includes(":publication")
      ? publications.map(({ id }) => path.replace(":publication", id))
      : [path];
  });
}

describe("a review of which something is withheld", () => {
  test("is shown before anything is published: what leaves, what goes along", async () => {
    const [one] = worlds;
    if (!one) throw new Error("no world");
    const seen = await preview(one, asOf);
    expect(seen.hidden.map(({ organisation, with: leader }) => [organisation, leader])).toEqual([
      ["shadow-office", ""],
      ["shadow-annex", "shadow-office"],
    ]);
    expect(seen.withheld.map(({ name, item, along }) => [name, item, along])).toEqual([
      ["Beta Board", "H1", ""],
      ["Beta Board", "H2", "H1"],
      ["Gamma Group", "A", ""],
    ]);
    const { code, out, said } = await muster(
      one.instance,
      "review",
      "withheld",
      "--review",
      storyReview,
    );
    expect(code, said).toBe(0);
    expect(out).toContain("Beta Board: H2 (Evidence Act, section 7(2), along with H1");
    expect(out).toContain("Shadow Annex, because it stands below shadow-office");
  });

  test("can not be published whole, and no edition that nobody looked at", async () => {
    for (const { instance } of worlds) {
      await post(instance, `${base}/determinations`, { on: storyDay });
      const whole = await post(instance, `${base}/publications`, { on: storyDay });
      expect(whole.status).toBe(422);
      expect(await whole.text()).toContain("--public");
      const unseen = { on: storyDay, preview: "0".repeat(64) };
      expect((await post(instance, `${base}/editions`, unseen)).status).toBe(409);
    }
    const list = await fetch(new URL("/api/publications", worlds[0]?.instance.url));
    expect(Value.Parse(PublicationList, await list.json()).publications).toEqual([]);
  });

  test("is published on public evidence, and a stranger recomputes every rating offline", async () => {
    for (const { instance, out } of worlds) {
      const words = ["--review", storyReview, "--on", storyDay, "--as-of", asOf, "--out", out];
      const { code, out: told, said } = await muster(instance, "publish", "--public", ...words);
      expect(code, said).toBe(0);
      expect(told).toContain("on public evidence");
      const key = await (await fetch(new URL("/log/vkey", instance.url))).text();
      const verification = await verifyBundle(readFileSync(out), {
        file: "edition.zip",
        trust: await readTrustFile(key, "vkey"),
        style: storyStyle,
      });
      expect(verification.checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(verification.verdict).toBe("verified");
      expect(verification.remarks[0]).toBe(
        `On public evidence; 3 items withheld under this authority: ${authority} (3).`,
      );
    }
  });

  test("gives two worlds that differ only in it the same edition, byte for byte", async () => {
    const [one, another] = worlds.map(entriesOf);
    if (!one || !another) throw new Error("no editions");
    expect([...another.keys()]).toEqual([...one.keys()]);
    // What differs says where the act stands in which log, under whose key, and nothing else.
    const ofTheLog = ["log/checkpoint", "log/leaves.json", "log/vkey", "manifest"];
    // These print the number of leaves and the root of the log; below they are written for one log.
    const printing = ["report.html", "report.pdf", "report.xlsx", "CHECK-BY-HAND.md"];
    for (const [name, content] of one) {
      if (ofTheLog.includes(name) || printing.includes(name)) continue;
      expect(textOf(another.get(name)), name).toBe(textOf(content));
    }
    const log = { origin: "log.example", size: 9, root: "cm9vdA==" };
    const [first, second] = [contentOf(one, log), contentOf(another, log)];
    const files = await Promise.all(
      [first, second].map((each) => publishedFiles(each, storyStyle)),
    );
    expect(files[1]?.map(({ content }) => Buffer.from(content).toString("base64"))).toEqual(
      files[0]?.map(({ content }) => Buffer.from(content).toString("base64")),
    );
    expect(
      Buffer.from(await printReport(second)).equals(Buffer.from(await printReport(first))),
    ).toBe(true);
  });

  test("prints in its bundle what its public rows give, and nothing besides", async () => {
    for (const world of worlds) {
      const entries = entriesOf(world);
      const [origin = "", size = "", root = ""] = textOf(entries.get("log/checkpoint")).split("\n");
      const content = contentOf(entries, { origin, size: Number(size), root });
      const print = entries.get("report.pdf") ?? new Uint8Array();
      expect(Buffer.from(await printReport(content)).equals(Buffer.from(print))).toBe(true);
    }
  });

  test("proves one act, which names digests only", () => {
    for (const world of worlds) {
      const { leaves } = JSON.parse(textOf(entriesOf(world).get("log/leaves.json")));
      expect(leaves).toHaveLength(1);
      expect(leaves[0].event.kind).toBe("edition.published");
      expect(Object.keys(leaves[0].event.data).toSorted()).toEqual(
        ["as_of", "determination", "digest", "edition", "on", "review"].toSorted(),
      );
    }
  });

  test("is found in no format and by no public way, not by name, unit, file or digest", async () => {
    for (const world of worlds) {
      const { instance } = world;
      const files = await instance.database.transact("read", (transaction) =>
        transaction.rows(FileRow, "select digest from evidence_files"),
      );
      const digests = files.map(({ digest }) => digest);
      expect(digests).toHaveLength(2);
      const shown = [...entriesOf(world)];
      for (const path of await everyPublicWay(instance)) {
        const answer = await fetch(new URL(path, instance.url));
        expect(answer.status, path).toBe(200);
        shown.push([path, new Uint8Array(await answer.arrayBuffer())]);
      }
      const entries = await fetch(new URL("/api/log/entries", instance.url));
      expect(entries.status).toBe(401);
      for (const [name, content] of shown) {
        for (const secret of [...secrets, ...digests]) {
          expect(textOf(content).toLowerCase(), name).not.toContain(secret.toLowerCase());
        }
      }
    }
  });

  test("is in no total: each is the sum of the rows, in every format", () => {
    for (const world of worlds) {
      const entries = entriesOf(world);
      const determination = Value.Parse(
        Determination,
        JSON.parse(textOf(entries.get("determination.json"))),
      );
      const open = JSON.parse(textOf(entries.get("open-data.json")));
      const table: Record<string, string>[] = parse(textOf(entries.get("ratings.csv")), {
        columns: true,
        bom: true,
      });
      expect(table.map(({ organisation }) => organisation)).toEqual([
        "alpha-authority",
        "beta-board",
        "gamma-group",
      ]);
      expect(open.organisations).toBe(table.length);
      expect(determination.outside).toEqual([]);
      for (const total of determination.enterprise.items) {
        const rated = determination.ratings.flatMap(({ items }) =>
          items.filter(({ item }) => item === total.item),
        );
        if (total.item === "A") {
          // Where people gave scores organisations are counted: good from 60 %, bad when below.
          const proved = rated.filter(({ value }) => value.least.billionths >= 600_000_000);
          const failing = rated.filter(({ value }) => value.most.billionths < 600_000_000);
          expect([total.good, total.bad, total.n]).toEqual([proved.length, failing.length, 3]);
          continue;
        }
        for (const count of ["good", "bad", "unknown", "unseen", "n"] as const) {
          const told = rated.map(({ evidence }) => (evidence.missing ? 0 : evidence[count]));
          const sum = told.reduce((all, each) => all + each, 0);
          const cells = table.reduce((all, row) => all + Number(row[`${total.item} ${count}`]), 0);
          expect([total[count], cells], `${total.item} ${count}`).toEqual([sum, sum]);
        }
      }
      const [, beta] = table;
      expect(beta?.["H1 n"]).toBe("");
      expect(beta?.["H1 missing"]).toBe(`withheld (${authority})`);
      expect(beta?.["basis"]).toBe("on public evidence");
    }
  });

  test("is the same as a report: on public evidence in every format, before it is published", async () => {
    for (const world of worlds) {
      const entries = entriesOf(world);
      for (const [format, entry] of [
        ["csv", "ratings.csv"],
        ["json", "open-data.json"],
      ] as const) {
        const asked = `${base}/report?format=${format}&basis=public&on=${storyDay}&as_of=${asOf}`;
        const answer = await world.instance.fetch(asked);
        expect(await answer.text(), format).toBe(textOf(entries.get(entry)));
      }
      for (const format of ["html", "pdf", "xlsx"]) {
        const out = join(outside, `report.${format}`);
        const words = ["--review", storyReview, "--on", storyDay, "--format", format, "--out", out];
        const { code, said } = await muster(world.instance, "report", "--public", ...words);
        expect(code, said).toBe(0);
        for (const secret of secrets) {
          expect(readFileSync(out).toString("latin1"), format).not.toContain(secret);
        }
      }
      expect(readFileSync(join(outside, "report.html"), "utf8")).toContain(
        "3 items of 2 organisations are withheld",
      );
    }
  });

  test("is withheld by officers alone, by an authority, of what the review has", async () => {
    const [one] = worlds;
    if (!one) throw new Error("no world");
    const path = `${base}/withholdings`;
    const nobody = await fetch(new URL(path, one.instance.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ organisation: "beta-board", items: ["A"], authority }),
    });
    expect(nobody.status).toBe(401);
    for (const [body, status] of [
      [{ organisation: "beta-board", items: ["A"], authority: " " }, 400],
      [{ organisation: "beta-board", items: ["A"], authority: "two\nlines" }, 400],
      [{ organisation: "beta-board", authority }, 400],
      [{ organisation: "beta-board", items: ["A"], presence: true, authority }, 400],
      [{ organisation: "beta-board", items: ["Z"], authority }, 404],
      [{ organisation: "nobody", items: ["A"], authority }, 404],
    ] as const) {
      const answer = await post(one.instance, path, body);
      expect(answer.status, JSON.stringify(body)).toBe(status);
    }
    const same = { organisation: "beta-board", items: ["H1"], authority };
    const again = await post(one.instance, path, same);
    expect(again.headers.get("muster-leaf")).toBeNull();
    expect(Value.Parse(Withholdings, await again.json()).unchanged).toBe(true);
  });

  test("is held back by another review of the same source, too", async () => {
    const [one] = worlds;
    if (!one) throw new Error("no world");
    await testWork(one.instance.database, (work) =>
      newReview(work, {
        review: "second",
        title: "Second of the same source",
        yardstick: "story@1",
        methodology: "story@1.0",
        organisations: ["alpha-authority", "beta-board", "shadow-office"],
      }),
    );
    const path = `/api/reviews/second/editions/preview?on=${storyDay}`;
    const seen = Value.Parse(EditionPreview, await (await one.instance.fetch(path)).json());
    expect(seen.withheld.map(({ organisation, item }) => [organisation, item])).toEqual([
      ["beta-board", "H1"],
      ["beta-board", "H2"],
    ]);
    expect(seen.organisations).toBe(2);
    await post(one.instance, "/api/reviews/second/determinations", { on: storyDay });
    const whole = await post(one.instance, "/api/reviews/second/publications", { on: storyDay });
    expect(whole.status).toBe(422);
  });

  test("is not told by an edition that was made before it was withheld", async () => {
    const [one] = worlds;
    if (!one) throw new Error("no world");
    const seen = await preview(one);
    const { on, as_of, digest } = seen;
    const made = await post(one.instance, `${base}/editions`, { on, as_of, preview: digest });
    const { edition } = Value.Parse(Edition, await made.json());
    const stricter = { organisation: "alpha-authority", items: ["H1"], authority };
    expect((await post(one.instance, `${base}/withholdings`, stricter)).status).toBe(200);
    const sealed = await post(one.instance, `${base}/editions/${edition}/bundle`, {});
    expect(sealed.status).toBe(422);
    expect(await sealed.text()).toContain("make it anew");
    const unseen = await post(one.instance, `${base}/editions`, { on, as_of, preview: digest });
    expect(unseen.status).toBe(409);
    const lifted = { organisation: "alpha-authority", items: ["H1"], reason: "by mistake" };
    expect((await post(one.instance, `${base}/withholdings/lift`, lifted)).status).toBe(200);
  });

  test("is lifted by an act, and the next edition tells it; what was published stays", async () => {
    const [one] = worlds;
    if (!one) throw new Error("no world");
    const lifted = await post(one.instance, `${base}/withholdings/lift`, {
      organisation: "gamma-group",
      items: ["A"],
      reason: "the authority has ended",
    });
    const { in_force, acts } = Value.Parse(Withholdings, await lifted.json());
    expect(in_force.map(({ item }) => item)).toEqual(["H1", ""]);
    expect(acts.at(-1)).toMatchObject({ organisation: "gamma-group", item: "A", act: "lifted" });
    const seen = await preview(one);
    expect(seen.withheld.map(({ item }) => item)).toEqual(["H1", "H2"]);
    const again = await post(one.instance, `${base}/withholdings`, {
      organisation: "alpha-authority",
      items: ["A"],
      authority,
    });
    expect(again.status).toBe(200);
    const later = await preview(one);
    expect(later.told_already).toHaveLength(1);
  });

  test("is the whole bundle again when nothing is withheld", async () => {
    const [, another] = worlds;
    if (!another) throw new Error("no world");
    const { instance } = another;
    for (const body of [
      { organisation: "beta-board", items: ["H1"] },
      { organisation: "gamma-group", items: ["A"] },
      { organisation: "shadow-office", presence: true },
    ]) {
      const path = `${base}/withholdings/lift`;
      expect((await post(instance, path, { ...body, reason: "it has ended" })).status).toBe(200);
    }
    const out = join(outside, "whole.zip");
    const words = ["--review", storyReview, "--on", storyDay, "--out", out, "--json"];
    const { code, out: told, said } = await muster(instance, "publish", "--public", ...words);
    expect(code, said).toBe(0);
    expect(Value.Check(Publication, JSON.parse(told))).toBe(true);
    const names = readZip(readFileSync(out)).map(({ name }) => name);
    expect(names).toContain("inputs.json");
    expect(names).not.toContain("public-rows.json");
    expect(canonicalJson(names)).toContain("sources/");
  });
});
