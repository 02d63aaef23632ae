import { Problem } from "../kit/problem.ts";

/** To come. */
export function setTerms(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}

/** To come. */
export function showTerms(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}
