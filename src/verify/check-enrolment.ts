import { actOf, type ReadAct } from "./signing-acts.ts";
import type { HeadStatement } from "../attestations/attestations.contract.ts";
import { type Check, fails, holds } from "./verification.ts";

/** What the acts have to show of the key that signed. */
export interface KeyMatter {
  readonly acts: readonly ReadAct[];
  readonly statement: HeadStatement;
  readonly publicKey: string;
  readonly fingerprint: string;
  /** The instant of the signature. */
  readonly signedAt: string;
}

/**
 * Says whether the log shows that the key was the signer's when they signed: they asked for it with
 * these bytes, two other people approved it, they confirmed its fingerprint, all before the
 * signature; and nobody had rejected, replaced or revoked it by then.
 */
export function checkEnrolment(matter: KeyMatter): Check {
  const { acts, statement, publicKey, fingerprint, signedAt } = matter;
  const { account } = statement.signer;
  const own = acts.filter(({ subject, at }) => subject === `key/${fingerprint}` && at <= signedAt);
  const wrong = (words: string): Check => fails("enrolment", words, ["acts"]);
  const requested = actOf(own, "key.requested");
  const isTheirs =
    requested?.actor === account &&
    requested.data["public_key"] === publicKey &&
    requested.data["account"] === account;
  if (!isTheirs) return wrong("no act says that the signer asked for this key");
  const officers = new Set(
    own
      .filter(({ kind, actor }) => kind === "key.approved" && actor !== account)
      .map((act) => act.actor),
  );
  if (officers.size < 2)
    return wrong("not two other people approved this key before the signature");
  const confirmed = actOf(own, "key.confirmed");
  const isConfirmed = confirmed?.actor === account && confirmed.data["fingerprint"] === fingerprint;
  if (!isConfirmed) return wrong("the signer did not confirm the fingerprint of this key");
  const ended = own.find(({ kind }) => ends.includes(kind));
  if (ended) return wrong(`the key no longer counted: ${ended.kind} on ${ended.at}`);
  return holds(
    "enrolment",
    `asked for and confirmed by ${statement.signer.name}, approved by two others`,
  );
}

const ends: readonly string[] = [
  "key.rejected",
  "key.replaced",
  "key.revocation-asked",
  "key.revoked",
];

/** What became of the key after the signature, in words; empty where nothing did. */
export function laterEnd({ acts, fingerprint, signedAt }: KeyMatter): string {
  const ended = acts.find(
    ({ kind, subject, at }) =>
      subject === `key/${fingerprint}` && at > signedAt && ends.includes(kind),
  );
  return ended === undefined
    ? ""
    : `After the signature: ${ended.kind} of this key on ${ended.at}.`;
}
