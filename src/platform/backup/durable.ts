import { open } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes the name of a file last: its directory is brought to the disk too. */
export async function syncDirectory(file: string): Promise<void> {
  const handle = await open(dirname(file), "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
