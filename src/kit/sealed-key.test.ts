import { describe, expect, test } from "vitest";
import {
  browserDerivation,
  type Derive,
  deriveInBrowser,
  newSeed,
  openSealedKey,
  type SealedKey,
  sealKey,
} from "./sealed-key.ts";
import { keyPairOf } from "./ed25519.ts";

const passphrase = "several words do well";
const browser = { kdf: browserDerivation(), derive: deriveInBrowser };
/** As quick as a test wants it; what is derived is tested elsewhere. */
const quick: Derive = (kdf, bytes) =>
  Promise.resolve(
    Uint8Array.from({ length: 32 }, (_, at) => (bytes[at % bytes.length] ?? 0) ^ kdf.salt.length),
  );
const sealed = (account = "person-1"): Promise<SealedKey> =>
  sealKey(new Uint8Array(32).fill(4), account, passphrase, { kdf: browser.kdf, derive: quick });

test("a key that was made in a browser opens by its passphrase and signs as before", async () => {
  const seed = newSeed();
  const file = await sealKey(seed, "person-1", passphrase, browser);
  const opened = await openSealedKey(file, passphrase, deriveInBrowser);
  const { publicKey } = await keyPairOf(seed);
  expect(opened.publicKey).toEqual(publicKey);
  expect(JSON.stringify(file)).not.toContain(Buffer.from(seed).toString("base64"));
});

test("the same letters typed on another keyboard open it", async () => {
  const file = await sealKey(new Uint8Array(32), "p", "caf\u00e9 caf\u00e9 caf\u00e9", {
    ...browser,
    derive: quick,
  });
  await openSealedKey(file, "cafe\u0301 cafe\u0301 cafe\u0301", quick);
});

describe("it is refused", () => {
  test("to make one with a short passphrase", async () => {
    await expect(
      sealKey(newSeed(), "p", "elevenchars", { kdf: browser.kdf, derive: quick }),
    ).rejects.toThrow(/at least 12 letters/u);
  });

  test("to open one with another passphrase", async () => {
    await expect(openSealedKey(await sealed(), "other words do well", quick)).rejects.toThrow(
      /does not open this key/u,
    );
  });

  test("to open one of which anything was changed: whose it is, which key, how it was derived", async () => {
    const file = await sealed();
    const other = await sealKey(newSeed(), "person-1", passphrase, {
      kdf: browser.kdf,
      derive: quick,
    });
    const changed: SealedKey[] = [
      { ...file, account: "person-2" },
      { ...file, public_key: other.public_key },
      { ...file, fingerprint: other.fingerprint },
      { ...file, sealed: other.sealed },
      { ...file, cipher: other.cipher },
      { ...file, kdf: { name: "pbkdf2-sha-256", iterations: 1, salt: browser.kdf.salt } },
    ];
    for (const each of changed)
      await expect(openSealedKey(each, passphrase, quick)).rejects.toThrow();
  });

  test("by a browser to open one of the command line, with the way out", async () => {
    const kdf = { name: "argon2id", memory: 8192, passes: 1, parallelism: 1, salt: "" } as const;
    await expect(
      openSealedKey({ ...(await sealed()), kdf }, passphrase, deriveInBrowser),
    ).rejects.toThrow(/muster sign/u);
  });
});
