import { Problem } from "../kit/problem.ts";
import { route, type Route } from "../platform/http/route.ts";
import { Yardstick } from "./yardstick.contract.ts";
import { importYardstick, requireYardstick } from "./yardsticks.actions.ts";
import { YardstickImport, YardstickList, YardstickPath } from "./yardsticks.contract.ts";
import { yardstickList } from "./yardsticks.store.ts";

/** Ways in to yardsticks. */
export const yardsticksRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/yardsticks",
    summary: "All yardsticks with their versions",
    permission: "yardstick.read",
    event: "none",
    contract: { answer: YardstickList },
    handle: async (work) => ({ yardsticks: await yardstickList(work.transaction) }),
  }),
  route({
    method: "GET",
    path: "/api/yardsticks/:yardstick",
    summary: "One yardstick with its items",
    permission: "yardstick.read",
    event: "none",
    contract: { params: YardstickPath, answer: Yardstick },
    handle: (work, { params }) => requireYardstick(work, params.yardstick),
  }),
  route({
    method: "POST",
    path: "/api/yardsticks",
    summary: "Import a yardstick from YAML",
    permission: "yardstick.write",
    event: "yardstick.imported",
    contract: {
      files: { file: { limit: 2 * 1024 * 1024, required: true } },
      answer: YardstickImport,
    },
    handle: (work, { files }) => {
      if (!files.file) throw new Problem("bad-input", "send the yardstick as `file`.");
      return importYardstick(work, files.file);
    },
  }),
];
