import { Problem } from "../kit/problem.ts";

/** To come. */
export function showScoreHistory(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}
