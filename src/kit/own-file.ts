import { readFileSync } from "node:fs";

/**
 * Reads a file that ships with this package.
 * Given: its path from the root of the package, such as `charts/tokens.css`.
 * Fails: when the file is not there, which means that the installation is not whole.
 */
export function readOwnFile(path: string): Uint8Array {
  return readFileSync(new URL(`../../${path}`, import.meta.url));
}
