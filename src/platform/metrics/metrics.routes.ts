import type { Transaction } from "../database/database.ts";
import { route, type Route } from "../http/route.ts";
import { metricsMedia } from "./metrics.ts";

/** `GET /metrics`, where Prometheus looks for it; for those who may see how the instance does. */
export function metricsRoutes(
  text: (transaction: Transaction) => Promise<string>,
): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/metrics",
      summary: "Measurements of this process and its database, for Prometheus",
      permission: "metrics.read",
      event: "none",
      blind: "review",
      contract: { answer: { media: metricsMedia } },
      handle: async ({ transaction }) => ({ content: await text(transaction) }),
    }),
  ];
}
