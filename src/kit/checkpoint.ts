import { decodeBase64, encodeBase64 } from "./base64.ts";
import { Problem } from "./problem.ts";

/** The head of a log: who speaks, how many leaves there are, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes, RFC 6962. */
  readonly root: Uint8Array;
}

/** Writes the text of a checkpoint, to be signed as a note (C2SP tlog-checkpoint). */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/**
 * Reads the text of a checkpoint, which `openNote` has checked. Extension lines are accepted and
 * ignored. Refuses: anything else that is not of the form of C2SP tlog-checkpoint.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", count = "", encoded = "", ...rest] = text.split("\n");
  const root = decodeBase64(encoded);
  const size = /^(0|[1-9]\d{0,15})$/.test(count) ? Number(count) : Number.NaN;
  const extensions = rest.slice(0, -1);
  const whole = rest.at(-1) === "" && extensions.every((line) => line !== "");
  if (origin === "" || !Number.isSafeInteger(size) || root?.length !== 32 || !whole) {
    throw new Problem(
      "bad-input",
      "this is not a checkpoint: the log's name, the number of leaves and the root in base 64 were expected, each on a line of its own.",
    );
  }
  return { origin, size, root };
}
