import type { Display } from "../determination/determination.contract.ts";
import { allDisplays } from "../determination/display.ts";
import { methodologyOf } from "../determination/policies.ts";
import type { Transaction } from "../platform/database/database.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";

/** The labels of a methodology (`id@version`), the best first; none where it is not known. */
export async function labelsOf(
  transaction: Transaction,
  name: string,
): Promise<{ label: string; name: string }[]> {
  const known = await methodologyNamed(transaction, name);
  return (known?.labels ?? []).map((each) => ({ label: each.label, name: each.name }));
}

/** What ratings by a methodology may show: its labels, and the two displays outside of their order. */
export async function displaysNamed(transaction: Transaction, name: string): Promise<Display[]> {
  const known = await methodologyNamed(transaction, name);
  return known === null ? [] : allDisplays(known);
}

async function methodologyNamed(transaction: Transaction, name: string) {
  const [id = "", version = ""] = name.split("@");
  const stored = await storedMethodology(transaction, id, version);
  return stored ? methodologyOf(stored.content, name).methodology : null;
}
