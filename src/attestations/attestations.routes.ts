import type { Route } from "../platform/http/route.ts";

/** The ways to keys of people, delegations and signed statements. */
export const attestationsRoutes: readonly Route[] = [];
