import { askEarly, withQuery } from "./fetch-json.ts";

/*
 * Asks for what the first page will certainly need while its own code is still on the way. What is
 * asked here and never taken costs one answer; nothing is shown that was not asked for by a page.
 */
const { pathname, search } = globalThis.location;
askEarly("/api/session");
const review = /^\/reviews\/([^/]+)/u.exec(pathname)?.[1];
if (review !== undefined) {
  const asked = new URLSearchParams(search);
  const query = { on: asked.get("on") ?? "", as_of: asked.get("as_of") ?? "" };
  // The scores of an organisation stand without ratings, and may be long: they go first.
  const scores = /^\/reviews\/[^/]+\/organisations\/[^/]+\/scores$/u.test(pathname);
  const [, signing] = /^(\/reviews\/[^/]+\/organisations\/[^/]+)\/decisions$/u.exec(pathname) ?? [];
  const ofPeople =
    /^\/reviews\/[^/]+\/(?:.+\/)?(?:findings|decisions|delegations|verdicts?)(?:\/|$)/u;
  if (signing !== undefined) askEarly(`/api${signing}/statement`);
  else if (scores) askEarly(withQuery(`/api${pathname}`, query));
  // What people find and decide stands without ratings, which not everybody may see.
  else if (!ofPeople.test(pathname)) askEarly(withQuery(`/api/reviews/${review}/summary`, query));
}
