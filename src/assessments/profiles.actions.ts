import { Problem } from "../kit/problem.ts";

/** To come. */
export function approveTailoring(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function listProfiles(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function proposeTailoring(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function returnTailoring(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function showProfile(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function withdrawTailoring(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}
