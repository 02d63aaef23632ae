import { counted } from "../kit/counted-words.ts";
import { sha256 } from "../kit/canonical-json.ts";
import type { ZipEntry } from "../kit/zip.ts";
import { type Manifest, manifestName } from "../reports/manifest.ts";
import { type Check, fails, holds, named } from "./verification.ts";

/**
 * Says whether a bundle holds exactly the entries that its manifest lists, with exactly the digests
 * that it gives.
 */
export function checkDigests(entries: readonly ZipEntry[], manifest: Manifest): Check {
  const listed = entries.filter(({ name }) => name !== manifestName);
  const found = new Set(listed.map(({ name }) => name));
  const changed = listed
    .filter(({ name, content }) => manifest.digests.get(name) !== sha256(content))
    .map(({ name }) => name);
  const absent = [...manifest.digests.keys()].filter((name) => !found.has(name));
  if (changed.length === 0 && absent.length === 0) {
    return holds(
      "digests",
      `${counted(found.size, "file has", "files have")} the digests that the manifest lists`,
    );
  }
  const unlisted = changed.filter((name) => !manifest.digests.has(name));
  const other = changed.filter((name) => manifest.digests.has(name));
  const words = [
    other.length === 0 ? "" : `changed after they were listed: ${named(other)}`,
    unlisted.length === 0 ? "" : `not listed in the manifest: ${named(unlisted)}`,
    absent.length === 0 ? "" : `listed and not there: ${named(absent)}`,
  ].filter((part) => part !== "");
  return fails("digests", words.join("; "), [...changed, ...absent]);
}
