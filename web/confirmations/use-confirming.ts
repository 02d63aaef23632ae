import { inTotoPayloadType } from "../../src/attestations/attestations.contract.ts";
import { ConfirmationKept } from "../../src/confirmations/confirmation-views.contract.ts";
import { type SignableConfirmation } from "../../src/confirmations/verdicts.contract.ts";
import { signEnvelope } from "../../src/kit/dsse.ts";
import { Problem } from "../../src/kit/problem.ts";
import { deriveInBrowser, openSealedKey, type SealedKey } from "../../src/kit/sealed-key.ts";
import { type Act, useAct } from "../app/use-act.ts";
import { words } from "./words.ts";

/** What an officer gives who signs. */
export interface Given {
  readonly key: SealedKey;
  readonly passphrase: string;
  /** Whether they said that they have read it. */
  readonly read: boolean;
}

/** Signs verdicts as they are shown, in this browser, and sends the envelope; never the key. */
export function useConfirming(review: string): Act<ConfirmationKept> & {
  readonly sign: (
    statement: SignableConfirmation,
    given: Given,
  ) => Promise<ConfirmationKept | null>;
} {
  const act = useAct(ConfirmationKept);
  return {
    ...act,
    sign: (statement, { key, passphrase, read }) =>
      act.send(`/api/reviews/${review}/confirmations`, async () => {
        if (!read) throw new Problem("bad-input", words.tickFirst);
        const pair = await openSealedKey(key, passphrase, deriveInBrowser);
        return { envelope: await signEnvelope(inTotoPayloadType, statement, pair) };
      }),
  };
}
