import type { Route } from "../platform/http/route.ts";

/** The ways to findings, risks, recommendations and the plan of action. */
export const findingsRoutes: readonly Route[] = [];
