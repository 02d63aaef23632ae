import type { Route } from "../platform/http/route.ts";

/** The ways to decisions about risks. */
export const decisionsRoutes: readonly Route[] = [];
