import { readFileSync, readlinkSync, symlinkSync } from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import { Value } from "typebox/value";

const Links = Type.Array(Type.Object({ source: Type.String(), target: Type.String() }));

/**
 * Makes the links between shared libraries that a package cannot carry, as its list
 * `pg-symlinks.json` names them; the package's own install script may never have run. Links that
 * are right stay. Answers false when one is missing and this account may not write there.
 */
export function linkLibraries(directory: string): boolean {
  const text = readFileSync(path.join(directory, "pg-symlinks.json"), "utf8");
  for (const { source, target } of Value.Parse(Links, JSON.parse(text))) {
    // The list is written from the folder above: native/lib/libpq.so.5.18.
    const link = path.join(directory, path.relative("native", target));
    if (!makeLink(link, path.basename(source))) return false;
  }
  return true;
}

function makeLink(link: string, to: string): boolean {
  if (linkedTo(link) === to) return true;
  try {
    symlinkSync(to, link);
    return true;
  } catch {
    // Another process may have made it in between.
    return linkedTo(link) === to;
  }
}

function linkedTo(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
