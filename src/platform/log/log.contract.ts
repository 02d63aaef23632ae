import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const DigestText = Type.String({
  pattern: "^[0-9a-f]{64}$",
  description: "a SHA-256 in 64 lower-case hexadecimal digits",
});
const Count = Type.Integer({ minimum: 0 });

/** An event as it was written into the log; its canonical JSON (RFC 8785) went into the digest. */
export const LoggedEvent = Type.Object(
  {
    kind: Type.String(),
    actor: Type.String(),
    at: Type.String(),
    subject: Type.String(),
    data: Type.Unknown(),
  },
  { $id: "LoggedEvent", ...closed },
);

/** An entry of the log. The digest is SHA-256 over the salt and the canonical event. */
export const LogEntry = Type.Object(
  {
    digest: DigestText,
    kind: Type.String(),
    subject: Type.String(),
    /** The name of the account that it is about; null when it is about something else. */
    subject_name: orNull(Type.String()),
    /** The account that acted; empty when nobody was signed in. */
    actor: Type.String(),
    /** Its name today. */
    actor_name: Type.String(),
    /** ISO 8601, UTC, microseconds; empty, as all of its content, where it may not be read yet. */
    at: Type.String(),
    /** Place in the log, counted from 0; null until the sequencer gave one, within a second. */
    index: orNull(Count),
    /** 32 bytes in hexadecimal digits; null when the content has expired. */
    salt: orNull(DigestText),
    event: orNull(LoggedEvent),
  },
  { $id: "LogEntry", ...closed },
);
export type LogEntry = Static<typeof LogEntry>;

/** GET /api/log/entries. */
export const LogQuery = Type.Object(
  {
    /** The digest of the last entry of the page before. */
    after: Type.Optional(DigestText),
    subject: Type.Optional(Type.String({ maxLength: 300 })),
    kind: Type.Optional(Type.String({ maxLength: 100 })),
    order: Type.Optional(Type.Union([Type.Literal("newest"), Type.Literal("oldest")])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type LogQuery = Static<typeof LogQuery>;

/** A page of entries, newest first unless asked otherwise; `next` is the `after` of the next page. */
export const LogPage = Type.Object(
  {
    entries: Type.Array(LogEntry),
    next: orNull(DigestText),
    /** Leaves under the newest checkpoint. */
    size: Count,
    /** True where entries are left out that whoever asks may not read yet. */
    veiled: Type.Boolean(),
  },
  { $id: "LogPage", ...closed },
);
export type LogPage = Static<typeof LogPage>;

/** GET /api/log/entries/:digest, where a digest may be cut short as the lists show it. */
export const LogEntryPath = Type.Object(
  {
    digest: Type.String({
      pattern: "^[0-9a-f]{12,64}$",
      description: "the digest of an entry, or its first 12 digits or more, 0 to 9 and a to f",
    }),
  },
  closed,
);

/** An entry with all that is needed to check it without trusting this server. */
export const LogEntryProof = Type.Object(
  {
    entry: LogEntry,
    /** RFC 6962, section 2.1.1: hashes from the leaf up, in the tree of `size` leaves. */
    inclusion: orNull(
      Type.Object({ index: Count, size: Count, hashes: Type.Array(DigestText) }, closed),
    ),
    /** The signed checkpoint of that tree, as served at /log/checkpoint. */
    checkpoint: orNull(Type.String()),
    /** `name+hash+key`, as served at /log/vkey. */
    verifier_key: Type.String(),
  },
  { $id: "LogEntryProof", ...closed },
);
export type LogEntryProof = Static<typeof LogEntryProof>;

/** GET /log/tile/…: the rest of the path. */
export const TilePath = Type.Object({ "*": Type.String({ maxLength: 100 }) }, closed);
