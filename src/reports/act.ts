import type { Json } from "../kit/canonical-json.ts";

/** As much of an event as binds it to what is published: kind, subject, and fields of its data. */
export interface Act {
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, Json>>;
  /** When it became known, where what is published hangs on that. */
  readonly at?: string;
}
