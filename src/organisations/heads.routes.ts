import type { Route } from "../platform/http/route.ts";

/** The ways to who heads which organisation. */
export const headsRoutes: readonly Route[] = [];
