import { randomUUID } from "node:crypto";
import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Problem } from "../../kit/problem.ts";

/**
 * Writes a file whole or not at all: what stood there stays until all of the new bytes are on the
 * disk, and whatever goes wrong leaves nothing half-written behind. A link keeps pointing where it
 * did, and what is no file, such as `/dev/stdout`, is written to and never replaced.
 * Refuses (bad-input), with the name of the file, where it cannot be written.
 */
export async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  try {
    const there = await stat(file).catch(() => null);
    if (there === null) await replace(file, content);
    else if (there.isFile()) await replace(await realpath(file), content);
    else await writeFile(file, content);
  } catch (error) {
    const sentence = "cannot be written; check the directory and who may write there.";
    throw new Problem("bad-input", sentence, { file }, { cause: error });
  }
}

/** Refuses (bad-input) a name under which something stands that is no ordinary file, such as a device. */
export async function refuseWhatIsNoFile(file: string): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there === null || there.isFile()) return;
  const sentence = "this is no ordinary file; name a file to write.";
  throw new Problem("bad-input", sentence, { file });
}

async function replace(file: string, content: Uint8Array): Promise<void> {
  const beside = join(dirname(file), `.muster-${randomUUID()}`);
  try {
    await writeFile(beside, content, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
