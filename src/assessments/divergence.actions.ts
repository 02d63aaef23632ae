import { Problem } from "../kit/problem.ts";

/** To come. */
export function showDivergence(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function showHeatMap(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function showLargestDivergences(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function showOwnDivergence(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}
