import { Problem } from "../../kit/problem.ts";

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The name in a Host header (RFC 9110, 7.2) without its port, in lower case. */
export function hostName(header: string): string {
  return header.toLowerCase().replace(/:\d*$/, "");
}

/**
 * Refuses a request whose Host header names somebody else: a page of a foreign site that has its own
 * name point to this machine ("DNS rebinding") would otherwise read Muster as if it were its own.
 * Given: `ownNames`, the further names people may use; loopback names always count.
 */
export function checkHost(header: string | undefined, ownNames: readonly string[]): void {
  const name = hostName(header ?? "");
  if (loopbackNames.has(name) || ownNames.includes(name)) return;
  throw new Problem(
    "bad-input",
    "The Host header names another server: use the address that Muster printed, or set MUSTER_URL to the address in use.",
  );
}

/** The headers of a request that tell where it was caused. */
export interface Origin {
  readonly method: string;
  readonly host: string | undefined;
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Refuses a change that another site's page made a browser send (CSRF). Sec-Fetch-Site (W3C Fetch
 * Metadata) decides where there is one; `same-site` is not enough, as every port of this machine is
 * the same site. Else Origin (RFC 6454) must be ours. A request with neither comes from no browser
 * of today, and is refused only when it carries a session cookie.
 */
export function checkOrigin(request: Origin, hasSession: boolean): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.fetchSite !== undefined) {
    if (request.fetchSite === "same-origin" || request.fetchSite === "none") return;
  } else if (request.origin !== undefined) {
    if (URL.canParse(request.origin) && new URL(request.origin).host === request.host) return;
  } else if (!hasSession) {
    return;
  }
  throw new Problem(
    "not-permitted",
    "This change was sent from another site: open Muster itself and do it there, or use an API token.",
  );
}

const base = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

/** Headers of every answer that is not a page: nothing in it may run or be framed. */
export const dataHeaders: Readonly<Record<string, string>> = {
  ...base,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
};

/**
 * Headers of our pages: scripts, styles and fonts only from this server; styles that a control adds
 * at run time carry the nonce of the page.
 */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    ...base,
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join("; "),
  };
}
