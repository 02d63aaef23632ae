/** Writes bytes in base 64 (RFC 4648, section 4) with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}

/**
 * Reads base 64 (RFC 4648, section 4) in its one form: padded, no spaces, no stray bits, so that
 * nobody can change a signed file without changing what it says. Answers null for anything else.
 */
export function decodeBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
    return encodeBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
