import { setTimeout as pause } from "node:timers/promises";
import { type Checkpoint, parseCheckpoint } from "../../src/kit/checkpoint.ts";
import { openNote, readVerifierKey } from "../../src/kit/signed-note.ts";
import { auditConsistency, auditWhole } from "../../src/platform/log/audit-log.ts";

const patienceMilliseconds = 30_000;

/**
 * Watches the public log as a stranger would: keeps the last checkpoint that it saw, and after each
 * crash proves that the log went on from there and holds everything that was acknowledged.
 */
export class LogWitness {
  private seen: Checkpoint | undefined;
  private key: string | undefined;

  /** Entries of the log after its last look. */
  get size(): number {
    return this.seen?.size ?? 0;
  }

  /**
   * Waits until every acknowledged leaf is under a checkpoint, then checks signature, continuity
   * and every tile. Errors: a leaf that was acknowledged and is not there, a log that changed.
   */
  async look(url: string, acknowledged: ReadonlySet<string>): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    for (;;) {
      const { checkpoint, entries } = await this.audit(url);
      const missing = [...acknowledged].filter((digest) => !entries.has(digest));
      this.seen = checkpoint;
      if (missing.length === 0) return;
      if (performance.now() > deadline) {
        throw new Error(
          `${missing.length} acknowledged leaves are not in the log: ${missing[0]} …`,
        );
      }
      await pause(200);
    }
  }

  private async audit(url: string): Promise<{ checkpoint: Checkpoint; entries: Set<string> }> {
    const checkpoint = await this.checkpointAt(url);
    const entries = new Set<string>();
    const fetchTile = async (path: string): Promise<Uint8Array> => {
      const bytes = await fetchBytes(url, `/log/${path}`);
      if (path.startsWith("tile/entries/")) collectEntries(bytes, entries);
      return bytes;
    };
    if (this.seen) await auditConsistency(fetchTile, this.seen, checkpoint);
    await auditWhole(fetchTile, checkpoint);
    return { checkpoint, entries };
  }

  private async checkpointAt(url: string): Promise<Checkpoint> {
    const key = textOf(await fetchBytes(url, "/log/vkey")).trim();
    if (this.key !== undefined && key !== this.key) throw new Error("the log has another key");
    this.key = key;
    const note = textOf(await fetchBytes(url, "/log/checkpoint"));
    const opened = await openNote(note, [await readVerifierKey(key)]);
    return parseCheckpoint(opened.text);
  }
}

function collectEntries(bytes: Uint8Array, into: Set<string>): void {
  for (let at = 0; at + 34 <= bytes.length; at += 34) {
    into.add(Buffer.from(bytes.subarray(at + 2, at + 34)).toString("hex"));
  }
}

async function fetchBytes(url: string, path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, url));
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.bytes();
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
