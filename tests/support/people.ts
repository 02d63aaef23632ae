import type { Grant } from "../../src/platform/identity/policy.ts";
import type { TestInstance } from "./instance.ts";

/** Somebody with an account on a test instance. */
export interface TestPerson {
  readonly account: string;
  readonly token: string;
}

const json = { "content-type": "application/json" };

/** Makes an account with roles, joins it, and answers a token of it; narrowed to some roles, if asked. */
export async function personWith(
  muster: Pick<TestInstance, "fetch">,
  name: string,
  grants: readonly Grant[],
  narrowedTo?: readonly Grant[],
): Promise<TestPerson> {
  const post = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const answer = await muster.fetch(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...json, ...headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const made = Object(await (await post("/api/accounts", { name, grants })).json());
  const link = String(made.link.path.split("#")[1]);
  const joined = await post(
    "/api/set-up",
    { link, password: "correct horse battery" },
    { authorization: "none" },
  );
  const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const wanted = narrowedTo === undefined ? {} : { narrowed_to: narrowedTo };
  const token = await post(
    "/api/tokens",
    { name, ...wanted },
    { cookie, "sec-fetch-site": "same-origin" },
  );
  return {
    account: String(made.account.account),
    token: String(Object(await token.json()).secret),
  };
}
