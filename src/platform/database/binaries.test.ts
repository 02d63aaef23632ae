import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDirectory, temporaryDirectory } from "../../../tests/support/supervised.ts";
import { ownAccount, serverAccount } from "./account.ts";
import { installedBinaries, usableBinaries } from "./binaries.ts";
import { cleanEnvironment } from "./clean-environment.ts";

let top = "";
beforeEach(() => (top = temporaryDirectory()));
afterEach(() => removeDirectory(top));

/** The installed programs as they are unpacked when install scripts do not run: without links. */
function unpackedWithoutScripts(mode: number): { directory: string; version: string } {
  const installed = installedBinaries();
  const directory = path.join(top, "home", "native");
  cpSync(installed.directory, directory, { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(path.join(directory, "lib"))) {
    const file = path.join(directory, "lib", name);
    if (lstatSync(file).isSymbolicLink()) rmSync(file);
  }
  chmodSync(path.join(top, "home"), mode);
  return { directory, version: installed.version };
}

/** What the server says of its version, run by the account that will run it. */
function versionRunBy(directory: string): string {
  const { uid, gid } = serverAccount(top);
  const options = { cwd: "/", env: cleanEnvironment, uid, gid, encoding: "utf8" } as const;
  return execFileSync(path.join(directory, "bin", "postgres"), ["--version"], options);
}

it("duty 2: makes the links between libraries itself when install scripts did not run", () => {
  const installed = unpackedWithoutScripts(0o755);
  const binaries = usableBinaries(serverAccount(top), path.join(top, "shared"), installed);
  expect(binaries).toEqual({ directory: installed.directory, major: "18" });
  expect(versionRunBy(binaries.directory)).toContain("18.");
  // Again, with the links in place, changes nothing.
  expect(usableBinaries(serverAccount(top), path.join(top, "shared"), installed)).toEqual(binaries);
});

it("duty 3: programs in a home of mode 0700 can be run by the server's account", () => {
  const installed = unpackedWithoutScripts(0o700);
  const binaries = usableBinaries(serverAccount(top), path.join(top, "shared"), installed);
  expect(versionRunBy(binaries.directory)).toContain("18.");
  expect(statSync(binaries.directory).mode & 0o022).toBe(0);
});

it("duty 3: a copy that others could have changed is refused, not run", () => {
  const shared = path.join(top, "shared");
  mkdirSync(shared);
  chmodSync(shared, 0o777);
  const account = { uid: ownAccount().uid + 1, gid: ownAccount().gid + 1 };
  const installed = unpackedWithoutScripts(0o700);
  expect(() => usableBinaries(account, shared, installed)).toThrow("made by somebody else");
});
