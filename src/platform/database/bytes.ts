import { Type } from "typebox";

/** A bytea column. */
export const Bytes = Type.Refine(
  Type.Unsafe<Uint8Array>({}),
  (value) => value instanceof Uint8Array,
  () => "must be bytes",
);
