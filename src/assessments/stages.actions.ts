import { Problem } from "../kit/problem.ts";

/** To come. */
export function extendSides(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function listStages(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function moveSides(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function showStages(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}
