import { type Static, Type } from "typebox";
import { lastKnownAt } from "../log/known-at.ts";
import { route, type Route } from "./route.ts";

/** GET /api/health, when everything answers; else it is a problem with status 503. */
export const Health = Type.Object(
  {
    ready: Type.Literal(true),
    version: Type.String(),
    /** The instant up to which facts are known, which only an answering database can say. */
    known_at: Type.String(),
  },
  { $id: "Health", additionalProperties: false },
);
export type Health = Static<typeof Health>;

/** The routes about the instance itself: whether it is ready, and what its API looks like. */
export function healthRoutes(version: string, openApi: () => unknown): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/health",
      summary: "Whether this instance is ready",
      permission: "public",
      event: "none",
      blind: "unrelated",
      contract: { answer: Health },
      handle: async ({ transaction }) => ({
        ready: true as const,
        version,
        known_at: await lastKnownAt(transaction),
      }),
    }),
    route({
      method: "GET",
      path: "/api/openapi.json",
      summary: "This description, as OpenAPI 3.1",
      permission: "public",
      event: "none",
      blind: "unrelated",
      contract: { answer: Type.Unknown({ $id: "OpenApi", description: "OpenAPI 3.1.1" }) },
      handle: async () => openApi(),
    }),
  ];
}
