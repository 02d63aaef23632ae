import { type Static, Type } from "typebox";
import { OfficeId } from "../offices/offices.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** SHA-256 over the 32 bytes of a public key, in hexadecimal digits; also its name in an envelope. */
export const Fingerprint = Type.String({
  pattern: "^[0-9a-f]{64}$",
  description: "a fingerprint: SHA-256 of the public key in 64 hexadecimal digits",
});
/** 32 bytes of an Ed25519 public key in base 64. */
export const PublicKeyText = Type.String({ pattern: "^[A-Za-z0-9+/]{43}=$" });
/** 64 bytes of an Ed25519 signature in base 64. */
export const SignatureText = Type.String({ pattern: "^[A-Za-z0-9+/]{86}==$" });

/** The kind of text that somebody signs with a new key, to show that they hold it. */
export const keyRequestType = "application/vnd.muster.key-request+json";

/** What is signed with the new key: canonical JSON of this, in the encoding of DSSE. */
export const KeyRequestText = Type.Object(
  {
    format: Type.Literal("muster/key-request/1"),
    /** The account that asks. */
    account: Type.String(),
    public_key: PublicKeyText,
  },
  closed,
);
export type KeyRequestText = Static<typeof KeyRequestText>;

/** POST /api/keys: the public half of a key that was made in the browser or by `muster key enrol`. */
export const NewKey = Type.Object(
  {
    public_key: PublicKeyText,
    /** Signature of the key over its own request (`KeyRequestText`, `keyRequestType`). */
    proof: SignatureText,
    /** The office that whoever asks holds; told to the officers who approve. */
    office: Type.Optional(OfficeId),
    /** The fingerprint of the key that this one is to replace. */
    replaces: Type.Optional(Fingerprint),
  },
  { $id: "NewKey", ...closed },
);
export type NewKey = Static<typeof NewKey>;

/** Where a key stands. Signatures count of an `active` one only, from `active_from` on. */
export const KeyState = Type.Union(
  [
    Type.Literal("requested"), // waits for two officers
    Type.Literal("approved"), // two officers approved; the person confirms the fingerprint
    Type.Literal("active"),
    Type.Literal("suspended"), // somebody asked to revoke it; it signs no more
    Type.Literal("revoked"),
    Type.Literal("replaced"),
    Type.Literal("rejected"),
  ],
  { $id: "KeyState" },
);
export type KeyState = Static<typeof KeyState>;

/** One act about a key; each has a leaf in the log. */
export const KeyAct = Type.Object(
  {
    act: Type.Union([
      Type.Literal("requested"),
      Type.Literal("approved"),
      Type.Literal("rejected"),
      Type.Literal("confirmed"),
      Type.Literal("replaced"),
      Type.Literal("revocation-asked"),
      Type.Literal("revoked"),
    ]),
    by: Type.String(),
    by_name: Type.String(),
    reason: Type.String(),
    known_at: Type.String(),
    leaf: Type.String(),
  },
  { $id: "KeyAct", ...closed },
);
export type KeyAct = Static<typeof KeyAct>;

/** A key of a person with all that was done about it. */
export const PersonKey = Type.Object(
  {
    fingerprint: Fingerprint,
    public_key: PublicKeyText,
    account: Type.String(),
    account_name: Type.String(),
    office: orNull(Type.String()),
    office_title: orNull(Type.String()),
    replaces: orNull(Type.String()),
    state: KeyState,
    requested_at: Type.String(),
    active_from: orNull(Type.String()),
    active_until: orNull(Type.String()),
    /** What is waited for, in words; empty where nothing is. */
    waits_for: Type.String(),
    acts: Type.Array(KeyAct),
  },
  { $id: "PersonKey", ...closed },
);
export type PersonKey = Static<typeof PersonKey>;

/** GET /api/keys: officers see all, everybody else their own; newest first. */
export const KeyPage = Type.Object(
  { keys: Type.Array(PersonKey), next: orNull(Type.String()) },
  { $id: "KeyPage", ...closed },
);
export const KeyQuery = Type.Object(
  {
    account: Type.Optional(Type.String({ maxLength: 100 })),
    state: Type.Optional(KeyState),
    after: Type.Optional(Fingerprint),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type KeyQuery = Static<typeof KeyQuery>;

export const KeyPath = Type.Object({ fingerprint: Fingerprint }, closed);
/** POST /api/keys/:fingerprint/approve and /reject (officers; two distinct, never the person). */
export const KeyApproval = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2000 }) },
  { $id: "KeyApproval", ...closed },
);
export type KeyApproval = Static<typeof KeyApproval>;
/** POST /api/keys/:fingerprint/confirm: the person compares the fingerprint and gives it again. */
export const KeyConfirmation = Type.Object(
  { fingerprint: Fingerprint },
  { $id: "KeyConfirmation", ...closed },
);
export type KeyConfirmation = Static<typeof KeyConfirmation>;
/** What an act about a key answers. POST /api/keys/:fingerprint/revoke takes a `KeyApproval` too. */
export const KeyChanged = Type.Object(
  { key: PersonKey, unchanged: Type.Boolean() },
  { $id: "KeyChanged", ...closed },
);
export type KeyChanged = Static<typeof KeyChanged>;

const Salt = Type.String({ pattern: "^[A-Za-z0-9+/]{22}==$" });

/** A private key sealed by a passphrase, as it lies in a file: `SealedKey` of src/kit. */
export const SealedKeyFile = Type.Object(
  {
    format: Type.Literal("muster/sealed-key/1"),
    public_key: PublicKeyText,
    fingerprint: Fingerprint,
    account: Type.String({ maxLength: 100 }),
    kdf: Type.Union([
      Type.Object(
        {
          name: Type.Literal("argon2id"),
          memory: Type.Integer({ minimum: 8192, maximum: 1_048_576 }),
          passes: Type.Integer({ minimum: 1, maximum: 100 }),
          parallelism: Type.Integer({ minimum: 1, maximum: 64 }),
          salt: Salt,
        },
        closed,
      ),
      Type.Object(
        {
          name: Type.Literal("pbkdf2-sha-256"),
          iterations: Type.Integer({ minimum: 100_000, maximum: 100_000_000 }),
          salt: Salt,
        },
        closed,
      ),
    ]),
    cipher: Type.Object(
      {
        name: Type.Literal("aes-256-gcm"),
        nonce: Type.String({ pattern: "^[A-Za-z0-9+/]{16}$" }),
      },
      closed,
    ),
    sealed: Type.String({ pattern: "^[A-Za-z0-9+/]{64}$" }),
  },
  { $id: "SealedKeyFile", ...closed },
);
