import { Problem } from "../kit/problem.ts";

/** To come. */
export function giveMany(..._given: readonly unknown[]): Promise<never> {
  return Promise.reject(new Problem("unavailable", "This is being built."));
}
