/**
 * The secret of a one-time link. It stands behind `#`, which browsers never send, so that it reaches
 * neither logs nor proxies; `?token=` is read too, for links that lost their `#` in a mail program.
 */
export function linkSecret(location: { readonly hash: string; readonly search: string }): string {
  const fragment = location.hash.replace(/^#/u, "");
  const named = new URLSearchParams(fragment).get("token");
  return (
    named ??
    (fragment !== "" ? fragment : (new URLSearchParams(location.search).get("token") ?? ""))
  );
}

/** Where to go after signing in: a page of this very Muster, and nowhere else. */
export function returnPath(search: string): string {
  const asked = new URLSearchParams(search).get("return") ?? "/";
  return /^\/(?![/\\])[^\s\\]*$/u.test(asked) ? asked : "/";
}
