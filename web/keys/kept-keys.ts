import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Value } from "typebox/value";
import { SealedKeyFile } from "../../src/attestations/keys.contract.ts";
import { Problem } from "../../src/kit/problem.ts";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { words } from "./words.ts";

/*
 * Private keys of this browser, each sealed by a passphrase that is kept nowhere. They lie in
 * IndexedDB, which other sites cannot read, and are never sent.
 */
const databaseName = "muster-keys";
const storeName = "sealed";

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open(databaseName, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(storeName, { keyPath: "fingerprint" });
    });
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => failed(noStore(request.error)));
    request.addEventListener("blocked", () => failed(noStore(null)));
  });
}

function noStore(cause: unknown): Problem {
  return new Problem("unavailable", words.noStore, {}, { cause });
}

/** Does something in the store; answers when it is really kept. */
async function inStore<A>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<A>,
): Promise<A> {
  const database = await open();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(storeName, mode);
      const request = act(transaction.objectStore(storeName));
      transaction.addEventListener("complete", () => done(request.result));
      transaction.addEventListener("abort", () => failed(noStore(transaction.error)));
    });
  } finally {
    database.close();
  }
}

/** Keeps a sealed key in this browser. Refuses (unavailable) where the browser keeps nothing. */
export async function keepKey(key: SealedKey): Promise<void> {
  await inStore("readwrite", (store) => store.put(key));
}

/** Removes a key from this browser; what stands in the log stays. */
export async function forgetKey(fingerprint: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(fingerprint));
}

async function keptKeys(): Promise<SealedKey[]> {
  const found: unknown[] = await inStore("readonly", (store) => store.getAll());
  return found.filter((key) => Value.Check(SealedKeyFile, key));
}

/** The sealed keys that this browser keeps. */
export function useKeptKeys(): UseQueryResult<SealedKey[]> {
  return useQuery({ queryKey: ["kept-keys"], queryFn: keptKeys });
}
