import { Problem } from "../kit/problem.ts";
import { route, type Route } from "../platform/http/route.ts";
import { diffYardsticks } from "./diff-yardsticks.ts";
import { jsonFileLimits } from "./read-json-file.ts";
import { exportOscal, exportOwn } from "./yardstick-export.actions.ts";
import { chooseStrategy, importCrosswalk, mapsOf } from "./yardstick-maps.actions.ts";
import { Yardstick } from "./yardstick.contract.ts";
import { YardstickDiff } from "./yardstick-diff.contract.ts";
import { importYardstick, requireYardstick } from "./yardsticks.actions.ts";
import {
  ChosenStrategy,
  ImportFlags,
  YardstickImport,
  YardstickList,
  YardstickMapAnswer,
  YardstickMapList,
  YardstickPairPath,
  YardstickPath,
} from "./yardsticks.contract.ts";
import { yardstickList } from "./yardsticks.store.ts";

const large = { limit: jsonFileLimits.bytes, required: false } as const;
const how = { limit: 2 * 1024 * 1024, required: false } as const;

/** Ways in to yardsticks. */
export const yardsticksRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/yardsticks",
    summary: "All yardsticks with their versions",
    permission: "yardstick.read",
    event: "none",
    blind: "unrelated",
    contract: { answer: YardstickList },
    handle: async (work) => ({ yardsticks: await yardstickList(work.transaction) }),
  }),
  route({
    method: "GET",
    path: "/api/yardsticks/:yardstick",
    summary: "One yardstick with its items",
    permission: "yardstick.read",
    event: "none",
    blind: "unrelated",
    contract: { params: YardstickPath, answer: Yardstick },
    handle: (work, { params }) => requireYardstick(work, params.yardstick),
  }),
  route({
    method: "POST",
    path: "/api/yardsticks",
    summary: "Import a yardstick from YAML, OSCAL, CSV or XLSX",
    permission: "yardstick.write",
    event: "yardstick.imported",
    blind: "unrelated",
    contract: {
      files: {
        file: { limit: jsonFileLimits.bytes, required: true },
        how,
        import_1: large,
        import_2: large,
        import_3: large,
        import_4: large,
        import_5: large,
        import_6: large,
        import_7: large,
        import_8: large,
      },
      fields: ImportFlags,
      answer: YardstickImport,
    },
    handle: (work, { files, fields }) => {
      const { file, how: said, ...imports } = files;
      if (!file) throw new Problem("bad-input", "send the yardstick as `file`.");
      const sent = Object.values(imports).filter((each) => each !== undefined);
      return importYardstick(work, file, { how: said, flags: fields.flags, imports: sent });
    },
  }),
  route({
    method: "GET",
    path: "/api/yardsticks/:yardstick/oscal",
    summary: "One yardstick as an OSCAL catalogue, profiles resolved",
    permission: "yardstick.read",
    event: "none",
    blind: "unrelated",
    contract: { params: YardstickPath, answer: { media: "application/json" } },
    handle: (work, { params }) => exportOscal(work, params.yardstick),
  }),
  route({
    method: "GET",
    path: "/api/yardsticks/:yardstick/file",
    summary: "One yardstick as the file that is digested",
    permission: "yardstick.read",
    event: "none",
    blind: "unrelated",
    contract: { params: YardstickPath, answer: { media: "text/plain; charset=utf-8" } },
    handle: (work, { params }) => exportOwn(work, params.yardstick),
  }),
  route({
    method: "GET",
    path: "/api/yardsticks/:yardstick/diff/:other",
    summary: "Two yardsticks compared, item by item",
    permission: "yardstick.read",
    event: "none",
    blind: "unrelated",
    contract: { params: YardstickPairPath, answer: YardstickDiff },
    handle: async (work, { params }) =>
      diffYardsticks(
        await requireYardstick(work, params.yardstick),
        await requireYardstick(work, params.other),
      ),
  }),
  route({
    method: "GET",
    path: "/api/yardsticks/:yardstick/maps",
    summary: "Maps from and to one yardstick",
    permission: "yardstick.read",
    event: "none",
    blind: "unrelated",
    contract: { params: YardstickPath, answer: YardstickMapList },
    handle: async (work, { params }) => ({ maps: await mapsOf(work, params.yardstick) }),
  }),
  route({
    method: "POST",
    path: "/api/yardsticks/:yardstick/maps/:other",
    summary: "Import a crosswalk from one yardstick to another",
    permission: "yardstick.write",
    event: "yardstick.mapped",
    blind: "unrelated",
    contract: {
      params: YardstickPairPath,
      files: { file: { limit: 16 * 1024 * 1024, required: true }, how },
      fields: ImportFlags,
      answer: YardstickMapAnswer,
    },
    handle: (work, { params, files, fields }) => {
      if (!files.file) throw new Problem("bad-input", "send the crosswalk as `file`.");
      return importCrosswalk(work, params, {
        file: files.file,
        how: files.how,
        flags: fields.flags,
      });
    },
  }),
  route({
    method: "POST",
    path: "/api/yardsticks/:yardstick/successions/:other",
    summary: "Decide what becomes of answers from one version to another",
    permission: "yardstick.write",
    event: "yardstick.strategy-chosen",
    blind: "unrelated",
    contract: { params: YardstickPairPath, body: ChosenStrategy, answer: YardstickMapAnswer },
    handle: (work, { params, body }) => chooseStrategy(work, params, body.strategy),
  }),
];
