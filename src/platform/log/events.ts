import type { Json } from "../../kit/canonical-json.ts";

/**
 * What is written into the log: a kind such as `order.signed`, who did it, when it was known, what
 * it is about and the facts of it. The public leaf is a salted digest of this and shows nothing.
 */
export interface LogEvent {
  readonly kind: string;
  /** Account of whoever acted, or `muster`. */
  readonly actor: string;
  /** ISO 8601, UTC, microseconds. */
  readonly at: string;
  /** What it is about, such as `order/eo-13800`. */
  readonly subject: string;
  /** The facts, in words and digests; never a secret. */
  readonly data: Json;
}
