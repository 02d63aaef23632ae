import { randomBytes } from "node:crypto";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { Problem } from "../kit/problem.ts";
import type { Signer } from "../kit/signed-note.ts";
import type { Database } from "../platform/database/database.ts";
import { buildServer } from "../platform/http/build-server.ts";
import { healthRoutes } from "../platform/http/health.routes.ts";
import { openApiOf } from "../platform/http/openapi.ts";
import type { Route } from "../platform/http/route.ts";
import { createSetUpLink } from "../platform/identity/accounts.actions.ts";
import { keepHouse, noteRefusal } from "../platform/identity/housekeeping.ts";
import { identifyWith } from "../platform/identity/identify.ts";
import { newSecret, secretDigest } from "../platform/identity/secret.ts";
import { openKeys } from "../platform/keys/open-keys.ts";
import { startSequencer } from "../platform/log/sequencer.ts";
import { type Metrics, startMetrics } from "../platform/metrics/metrics.ts";
import { metricsRoutes } from "../platform/metrics/metrics.routes.ts";
import { musterItself, performWork } from "../platform/perform-work.ts";
import type { Settings } from "../platform/settings/settings.ts";
import { removeInstanceFile, writeInstanceFile } from "../platform/terminal/instance-file.ts";
import { requireSight } from "../assessments/sight.actions.ts";
import { addressesOf, logName, ownNames, readTlsTexts } from "./addresses.ts";
import { claimDataDirectory } from "./data-directory.ts";
import { demonstrationRoutes } from "./demonstration-roles.ts";
import { features } from "./features.ts";
import { lastBackup } from "./last-backup.ts";
import { openInstanceDatabase } from "./open-instance-database.ts";
import { readSecret } from "./secret-file.ts";
import { uploadsDirectory } from "./uploads-directory.ts";
import { version } from "./version.ts";

/** What a start may be told beside its settings. */
export interface InstanceOptions {
  /** Told, in a few words for people, what takes a moment or went wrong. */
  readonly onProgress?: (words: string) => void;
  /** Where the structured log goes; nothing is logged when left out. */
  readonly log?: { readonly level: "info" | "warn"; readonly stream: Writable };
  /** Directory of the built pages, once they are built; `dist/web` when left out. */
  readonly pages?: Promise<string>;
  /** Started as a demonstration: its newcomers may switch between its invented people. */
  readonly demonstration?: boolean;
  /** Routes beside those of the features, for tests of the frame. */
  readonly furtherRoutes?: readonly Route[];
}

/** A running Muster. */
export interface Instance {
  /** The address that people use. */
  readonly url: string;
  /** Token of the operator of this machine; it dies with this process. */
  readonly token: string;
  readonly database: Database;
  /** The key of the log, for works outside of requests. */
  readonly signer: Signer;
  readonly server: FastifyInstance;
  /** Whether the database was made by this start. */
  readonly isNew: boolean;
  /** Address where the first administrator is made; undefined once there was one. */
  readonly setUpAddress: string | undefined;
  /** Gives the leaves that wait their indices soon; for works outside of requests. */
  nudge(): void;
  /** Takes no further request, finishes those under way, and stops everything that was started. */
  stop(): Promise<void>;
}

/** Where the built pages lie when nobody says otherwise. */
export const builtPages = fileURLToPath(new URL("../../dist/web", import.meta.url));
const housekeepingMilliseconds = 60_000;

/** Every route of this Muster: those of the features, and those about the instance itself. */
export function allRoutes(
  further: readonly Route[] = [],
  metrics?: Pick<Metrics, "text">,
): readonly Route[] {
  const routes: Route[] = [...features.flatMap((feature) => feature.routes), ...further];
  routes.push(...metricsRoutes(async (transaction) => (await metrics?.text(transaction)) ?? ""));
  let described: unknown;
  routes.push(...healthRoutes(version, () => (described ??= openApiOf(routes, version))));
  return routes;
}

function cookieFor(settings: Settings): { readonly name: string; readonly secure: boolean } {
  const secure = settings.tls !== null || (settings.publicUrl?.startsWith("https:") ?? false);
  // Cookies do not know ports: two instances on one machine would sign each other out.
  const port = settings.port === 0 ? randomBytes(4).toString("hex") : `${settings.port}`;
  return secure ? { name: "__Host-muster", secure } : { name: `muster-${port}`, secure };
}

async function listen(server: FastifyInstance, settings: Settings): Promise<number> {
  try {
    const { port } = new URL(await server.listen({ host: settings.host, port: settings.port }));
    return Number(port === "" ? (settings.tls ? 443 : 80) : port);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    const { host, port } = settings;
    const sentence =
      code === "EADDRINUSE"
        ? `Something else listens on ${host}, port ${port}: stop it, or set MUSTER_PORT to another port.`
        : `Nothing can listen on ${host}, port ${port} (${String(code)}): set MUSTER_HOST or MUSTER_PORT.`;
    throw new Problem("unavailable", sentence, {}, { cause: error });
  }
}

/** What the server is built from that needs nothing to run yet. Refuses TLS files that are none. */
function partsFromSettings(settings: Settings, options: InstanceOptions) {
  const tls = readTlsTexts(settings);
  return {
    uploads: uploadsDirectory(settings.data),
    pages: options.pages ?? Promise.resolve(builtPages),
    ownNames: ownNames(settings, tls),
    cookie: cookieFor(settings),
    tls,
    trustedProxy: settings.trustedProxy ?? undefined,
    log: options.log,
  };
}

/** Tidies up every minute; answers how to end that. */
function keepHouseFromNowOn(database: Database, server: FastifyInstance): () => void {
  const houseKeeper = setInterval(() => {
    keepHouse(database).catch((fault: unknown) =>
      server.log.error({ err: fault }, "housekeeping failed"),
    );
  }, housekeepingMilliseconds).unref();
  return () => clearInterval(houseKeeper);
}

/**
 * Starts a Muster: database, schema, keys, sequencer, server, and the file by which the command line
 * of the same person finds it. What was started is stopped again when a later step fails.
 * Refuses: settings that cannot be met (a port in use, a secret of another database, …).
 */
export async function startInstance(
  settings: Settings,
  options: InstanceOptions = {},
): Promise<Instance> {
  const { onProgress = () => {} } = options;
  // What was started, to be stopped in the opposite order.
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    claimDataDirectory(settings.data);
    const parts = partsFromSettings(settings, options);
    const opened = await openInstanceDatabase(settings, onProgress);
    undo.push(() => opened.close());
    const { database, forSequencer, isNew } = opened;
    const { log: signer } = await openKeys(database, readSecret(settings), {
      origin: logName(settings),
    });
    const sequencer = startSequencer(forSequencer, signer, {
      onFault: (fault) => server.log.error({ err: fault }, "the log was not numbered"),
    });
    undo.push(() => sequencer.stop());
    const token = newSecret("muster");
    const furtherRoutes = [
      ...(options.furtherRoutes ?? []),
      ...(options.demonstration === true ? demonstrationRoutes : []),
    ];
    const metrics = startMetrics({
      version,
      connections: () => database.connections(),
      lastBackup: () => lastBackup(settings.data),
    });
    const server = await buildServer({
      ...parts,
      routes: allRoutes(furtherRoutes, metrics),
      metrics,
      database,
      signer,
      identify: identifyWith(secretDigest(token)),
      requireSight,
      refused: async (actor, { permission }, because) => {
        if (permission === "public" || actor.kind === "anonymous") return;
        await noteRefusal(database, actor, permission, because);
      },
      onLeaves: (kinds) => {
        metrics.wrote(kinds);
        sequencer.nudge();
      },
    });
    undo.push(() => server.close());
    const { local, people } = addressesOf(settings, await listen(server, settings));
    undo.push(keepHouseFromNowOn(database, server));
    const file = { url: local, token, process: process.pid };
    writeInstanceFile(settings.data, file);
    undo.push(() => removeInstanceFile(settings.data, file));
    const { answer: link } = await performWork(database, "write", musterItself, createSetUpLink);
    const setUpAddress = link && new URL(link.path, people).href;
    const nudge = (): void => sequencer.nudge();
    return { url: people, token, database, signer, server, isNew, setUpAddress, nudge, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
