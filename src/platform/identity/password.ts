import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

// OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, 2 passes, 1 lane.
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const;

const derive = promisify(argon2);

function normal(password: string): string {
  // RFC 8265, OpaqueString: the same letters typed on another keyboard are the same password.
  return password.normalize("NFC");
}

/** Digests a password with argon2id (RFC 9106), in the PHC string format that names its cost. */
export async function passwordHash(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive("argon2id", { ...cost, message: normal(password), nonce });
  const text = (bytes: Uint8Array): string =>
    Buffer.from(bytes).toString("base64").replaceAll("=", "");
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(nonce)}$${text(tag)}`;
}

const form =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

// Nobody's password: checked where there is no account, so that the answer takes as long.
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Whether a password is the one of a hash. Without a hash it takes as long, and is never. */
export async function passwordMatches(
  password: string,
  hash: string | undefined,
): Promise<boolean> {
  const [, memory, passes, lanes, nonce = "", tag = ""] = form.exec(hash ?? nobody) ?? [];
  const expected = Buffer.from(tag, "base64");
  const found = await derive("argon2id", {
    message: normal(password),
    nonce: Buffer.from(nonce, "base64"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected) && hash !== undefined;
}
