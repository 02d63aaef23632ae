import { Value } from "typebox/value";
import { KeyChanged, keyRequestType } from "../../src/attestations/keys.contract.ts";
import { encodeBase64 } from "../../src/kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../../src/kit/dsse.ts";
import { type KeyPair, keyPairOf } from "../../src/kit/ed25519.ts";
import { newSeed } from "../../src/kit/sealed-key.ts";
import type { TestPerson } from "./people.ts";

/** Sends a body to a server as whoever holds a token. */
export type SendAs = (token: string, path: string, body: unknown) => Promise<unknown>;

/** Fetches from a server by paths, as `personWith` asks for it; everything as whoever holds a token. */
export function fetchingFrom(server: { readonly url: string; readonly token: string }): {
  fetch(path: string, init?: RequestInit): Promise<Response>;
} {
  return {
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      // As a browser says it of a page of this server.
      if (headers.get("authorization") === "none") headers.set("sec-fetch-site", "same-origin");
      if (headers.get("authorization") === "none") headers.delete("authorization");
      else if (!headers.has("cookie")) headers.set("authorization", `Bearer ${server.token}`);
      return fetch(new URL(path, server.url), { ...init, headers });
    },
  };
}

/** Asks for a key, lets two officers approve it, and confirms its fingerprint: all over HTTP. */
export async function enrolledOverHttp(
  send: SendAs,
  { account, token }: TestPerson,
  officers: readonly [string, string],
): Promise<KeyPair> {
  const key = await keyPairOf(newSeed());
  const public_key = encodeBase64(key.publicKey);
  const text = { format: "muster/key-request/1", account, public_key };
  const proof = await key.sign(preAuthenticationEncoding(keyRequestType, payloadOf(text)));
  const wanted = { public_key, proof: encodeBase64(proof) };
  const asked = Value.Parse(KeyChanged, await send(token, "/api/keys", wanted));
  const { fingerprint } = asked.key;
  for (const officer of officers) {
    await send(officer, `/api/keys/${fingerprint}/approve`, { reason: "seen in person" });
  }
  await send(token, `/api/keys/${fingerprint}/confirm`, { fingerprint });
  return key;
}

/** Seats somebody as the head of an organisation: an office, its holder, and that it heads. */
export async function seatedHead(
  send: SendAs,
  operator: string,
  { account, organisation }: { readonly account: string; readonly organisation: string },
): Promise<void> {
  const from = "2020-01-01";
  const seat = { from, title: "Head", account };
  await send(operator, "/api/offices/head-for-measuring/assign", seat);
  const office = { office: "head-for-measuring", from };
  await send(operator, `/api/organisations/${organisation}/head-office`, office);
}
