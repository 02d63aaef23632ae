import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database, Transaction } from "../database/database.ts";
import { logCounts } from "../log/log-counts.store.ts";

/** An answered request, as far as it may be counted: the pattern of its route, never its address. */
export interface AnsweredRequest {
  readonly method: string;
  /** Such as `/api/orders/:order`; undefined when there is nothing at the address. */
  readonly route: string | undefined;
  readonly status: number;
  readonly seconds: number;
}

/** What one process measures of itself, and what it asks the database when it is read. */
export interface Metrics {
  answered(request: AnsweredRequest): void;
  /** Counts what was no HTTP that could be read. */
  malformed(): void;
  /** Counts leaves that were written with a change, by the kinds of their events. */
  wrote(kinds: readonly string[]): void;
  /** The whole as text in the Prometheus exposition format 0.0.4. */
  text(transaction: Transaction): Promise<string>;
}

/** What a process knows that metrics tell. */
export interface MetricsParts {
  readonly version: string;
  readonly connections: () => ReturnType<Database["connections"]>;
  /** The last backup that is known: when its snapshot was taken (ISO 8601), and its size. */
  readonly lastBackup: () => { readonly made_at: string; readonly size: number } | undefined;
}

/** The media type of the text format of Prometheus. */
export const metricsMedia = "text/plain; version=0.0.4; charset=utf-8";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const buckets = [0.005, 0.01, 0.015, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const refusals: Readonly<Record<number, string>> = {
  400: "bad-input",
  401: "not-signed-in",
  403: "not-permitted",
  429: "too-often",
};

/**
 * Begins to measure. Every label is a word of this program (a method, a pattern of a route, a kind
 * of event, a reason), so that neither names nor addresses ever stand in a metric, and their number
 * is bounded whatever anybody asks for.
 */
export function startMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  const gauge = gaugesOf(registry);
  const requests = new Histogram({
    name: "muster_http_request_duration_seconds",
    help: "How long requests took, by pattern of route and status",
    labelNames: ["method", "route", "status"],
    buckets,
    registers: [registry],
  });
  const counter = (name: string, help: string, label: string): Counter =>
    new Counter({ name, help, labelNames: [label], registers: [registry] });
  const refused = counter("muster_refusals_total", "Requests refused, by reason", "reason");
  const leaves = counter("muster_leaves_total", "Acts that this process logged, by kind", "kind");
  for (const reason of [...Object.values(refusals), "malformed"]) refused.inc({ reason }, 0);
  let isCollecting = false;
  return {
    answered({ method, route = "unknown", status, seconds }) {
      const known = methods.has(method) ? method : "other";
      requests.observe({ method: known, route, status: String(status) }, seconds);
      const reason = refusals[status];
      if (reason !== undefined) refused.inc({ reason });
    },
    malformed: () => refused.inc({ reason: "malformed" }),
    wrote(kinds) {
      for (const kind of kinds) leaves.inc({ kind });
    },
    async text(transaction) {
      // Observing the collector of garbage costs something: not where nobody asks.
      if (!isCollecting) collectDefaultMetrics({ register: registry });
      isCollecting = true;
      gaugeProcess(gauge, parts);
      await gaugeDatabase(gauge, transaction);
      // prom-client 15.1.3 writes what is no number as "Nan"; the format knows NaN alone.
      return (await registry.metrics()).replaceAll(/ Nan$/gm, " NaN");
    },
  };
}

type SetGauge = (
  name: string,
  help: string,
  value: number,
  labels?: Readonly<Record<string, string>>,
) => void;

/** Gauges come to be when they have a value first: what is not known is left out, not zero. */
function gaugesOf(registry: Registry): SetGauge {
  const gauges = new Map<string, Gauge>();
  return (name, help, value, labels = {}) => {
    const labelNames = Object.keys(labels);
    const gauge = gauges.get(name) ?? new Gauge({ name, help, labelNames, registers: [registry] });
    gauges.set(name, gauge);
    gauge.set({ ...labels }, value);
  };
}

function gaugeProcess(gauge: SetGauge, { version, connections, lastBackup }: MetricsParts): void {
  gauge("muster_build_info", "The version that runs", 1, { version });
  const pool = Object.entries(connections());
  for (const [state, count] of pool) {
    gauge("muster_database_connections", "Connections of the pool", count, { state });
  }
  const last = lastBackup();
  if (!last) return;
  const made = Date.parse(last.made_at) / 1000;
  gauge("muster_last_backup_timestamp_seconds", "When the last backup was taken", made);
  gauge("muster_last_backup_bytes", "Size of the last backup", last.size);
}

async function gaugeDatabase(gauge: SetGauge, transaction: Transaction): Promise<void> {
  const { size, waiting, oldest_seconds: oldest, bytes } = await logCounts(transaction);
  gauge("muster_log_size", "Entries of the log that have their number", size);
  gauge("muster_log_waiting_leaves", "Entries of the log that wait for their number", waiting);
  gauge("muster_log_oldest_waiting_seconds", "How long the oldest of them has waited", oldest);
  gauge("muster_database_bytes", "Size of the database on the disk", bytes);
}
