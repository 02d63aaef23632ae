import { describe, expect, test } from "vitest";
import { circles, productModules } from "./modules.ts";
import { features, impure, mayImport, pureLayers, roomOf } from "./walls.ts";

const modules = productModules();

describe("the house", () => {
  test("has modules to look at, in every kind of room", () => {
    expect(modules.length).toBeGreaterThan(100);
    const layers = new Set(modules.map((module) => roomOf(module.path)?.layer));
    for (const layer of Object.keys(mayImport)) expect(layers).toContain(layer);
    expect(modules.flatMap((module) => module.imports).length).toBeGreaterThan(300);
  });

  test("gives every file a room that its path names", () => {
    expect(modules.filter((module) => roomOf(module.path) === null)).toEqual([]);
  });

  test("has no circles of imports, type-only included", () => {
    expect(circles(modules)).toEqual([]);
  });

  test("keeps the walls between layers and features", () => {
    const broken: string[] = [];
    for (const module of modules) {
      const room = roomOf(module.path);
      if (!room) continue;
      for (const target of module.imports) {
        const other = roomOf(target);
        if (!other || target.endsWith(".css")) continue;
        const layerAllowed =
          mayImport[room.layer].includes(other.layer) ||
          (room.feature === "reports" && other.layer === "charts");
        const order = (name: string | null): number =>
          features.findIndex((feature) => feature === name);
        const featureAllowed =
          room.feature === null ||
          other.feature === null ||
          order(other.feature) <= order(room.feature);
        const ownTables =
          room.layer !== "store" || other.layer !== "store" || room.feature === other.feature;
        if (!layerAllowed || !featureAllowed || !ownTables)
          broken.push(`${module.path} -> ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("keeps pure files free of clock, randomness, environment, input and output", () => {
    const broken = modules.flatMap((module) => {
      const layer = roomOf(module.path)?.layer;
      if (!layer || !pureLayers.includes(layer)) return [];
      return impure
        .filter(({ pattern }) => pattern.test(module.text))
        .map(({ what }) => `${module.path} uses ${what}`);
    });
    expect(broken).toEqual([]);
  });

  test("has no index files that hand names on", () => {
    const handing = modules.filter(
      (module) =>
        /\/index\.tsx?$/.test(module.path) || /^export (\*|\{[^}]*\}) from/m.test(module.text),
    );
    expect(handing.map((module) => module.path)).toEqual([]);
  });

  test("keeps files under 500 lines, and explains those above 300", () => {
    const table = /\.(migrations|contract)\.ts$|words\.ts$/;
    const tooLong = modules.filter((module) => module.lines > 500 && !table.test(module.path));
    expect(tooLong.map((module) => `${module.path}: ${module.lines}`)).toEqual([]);
    const unexplained = modules.filter(
      (module) =>
        module.lines > 300 && !table.test(module.path) && !/^(\/\/|\/\*\*)/.test(module.text),
    );
    expect(unexplained.map((module) => `${module.path}: ${module.lines}`)).toEqual([]);
  });

  test("uses no any and no non-null assertion to silence the compiler", () => {
    const silenced = modules.filter((module) =>
      /\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error|@ts-nocheck/.test(module.text),
    );
    expect(silenced.map((module) => module.path)).toEqual([]);
  });
});
