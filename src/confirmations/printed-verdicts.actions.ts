import { type Static, Type } from "typebox";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Envelope } from "../attestations/attestations.contract.ts";
import { readKeys } from "../attestations/keys.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { todayOf } from "../platform/log/known-at.ts";
import { readVerdicts } from "./read-verdicts.actions.ts";
import type { Verdict } from "./verdicts.contract.ts";
import { confirmationsOf } from "./verdicts.store.ts";

/** What was said and signed about recorded ratings, as it is published with them. */
export interface PrintedVerdicts {
  readonly verdicts: readonly Verdict[];
  readonly confirmations: readonly {
    readonly public_key: string;
    readonly leaf: string;
    readonly envelope: Static<typeof Envelope>;
  }[];
}

/**
 * The verdicts that were sent from one recorded determination, with what officers signed of them;
 * empty where none was sent, or a newer one took the place of each.
 */
export async function printedVerdicts(
  transaction: Transaction,
  review: string,
  simulated: boolean,
  determination: string,
): Promise<PrintedVerdicts> {
  const today = await todayOf(transaction);
  const read = await readVerdicts(transaction, { review, simulated, today }, null);
  const those = read.filter(({ verdict }) => verdict.determination === determination);
  const drafts = [...new Set(those.map(({ draftNo }) => draftNo))];
  if (drafts.length === 0) return { verdicts: [], confirmations: [] };
  const rows = await confirmationsOf(transaction, drafts);
  const accounts = [...new Set(rows.map(({ account }) => account))];
  const keys = new Map<string, string>();
  for (const account of accounts) {
    for (const { key } of await readKeys(transaction, { account, limit: 100 })) {
      keys.set(key.fingerprint, key.public_key);
    }
  }
  const field = (path: readonly (string | number)[]) => ({ field: pathInWords(path) });
  return {
    verdicts: those.map(({ verdict }) => verdict),
    confirmations: rows.map(({ key, leaf, envelope }) => ({
      public_key: keys.get(key) ?? "",
      leaf,
      envelope: checkShape(Type.Object(Envelope.properties), JSON.parse(envelope), field),
    })),
  };
}
