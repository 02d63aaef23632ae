import type { Verification } from "./verification.ts";

/** The exit code of a verification: 0 only when everything holds and the origin is established. */
export function exitCodeOf({ verdict }: Verification): 0 | 1 {
  return verdict === "verified" ? 0 : 1;
}
