import { type Static, Type } from "typebox";
import { Envelope } from "./attestations.contract.ts";
import { PublicKeyText } from "./keys.contract.ts";

const closed = { additionalProperties: false } as const;
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** One act of the log with its salt, and the way from its leaf to the checkpoint. */
export const ProvedAct = Type.Object(
  {
    /** SHA-256 of salt and canonical event: the 32 bytes of the leaf. */
    digest: Digest,
    salt: Digest,
    event: Type.Object(
      {
        kind: Type.String(),
        actor: Type.String(),
        at: Type.String(),
        subject: Type.String(),
        data: Type.Unknown(),
      },
      closed,
    ),
    index: Type.Integer({ minimum: 0 }),
    /** Hashes from the leaf to the root (RFC 9162, section 2.1.3). */
    proof: Type.Array(Digest, { maxItems: 64 }),
  },
  closed,
);
export type ProvedAct = Static<typeof ProvedAct>;

/**
 * What `attestation export` writes: a signed statement with all that a stranger needs to check it
 * offline. The file is the canonical JSON (RFC 8785) of this, and nothing else.
 */
export const AttestationFile = Type.Object(
  {
    format: Type.Literal("muster/attestation/1"),
    simulated: Type.Boolean(),
    envelope: Envelope,
    /** The key that signed. */
    public_key: PublicKeyText,
    /**
     * The acts behind it in the order of the log: what was done about the key, which office heads the
     * organisation, who held it, the delegation where there is one, and the signature.
     */
    acts: Type.Array(ProvedAct, { maxItems: 10_000 }),
    /** The signed checkpoint of the log (C2SP tlog-checkpoint). */
    checkpoint: Type.String(),
    /** The key of the log as it says itself; a stranger has it from elsewhere. */
    verifier_key: Type.String(),
  },
  { $id: "AttestationFile", ...closed },
);
export type AttestationFile = Static<typeof AttestationFile>;
