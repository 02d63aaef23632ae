// The shapes and traps of the published catalogues and tables, as our own readers see them; tested where
// the files are at hand. `published-catalogues.test.ts` holds what becomes of them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { convertYardstick, plainHow } from "./convert-yardstick.ts";
import { controlsIn, groupsIn, paramsIn } from "./oscal/control-tree.ts";
import type { Catalog, Part } from "./oscal/oscal.contract.ts";
import { readOscal } from "./oscal/read-oscal.ts";
import type { Yardstick, YardstickItem } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";

const folder = join(import.meta.dirname, "../../../shared/data/controls");
const bytesOf = (file: string): Uint8Array => readFileSync(join(folder, file));

function catalogOf(file: string): Catalog {
  const bytes = bytesOf(file);
  const answer = readOscal(file.endsWith(".gz") ? gunzipSync(bytes) : bytes, file);
  if (answer.kind !== "catalog") throw new Error(`${file} is no catalogue`);
  return answer.catalog;
}

async function read(file: string, how: Partial<YardstickHow>): Promise<Yardstick> {
  const given = { file, bytes: bytesOf(file) };
  const { yardstick } = await convertYardstick(given, {
    how: { ...plainHow, version: "1", ...how },
    files: [],
    base: undefined,
  });
  return yardstick;
}

const depth = (parts: readonly Part[] | undefined): number =>
  Math.max(0, ...(parts ?? []).map((part) => 1 + depth(part.parts)));
const count = (items: readonly YardstickItem[], sign: RegExp): number =>
  items.reduce(
    (sum, { title, text, guidance = "" }) =>
      sum + [...`${title}\n${text}\n${guidance}`.matchAll(sign)].length,
    0,
  );

test("the shapes of published files are looked at where the files are", () => {
  expect(existsSync(folder)).toBe(existsSync(join(folder, "csf2.xlsx")));
});

if (existsSync(folder)) {
  describe("a published catalogue", () => {
    // Levels of parts without the control; labels on each control.
    test.each([
      ["NIST_SP-800-53_rev5_catalog.v5.0.1-oscal1.0.0.min.json", 20, 1258, 126, 4, 1, 188],
      ["NIST_SP-800-53_rev5_MODERATE_resolved.oscal1.0.0.min.json.gz", 18, 506, 61, 4, 1, 56],
      ["NIST_SP-800-53_rev5_MODERATE_resolved.v5.1.1-oscal1.1.2.min.json", 18, 643, 64, 5, 3, 62],
      ["NIST_SP-800-53_rev5_HIGH_resolved.v5.1.1-oscal1.1.2.min.json.gz", 18, 767, 76, 5, 3, 75],
    ])(
      "%s has %i groups, %i parameters (%i choices), parts %i deep, %i label(s) a control, %i signs beyond ASCII",
      async (file, groups, params, choices, deep, labels, signs) => {
        const catalog = catalogOf(file);
        const controls = [...controlsIn(catalog)];
        const found = [...paramsIn(catalog)];
        expect(new Set([...groupsIn(catalog)].map((group) => group.id)).size).toBe(groups);
        expect([found.length, found.filter((each) => each.select).length]).toEqual([
          params,
          choices,
        ]);
        expect(Math.max(...controls.map((control) => depth(control.parts)))).toBe(deep);
        const labelled = controls.map(
          ({ props = [] }) => props.filter((prop) => prop.name === "label").length,
        );
        expect(new Set(labelled)).toEqual(new Set([labels]));
        expect([...JSON.stringify(catalog).matchAll(/[\u0080-\u{10ffff}]/gu)]).toHaveLength(signs);
      },
    );

    test("of the Cybersecurity Framework names 6 functions twice, the second time empty, and each is one group", async () => {
      const file = "NIST_CSF_v2.0_catalog.oscal1.2.1.json";
      const { groups = [] } = catalogOf(file);
      expect([groups.length, new Set(groups.map((group) => group.id)).size]).toEqual([12, 6]);
      const { groups: own = [] } = await read(file, { id: "csf" });
      expect(own.filter((group) => group.parent === undefined)).toHaveLength(6);
    });
  });

  describe("one catalogue of two hands", () => {
    const tables = () =>
      Promise.all([
        read("sp800-53r5-control-catalog.windows-1252.csv", {
          id: "old",
          table: { encoding: "windows-1252" },
        }),
        read("NIST_SP-800-53_rev5_catalog_load.utf-8.csv", { id: "new" }),
      ]);

    test("has its signs beyond ASCII in both, and no control sign that a wrong encoding leaves", async () => {
      for (const { items } of await tables()) {
        expect([count(items, /\u2019/gu), count(items, /\u2014/gu)]).toEqual([92, 68]);
        expect(count(items, /[\u0080-\u00a0\ufffd]/gu)).toBe(0);
      }
    });

    test("has 182 withdrawn items in both, also where the discussion alone says so", async () => {
      for (const { items } of await tables()) {
        const withdrawn = items.filter((item) => item.withdrawn !== undefined);
        expect(withdrawn).toHaveLength(182);
        expect(withdrawn.map(({ id }) => id)).toEqual(
          expect.arrayContaining(["CP-10(3)", "SC-19"]),
        );
      }
    });

    test("keeps line breaks inside cells, and differs in 35 names by letter case", async () => {
      const [old, young] = await tables();
      const broken = ({ items }: Yardstick) => items.filter((item) => item.text.includes("\n"));
      expect([broken(old).length, broken(young).length]).toEqual([281, 289]);
      const names = new Map(young.items.map((item) => [item.id, item.title]));
      expect(old.items.every((item) => names.has(item.id))).toBe(true);
      const other = old.items.filter((item) => names.get(item.id) !== item.title);
      expect(other).toHaveLength(35);
      const lower = (text = ""): string => text.toLowerCase().replace("pvi-i", "piv-i");
      expect(other.every((item) => lower(item.title) === lower(names.get(item.id)))).toBe(true);
    });
  });
}
