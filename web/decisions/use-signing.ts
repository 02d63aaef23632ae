import { useEffect, useState } from "react";
import { Attested, inTotoPayloadType } from "../../src/attestations/attestations.contract.ts";
import type { SignableStatement } from "../../src/attestations/attestations.contract.ts";
import { payloadOf, signEnvelope } from "../../src/kit/dsse.ts";
import { Problem } from "../../src/kit/problem.ts";
import { deriveInBrowser, openSealedKey, type SealedKey } from "../../src/kit/sealed-key.ts";
import { type Act, useAct } from "../app/use-act.ts";
import { words } from "./words.ts";

/** What somebody gives who signs. */
export interface Given {
  readonly key: SealedKey;
  readonly passphrase: string;
  /** Whether they said that they have read it. */
  readonly read: boolean;
}

/** Signs a statement as it is shown, in this browser, and sends the envelope; never the key. */
export function useSigning(path: string): Act<Attested> & {
  readonly sign: (statement: SignableStatement, given: Given) => Promise<boolean>;
} {
  const act = useAct(Attested, words.signedNow);
  return {
    ...act,
    async sign(statement, { key, passphrase, read }) {
      const answer = await act.send(path, async () => {
        if (!read) throw new Problem("bad-input", words.tickFirst);
        const pair = await openSealedKey(key, passphrase, deriveInBrowser);
        return { envelope: await signEnvelope(inTotoPayloadType, statement, pair) };
      });
      return answer !== null;
    },
  };
}

/** SHA-256 of the bytes that would be signed; "" while it is computed, null where it cannot be. */
export function useDigest(statement: SignableStatement): string | null {
  const [digest, setDigest] = useState<string | null>("");
  useEffect(() => {
    let isCurrent = true;
    void digestOf(statement).then((found) => (isCurrent ? setDigest(found) : undefined));
    return () => {
      isCurrent = false;
    };
  }, [statement]);
  return digest;
}

async function digestOf(statement: SignableStatement): Promise<string | null> {
  if (!globalThis.isSecureContext) return null;
  const bytes = await crypto.subtle.digest("SHA-256", Uint8Array.from(payloadOf(statement)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
