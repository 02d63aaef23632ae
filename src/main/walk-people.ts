import { randomBytes } from "node:crypto";
import { KeyChanged, keyRequestType } from "../attestations/keys.contract.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../kit/dsse.ts";
import { fingerprintOf, type KeyPair, keyPairOf } from "../kit/ed25519.ts";
import { Problem } from "../kit/problem.ts";
import { AccountMade, TokenMade } from "../platform/identity/identity.contract.ts";
import type { Grant } from "../platform/identity/policy.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { type Api, openApi } from "../platform/terminal/api.ts";

/** Somebody of the walk: an account of their own, asked by a token of their own. */
export interface Walker {
  readonly account: string;
  readonly name: string;
  readonly api: Api;
}

/** Makes an account as an administrator, joins it as the person, and opens the API as them. */
export async function walkerOf(
  administrator: Api,
  name: string,
  grants: readonly Grant[],
): Promise<Walker> {
  const made = await administrator.send(AccountMade, "POST", "/api/accounts", { name, grants });
  const link = made.link.path.split("#")[1] ?? "";
  const url = administrator.url();
  const password = randomBytes(18).toString("base64url");
  const joined = await post(url, "/api/set-up", { link, password }, {});
  const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const own = { cookie, "sec-fetch-site": "same-origin" };
  const answer: unknown = await (await post(url, "/api/tokens", { name: "walk" }, own)).json();
  const { secret } = checkShape(TokenMade, answer, (path) => ({ field: pathInWords(path) }));
  const { account } = made.account;
  return { account, name, api: openApi(() => ({ url, token: secret })) };
}

async function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
  if (response.ok) return response;
  throw new Problem("refused", `${path} was refused with the status ${response.status}.`);
}

/** Enrols a key as people do: asked for, approved by two officers, its fingerprint confirmed. */
export async function walkKey(
  person: Walker,
  officers: readonly [Walker, Walker],
): Promise<KeyPair> {
  const key = await keyPairOf(new Uint8Array(randomBytes(32)));
  const public_key = encodeBase64(key.publicKey);
  const request = { format: "muster/key-request/1", account: person.account, public_key };
  const proof = await key.sign(preAuthenticationEncoding(keyRequestType, payloadOf(request)));
  const given = { public_key, proof: encodeBase64(proof) };
  await person.api.send(KeyChanged, "POST", "/api/keys", given);
  const fingerprint = await fingerprintOf(key.publicKey);
  const path = `/api/keys/${fingerprint}`;
  const reason = "SIMULATED: fingerprint compared";
  for (const { api } of officers) await api.send(KeyChanged, "POST", `${path}/approve`, { reason });
  await person.api.send(KeyChanged, "POST", `${path}/confirm`, { fingerprint });
  return key;
}
