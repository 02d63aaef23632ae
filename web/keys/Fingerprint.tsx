import type { ReactElement } from "react";
import { fingerprintInWords } from "../../src/kit/ed25519.ts";

/** A fingerprint in eight groups of eight digits, for people to compare. */
export function Fingerprint(props: { readonly of: string }): ReactElement {
  return <code className="fingerprint">{fingerprintInWords(props.of)}</code>;
}
