import { type Checkpoint, parseCheckpoint } from "../kit/checkpoint.ts";
import { Problem } from "../kit/problem.ts";
import { openNote, readNote, renamedVerifier, type Verifier } from "../kit/signed-note.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import { type Manifest, manifestName, manifestSigner, readManifest } from "../reports/manifest.ts";
import { type Check, fails, holds } from "./verification.ts";

/** The two signed texts of a bundle, and what their signatures are worth. */
export interface SignedParts {
  readonly manifest: Manifest;
  readonly checkpoint: Checkpoint;
  readonly check: Check;
}

/**
 * Opens the manifest and the checkpoint with one key: the log signs checkpoints under its name and
 * manifests under a name of their own (`manifestSigner`), so whoever has the log's key has both.
 *
 * Given: the two notes, the keys to try, and whether these came with the bundle itself.
 * Returns: both texts, read, with a check that fails where no key fits or a signature is false.
 * Refuses: what is no note, no manifest or no checkpoint.
 */
export async function checkSignatures(
  manifestNote: string,
  checkpointNote: string,
  { verifiers: keys, own }: { readonly verifiers: readonly Verifier[]; readonly own: boolean },
): Promise<SignedParts> {
  const manifest = await within(manifestName, () => readManifest(textOf(manifestNote)));
  const checkpoint = await within(bundleNames.checkpoint, () =>
    parseCheckpoint(textOf(checkpointNote)),
  );
  return { manifest, checkpoint, check: await openBoth() };

  async function openBoth(): Promise<Check> {
    const { origin } = manifest;
    if (checkpoint.origin !== origin) {
      const words = `the manifest speaks of the log ${origin}, the checkpoint of ${checkpoint.origin}`;
      return fails("signature", words, [manifestName, bundleNames.checkpoint]);
    }
    const forLog = keys.filter(({ name }) => name === origin);
    const forBundle = await Promise.all(
      forLog.map((key) => renamedVerifier(key, manifestSigner(origin))),
    );
    const faults = [
      await faultOf(checkpointNote, forLog, bundleNames.checkpoint),
      await faultOf(manifestNote, forBundle, manifestName),
    ].filter((fault) => fault !== null);
    if (faults.length === 0) {
      const by = own ? ", with the key that lies beside them" : "";
      return holds("signature", `manifest and checkpoint are signed by ${origin}${by}`);
    }
    return fails(
      "signature",
      faults.map(({ entry, words }) => `${entry}: ${words}`).join("; "),
      faults.map(({ entry }) => entry),
    );
  }
}

interface Fault {
  readonly entry: string;
  readonly words: string;
}

/** A bundle's notes carry one signature each, so that no byte of them is without meaning. */
async function faultOf(
  note: string,
  keys: readonly Verifier[],
  entry: string,
): Promise<Fault | null> {
  try {
    await openNote(note, keys);
    const count = readNote(note).signatures.length;
    return count === 1 ? null : { entry, words: `carries ${count} signatures; one was expected` };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { entry, words: error.message.replace(/\.$/, "") };
  }
}

function textOf(note: string): string {
  return readNote(note).text;
}

async function within<T>(file: string, read: () => T): Promise<T> {
  try {
    return await Promise.resolve(read());
  } catch (error) {
    if (!(error instanceof Problem) || error.place.file !== undefined) throw error;
    throw new Problem(error.kind, error.message, { file });
  }
}
