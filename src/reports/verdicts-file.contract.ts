import { type Static, Type } from "typebox";
import { Envelope } from "../attestations/attestations.contract.ts";
import { FinalWord, Reply } from "../confirmations/verdicts.contract.ts";

const closed = { additionalProperties: false } as const;
const Leaf = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** `verdicts.json` of a bundle: only where these ratings were sent to somebody as a draft. */
export const VerdictsFile = Type.Object(
  {
    format: Type.Literal("muster/verdicts/1"),
    simulated: Type.Boolean(),
    /** By organisation: what it replied, the final word, and what two officers determined. */
    verdicts: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          draft: Leaf,
          computed: Type.String(),
          reply_by: Type.String(),
          reply: Type.Union([Reply, Type.Null()]),
          final_word: Type.Union([FinalWord, Type.Null()]),
          /** The rating that two officers signed; null where they did not. */
          confirmed: Type.Union([Type.String(), Type.Null()]),
        },
        closed,
      ),
    ),
    /** What officers signed, with the keys that they signed with. */
    confirmations: Type.Array(
      Type.Object({ public_key: Type.String(), leaf: Leaf, envelope: Envelope }, closed),
    ),
  },
  { $id: "VerdictsFile", ...closed },
);
export type VerdictsFile = Static<typeof VerdictsFile>;
