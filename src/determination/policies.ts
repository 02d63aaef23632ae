import type { Digest } from "../kit/canonical-json.ts";
import { sha256 } from "../kit/canonical-json.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { readMethodology } from "./read-methodology.ts";
import type { NamedMethodology } from "./rating-inputs.ts";

/*
 * Reading a policy file takes milliseconds, and a text always reads the same: what was read is
 * remembered by its text, a few at a time.
 */
const remembered = 50;
const yardsticks = new Map<string, Yardstick>();
const methodologies = new Map<string, NamedMethodology>();

function once<T>(known: Map<string, T>, text: string, read: () => T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= remembered) known.clear();
  const value = read();
  known.set(text, value);
  return value;
}

/** Reads the text of a yardstick. Refuses (bad-input) what `readYardstick` refuses. */
export function yardstickOf(text: string, name: string): Yardstick {
  return once(yardsticks, text, () => readYardstick(text, name));
}

/** Reads the text of a methodology. Refuses (bad-input) what `readMethodology` refuses. */
export function methodologyOf(text: string, name: string): NamedMethodology {
  return once(methodologies, text, () => {
    const digest: Digest = sha256(text);
    return { methodology: readMethodology(text, name), digest };
  });
}
