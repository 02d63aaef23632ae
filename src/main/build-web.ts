import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How a build of the pages is watched: one label when it begins, and nothing when it is not needed. */
interface BuildWatch {
  readonly onProgress?: (label: string) => void;
}

const house = fileURLToPath(new URL("../../", import.meta.url));
const built = join(house, "dist", "web");
const made = ".made-from";
const digestFile = join(built, made);
const rooms = ["web", "charts", "src"];
const single = ["index.html", "vite.config.ts", "package-lock.json"];
const compressible = /\.(?:js|css|html|svg)$/u;

/**
 * Builds the pages into dist/web, unless they were built from these very sources before.
 *
 * Returns: the directory, and whether it was built now. Beside each text file stand its compressed
 * forms (`.br`, `.gz`), so that no request waits for a compressor.
 * Refuses: what Vite refuses, with its words.
 */
export async function buildWeb(
  watch: BuildWatch = {},
): Promise<{ readonly directory: string; readonly fresh: boolean }> {
  const digest = await digestOfSources();
  if (existsSync(digestFile) && (await readFile(digestFile, "utf8")) === digest) {
    return { directory: built, fresh: false };
  }
  watch.onProgress?.("Building the pages");
  // Built beside and then moved: a server that is running never sees half of it.
  const beside = `${built}-${process.pid}`;
  // In a process of its own: the builder's 300 MB would stay with the server until it stops.
  const vite = join(house, "node_modules", "vite", "bin", "vite.js");
  const given = ["build", "--logLevel", "error", "--outDir", beside];
  // Whoever builds, tests too: libraries have a slow and large form of themselves for other values.
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)(process.execPath, [vite, ...given], { cwd: house, env });
  await compressAll(beside);
  await writeFile(join(beside, made), digest);
  await takePlace(beside);
  return { directory: built, fresh: true };
}

/** Puts a build in the place of the one before; of processes that build at once, the last one stays. */
async function takePlace(beside: string): Promise<void> {
  const before = `${beside}-before`;
  await ifThere(rename(built, before));
  await rm(before, { recursive: true, force: true });
  try {
    await rename(beside, built);
  } catch (error) {
    // Somebody else's build came into the place just now: it goes the same way.
    if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
    await takePlace(beside);
  }
}

async function ifThere(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!hasCode(error, "ENOENT")) throw error;
  });
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** A digest over everything that the pages are made from; names count too. */
async function digestOfSources(): Promise<string> {
  const names = [...single];
  for (const room of rooms) {
    const found = await readdir(join(house, room), { recursive: true, withFileTypes: true });
    for (const entry of found) {
      if (entry.isFile() && partOfPages(room, entry.name)) {
        names.push(join(entry.parentPath, entry.name).slice(house.length));
      }
    }
  }
  const hash = createHash("sha256");
  for (const name of names.toSorted()) {
    hash
      .update(`${name}\0`)
      .update(await readFile(join(house, name)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Pages import contracts and pure files only, so the server's own layers do not make them stale. */
function partOfPages(room: string, name: string): boolean {
  if (/\.test\.tsx?$/u.test(name)) return false;
  return (
    room !== "src" ||
    (name.endsWith(".ts") && !/\.(?:store|actions|routes|commands|migrations)\.ts$/u.test(name))
  );
}

async function compressAll(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && compressible.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality));
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}
