// Golden numbers of what NIST and others publish, where those files are; a small catalogue of our
// own with the same traps is tested everywhere, in oscal/*.test.ts.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sha256 } from "../kit/canonical-json.ts";
import { type Converted, convertYardstick, plainHow } from "./convert-yardstick.ts";
import { diffYardsticks } from "./diff-yardsticks.ts";
import { controlsIn, groupsIn, paramsIn, partsIn } from "./oscal/control-tree.ts";
import type { Catalog, Profile } from "./oscal/oscal.contract.ts";
import { readOscal } from "./oscal/read-oscal.ts";
import { resolveProfile } from "./oscal/resolve-profile.ts";
import { readCrosswalk } from "./read-crosswalk.ts";
import type { Yardstick } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";
import { wordingDigest } from "./wording.ts";

const folder = join(import.meta.dirname, "../../../shared/data/controls");
const names = {
  catalog: "NIST_SP-800-53_rev5_catalog.v5.0.1-oscal1.0.0.min.json",
  moderate100: "NIST_SP-800-53_rev5_MODERATE_resolved.oscal1.0.0.min.json.gz",
  moderate: "NIST_SP-800-53_rev5_MODERATE_resolved.v5.1.1-oscal1.1.2.min.json",
  high: "NIST_SP-800-53_rev5_HIGH_resolved.v5.1.1-oscal1.1.2.min.json.gz",
  csf: "NIST_CSF_v2.0_catalog.oscal1.2.1.json",
  csfBook: "csf2.xlsx",
  csf11: "csf1.1-to-sp800-53r5-mappings.csv",
  crosswalk: "csf2-to-800-53-crosswalk.csv",
  baselines: "sp800-53b-baselines.windows-1252.csv",
  table1252: "sp800-53r5-control-catalog.windows-1252.csv",
  tableUtf8: "NIST_SP-800-53_rev5_catalog_load.utf-8.csv",
} as const;

const bytesOf = (file: string): Uint8Array => readFileSync(join(folder, file));

function read(file: string): ReturnType<typeof readOscal> {
  const bytes = bytesOf(file);
  return readOscal(file.endsWith(".gz") ? gunzipSync(bytes) : bytes, file);
}
function catalogOf(file: string): Catalog {
  const answer = read(file);
  if (answer.kind !== "catalog") throw new Error(`${file} is no catalogue`);
  return answer.catalog;
}
function profileOf(level: string): { file: string; profile: Profile } {
  const file = `NIST_SP-800-53_rev5_${level}_profile.v5.1.1-oscal1.1.2.json`;
  const answer = read(file);
  if (answer.kind !== "profile") throw new Error(`${file} is no profile`);
  return { file, profile: answer.profile };
}
function convert(
  file: string,
  how: Partial<YardstickHow> = {},
  more: { files?: string[]; base?: Yardstick } = {},
): Promise<Converted> {
  const files = (more.files ?? []).map((each) => ({ file: each, bytes: bytesOf(each) }));
  return convertYardstick(
    { file, bytes: bytesOf(file) },
    { how: { ...plainHow, ...how }, files, base: more.base },
  );
}
const windows = { table: { encoding: "windows-1252" } } as const;
const withdrawn = (yardstick: Yardstick): string[] =>
  yardstick.items.filter((item) => item.withdrawn).map((item) => item.label ?? item.id);

test("the published files are read where they are", () => {
  if (!existsSync(folder)) return;
  expect(existsSync(join(folder, names.catalog))).toBe(true);
});

if (existsSync(folder)) {
  describe("SP 800-53 revision 5, as NIST publishes it", () => {
    test("has 1,189 controls, 867 of them nested, 182 withdrawn, 1,258 parameters, 126 with choices", async () => {
      const catalog = catalogOf(names.catalog);
      const all = [...controlsIn(catalog)];
      const top = [...groupsIn(catalog)].flatMap((group) => group.controls ?? []);
      expect([all.length, all.length - top.length]).toEqual([1189, 867]);
      const params = [...paramsIn(catalog)];
      expect([params.length, params.filter((param) => param.select).length]).toEqual([1258, 126]);
      const { yardstick } = await convert(names.catalog, { id: "sp800-53r5" });
      expect([yardstick.items.length, withdrawn(yardstick).length]).toEqual([1189, 182]);
      expect(withdrawn(yardstick)).toContain("AC-3(1)");
      expect(yardstick.version).toBe("5.0.1");
    });

    test.each([
      [names.moderate100, "Final", 287, 110, 0],
      [names.moderate, "5.1.1+u4", 287, 110, 816],
      [names.high, "5.1.1+u4", 370, 182, 1056],
    ])(
      "%s is version %s with %i controls, %i nested, %i parts without id",
      async (file, version, controls, nested, unnamed) => {
        const catalog = catalogOf(file);
        const all = [...controlsIn(catalog)];
        const top = [...groupsIn(catalog)].flatMap((group) => group.controls ?? []);
        expect([all.length, all.length - top.length]).toEqual([controls, nested]);
        const parts = all.flatMap((control) => [...partsIn(control.parts)]);
        expect(parts.filter((part) => part.id === undefined)).toHaveLength(unnamed);
        const { yardstick } = await convert(file, { id: "baseline" });
        expect(yardstick.version).toBe(version);
        expect(
          yardstick.items.every((item) => /^[A-Z]{2}-\d+(\(\d+\))?$/u.test(item.label ?? item.id)),
        ).toBe(true);
      },
    );

    test.each([
      ["LOW", 149, 149],
      ["MODERATE", 287, 287],
      ["HIGH", 370, 370],
      ["PRIVACY", 96, 102],
    ])(
      "the %s profile names %i controls and resolves to %i, parents pulled in",
      (level, named, controls) => {
        const { file, profile } = profileOf(level);
        const ids = profile.imports
          .flatMap((each) => each["include-controls"] ?? [])
          .flatMap((each) => each["with-ids"] ?? []);
        expect(ids).toHaveLength(named);
        const given = { file, digest: sha256(file), oscal: { kind: "profile", profile } } as const;
        const beside = { file: names.catalog, digest: sha256("c"), oscal: read(names.catalog) };
        const { catalog } = resolveProfile(given, [beside]);
        const resolved = [...controlsIn(catalog)].map((control) => control.id);
        expect(resolved).toHaveLength(controls);
        expect(resolved).toEqual(expect.arrayContaining(ids));
        if (level === "MODERATE" || level === "HIGH") {
          const published = catalogOf(level === "HIGH" ? names.high : names.moderate);
          expect(resolved).toEqual([...controlsIn(published)].map((control) => control.id));
        }
      },
    );

    test("has the same words in a table of another hand, all but a few, and in both encodings", async () => {
      const oscal = (await convert(names.catalog, { id: "a" })).yardstick;
      const utf8 = (await convert(names.tableUtf8, { id: "b", version: "1" })).yardstick;
      const old = (await convert(names.table1252, { id: "c", version: "1", ...windows })).yardstick;
      expect([utf8.items.length, old.items.length]).toEqual([1189, 1189]);
      expect(old.items.some((item) => (item.guidance ?? "").includes("\u2019"))).toBe(true);
      const { counts } = diffYardsticks(oscal, utf8);
      expect(counts).toMatchObject({ added: 0, dropped: 0, withdrawn: 0 });
      expect(counts.reworded).toBeLessThan(10);
      await expect(convert(names.table1252, { id: "c", version: "1" })).rejects.toThrow(
        /not text in UTF-8 \(it may be Windows-1252\)/,
      );
      await expect(convert(names.tableUtf8, { id: "c", version: "1", ...windows })).rejects.toThrow(
        /said to be Windows-1252 and is UTF-8/,
      );
    });

    test("by parts of statements is 1,912 items, each with its own wording", async () => {
      const { yardstick } = await convert(names.catalog, { id: "a", items: "statements" });
      expect(yardstick.items).toHaveLength(1912);
      const live = yardstick.items.filter((item) => !item.withdrawn);
      expect(new Set(live.map(wordingDigest)).size).toBe(live.length);
      expect(yardstick.items[0]).toMatchObject({
        id: "ac-1_smt.a.1.a",
        label: "AC-1a.1.(a)",
        group: "ac-1",
      });
    });
  });

  describe("the baselines of SP 800-53B in a table", () => {
    const select = (column: string): NonNullable<YardstickHow["select"]> => ({
      of: "sp800-53r5@5.0.1",
      column,
    });

    test("choose items of the catalogue; totals that agree do not hide sets that do not", async () => {
      const base = (await convert(names.catalog, { id: "sp800-53r5" })).yardstick;
      const sizes: number[] = [];
      for (const column of [
        "Privacy Baseline",
        "Security Control Baseline Low",
        "Security Control Baseline Moderate",
        "Security Control Baseline High",
      ]) {
        const how = { id: "b", version: "1", ...windows, select: select(column) };
        const { yardstick, notes } = await convert(names.baselines, how, { base });
        sizes.push(yardstick.items.length);
        expect(notes.join("\n")).toMatch(
          /182 are marked as withdrawn here, 182 are withdrawn in sp800-53r5@5\.0\.1, and they are not the same: only here AC-3\(2\); only there AC-3\(1\)\./,
        );
        expect(notes.join("\n")).toMatch(/"3" for SC-20\(1\)/);
      }
      expect(sizes).toEqual([96, 149, 286, 369]);
      const how = {
        id: "table",
        version: "1",
        ...windows,
        select: select("Security Control Baseline Moderate"),
      };
      const table = (await convert(names.baselines, how, { base })).yardstick;
      const { file } = profileOf("MODERATE");
      const oscal = (await convert(file, { id: "oscal" }, { files: [names.catalog] })).yardstick;
      const diff = diffYardsticks(table, oscal);
      expect(diff.changes.map((each) => [each.kind, (each.before ?? each.after)?.label])).toEqual([
        ["added", "SI-7(7)"],
        ["added", "SI-8(2)"],
        ["dropped", "SI-8(3)"],
      ]);
    });
  });

  describe("the Cybersecurity Framework 2.0", () => {
    test("has 106 active and 79 withdrawn subcategories, 34 categories of which 22 are active, in OSCAL and in the workbook", async () => {
      const oscal = (await convert(names.csf, { id: "csf-oscal" })).yardstick;
      const book = (await convert(names.csfBook, { id: "csf-book", version: "2.0" })).yardstick;
      for (const yardstick of [oscal, book]) {
        expect([yardstick.items.length, withdrawn(yardstick).length]).toEqual([185, 79]);
        const categories = (yardstick.groups ?? []).filter((group) => group.parent !== undefined);
        expect([categories.length, categories.filter((group) => !group.withdrawn).length]).toEqual([
          34, 22,
        ]);
        expect((yardstick.groups ?? []).length).toBe(40);
      }
      const { counts } = diffYardsticks(oscal, book);
      expect(counts).toMatchObject({ renamed: 185, reworded: 0, added: 0, dropped: 0 });
    });

    test("1.1 is read from blocks that are filled on their first row only, in Windows-1252", async () => {
      const { yardstick } = await convert(names.csf11, { id: "csf", version: "1.1", ...windows });
      expect(yardstick.items).toHaveLength(108);
      expect((yardstick.groups ?? []).filter((group) => group.parent !== undefined)).toHaveLength(
        23,
      );
    });

    test("is mapped to SP 800-53 by its crosswalks", async () => {
      const sp = (await convert(names.catalog, { id: "sp800-53r5" })).yardstick;
      const csf = (await convert(names.csf, { id: "csf" })).yardstick;
      const given = { file: names.crosswalk, bytes: bytesOf(names.crosswalk) };
      const { relations, unmatched } = await readCrosswalk(given, {}, csf, sp);
      // Written for release 5.2: what 5.0.1 does not have yet is said, and not dropped in silence.
      expect(new Set(unmatched.map((each) => each.name))).toEqual(
        new Set(["sa-24", "ia-13", "sa-15.13", "si-2.7"]),
      );
      const count = (kind: string): number =>
        relations.filter((each) => each.relation === kind).length;
      expect([relations.length, count("superset-of"), count("none")]).toEqual([185, 106, 79]);
      const old = (await convert(names.csf11, { id: "csf", version: "1.1", ...windows })).yardstick;
      const older = { file: names.csf11, bytes: bytesOf(names.csf11) };
      const map = await readCrosswalk(older, { encoding: "windows-1252" }, old, sp);
      expect(map.relations).toHaveLength(108);
      expect(map.relations[0]).toEqual({
        source: "ID.AM-1",
        relation: "related-to",
        targets: ["cm-8", "pm-5"],
      });
    });
  });
}
