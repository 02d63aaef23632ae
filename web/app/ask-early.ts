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
  askEarly(withQuery(scores ? `/api${pathname}` : `/api/reviews/${review}/summary`, query));
}
