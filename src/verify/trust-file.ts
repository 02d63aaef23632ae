import { followSuccessions, successionLines, successionMark } from "../kit/key-succession.ts";
import { Problem } from "../kit/problem.ts";
import { readVerifierKey, type Verifier } from "../kit/signed-note.ts";

/** What somebody who checks a bundle trusts, from elsewhere than the bundle. */
export interface Trust {
  readonly verifiers: readonly Verifier[];
  /** Fingerprints of heads' keys, as written. */
  readonly fingerprints: readonly string[];
}

/** Nothing is trusted. */
export const noTrust: Trust = { verifiers: [], fingerprints: [] };

const fingerprint = /^(?:SHA256:[A-Za-z0-9+/]{43}|[0-9a-f]{64})$/;
const longestFile = 1_000_000;

/**
 * Reads a file of keys: C2SP verifier keys (`name+hash+key`) and fingerprints of heads' keys
 * (`SHA256:…` or 64 hexadecimal digits), one a line. Empty lines and lines with `#` are passed over.
 * Successions of keys, as a log serves them, may stand among them: a key that a trusted one has
 * signed as the next is trusted too.
 * Refuses (bad-input), with the line: anything else, and a file without any verifier key.
 */
export async function readTrustFile(text: string, file: string): Promise<Trust> {
  if (text.length > longestFile) {
    throw new Problem("too-large", "is too long for a file of keys.", { file });
  }
  const verifiers: Verifier[] = [];
  const fingerprints: string[] = [];
  const successions: string[] = [];
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  let within = 0;
  for (const [at, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === successionMark) {
      successions.push(`${lines.slice(at, at + successionLines).join("\n")}\n`);
      within = at + successionLines;
    }
    if (at < within) continue;
    if (line === "" || line.startsWith("#")) continue;
    if (fingerprint.test(line)) fingerprints.push(line);
    else verifiers.push(await readKey(line, file, at + 1));
  }
  if (verifiers.length === 0) {
    throw new Problem("bad-input", "holds no verifier key; put the line of the log's key in it.", {
      file,
    });
  }
  return { verifiers: await followed(verifiers, successions, file), fingerprints };
}

async function followed(
  verifiers: readonly Verifier[],
  successions: readonly string[],
  file: string,
): Promise<readonly Verifier[]> {
  try {
    return await followSuccessions(verifiers, successions);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.kind, error.message, { file });
  }
}

async function readKey(line: string, file: string, number: number): Promise<Verifier> {
  try {
    return await readVerifierKey(line);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.kind, error.message, { file, line: number });
  }
}
