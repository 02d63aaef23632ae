// Letters at a time: a call takes so many arguments and no more.
const stride = 8192;

/** Writes bytes in base 64 (RFC 4648, section 4) with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += stride) {
    text += String.fromCharCode(...bytes.subarray(at, at + stride));
  }
  return btoa(text);
}

/**
 * Reads base 64 (RFC 4648, section 4) in its one form: padded, no spaces, no stray bits, so that
 * nobody can change a signed file without changing what it says. Answers null for anything else.
 */
export function decodeBase64(text: string): Uint8Array | null {
  let letters: string;
  try {
    letters = atob(text);
  } catch {
    return null;
  }
  if (btoa(letters) !== text) return null;
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
