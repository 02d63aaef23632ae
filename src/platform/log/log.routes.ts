import { type Route, route } from "../http/route.ts";
import {
  listLog,
  readCheckpoint,
  readSuccessionText,
  readTileBytes,
  readVerifierKeyText,
  showEntry,
} from "./log.actions.ts";
import type { Veiling } from "./veil.ts";
import { LogEntryPath, LogEntryProof, LogPage, LogQuery, TilePath } from "./log.contract.ts";

const text = "text/plain; charset=utf-8";
const immutable = { "cache-control": "public, max-age=31536000, immutable" };
// A checkpoint may be kept for as long as the sequencer lets leaves wait, and no longer.
const brief = { "cache-control": "public, max-age=1" };

/**
 * The log: for those who may read events under /api, for everybody (C2SP tlog-tiles) under /log.
 * Given: what of it whoever asks may not read.
 */
export function logRoutes(veiling: Veiling): readonly Route[] {
  return [...eventRoutes(veiling), ...tileRoutes];
}

const eventRoutes = (veiling: Veiling): readonly Route[] => [
  route({
    method: "GET",
    path: "/api/log/entries",
    summary: "Entries of the log, newest first",
    permission: "log.read",
    event: "none",
    blind: "own",
    contract: { query: LogQuery, answer: LogPage },
    handle: async (work, { query }) => listLog(work, query, await veiling(work)),
  }),
  route({
    method: "GET",
    path: "/api/log/entries/:digest",
    summary: "One entry of the log with its proof",
    permission: "log.read",
    event: "none",
    blind: "own",
    contract: { params: LogEntryPath, answer: LogEntryProof },
    handle: async (work, { params }) => showEntry(work, params.digest, await veiling(work)),
  }),
];

const tileRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/log/checkpoint",
    summary: "The newest signed checkpoint (C2SP tlog-checkpoint)",
    permission: "public",
    event: "none",
    blind: "open",
    contract: { answer: { media: text } },
    handle: async (work) => ({ content: await readCheckpoint(work), headers: brief }),
  }),
  route({
    method: "GET",
    path: "/log/vkey",
    summary: "The verifier key of the log (C2SP signed-note)",
    permission: "public",
    event: "none",
    blind: "open",
    contract: { answer: { media: text } },
    handle: async (work) => ({ content: `${await readVerifierKeyText(work)}\n`, headers: brief }),
  }),
  route({
    method: "GET",
    path: "/log/succession",
    summary: "Which key of the log came after which, each signed by the one before",
    permission: "public",
    event: "none",
    blind: "open",
    contract: { answer: { media: text } },
    handle: async (work) => ({ content: await readSuccessionText(work), headers: brief }),
  }),
  route({
    method: "GET",
    path: "/log/tile/*",
    summary: "A tile of hashes or a bundle of entries (C2SP tlog-tiles)",
    permission: "public",
    event: "none",
    blind: "open",
    contract: { params: TilePath, answer: { media: "application/octet-stream" } },
    handle: async (work, { params }) => ({
      content: await readTileBytes(work, params["*"]),
      headers: immutable,
    }),
  }),
];
