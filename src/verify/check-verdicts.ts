import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { agreedRating } from "../confirmations/verdict-stage.ts";
import { SignableConfirmation } from "../confirmations/verdicts.contract.ts";
import type { Determination } from "../determination/determination.contract.ts";
import { decodeBase64 } from "../kit/base64.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { counted } from "../kit/counted-words.ts";
import { openEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import type { VerdictsFile } from "../reports/verdicts-file.contract.ts";
import { plainFingerprint } from "./verify-attestation.ts";
import { type Check, fails, holds, named } from "./verification.ts";

type Predicate = SignableConfirmation["predicate"];

/**
 * Checks what officers signed of the ratings of a bundle: each signature against the key beside it,
 * that it speaks of these ratings and of the reply and final word that lie here, and that what
 * stands as confirmed was signed by two different officers. Whether a key is the officer's, the
 * bundle does not show; a fingerprint from elsewhere does.
 *
 * Given: the file, the determination computed anew, its SHA-256, and fingerprints that are trusted.
 */
export async function checkVerdicts(
  file: VerdictsFile,
  { ratings, simulated }: Determination & { readonly simulated?: boolean },
  digest: string,
  fingerprints: readonly string[],
): Promise<Check> {
  const wrong = (words: string): Check => fails("verdicts", words, [bundleNames.verdicts]);
  const computed = new Map(ratings.map((each) => [each.organisation, each.rating.label]));
  const strange = file.verdicts.filter((each) => computed.get(each.organisation) !== each.computed);
  if (strange.length > 0) {
    const who = strange.map(({ organisation }) => organisation);
    return wrong(`speaks of other ratings than were computed anew: ${named(who)}`);
  }
  if (simulated === true && !file.simulated) return wrong("does not say that it is simulated");
  const given = new Set(fingerprints.map(plainFingerprint));
  const signed: Predicate[] = [];
  let vouched = 0;
  for (const { public_key, envelope } of file.confirmations) {
    const publicKey = decodeBase64(public_key);
    if (publicKey === null) return wrong("holds a key that is not base 64");
    const expected = { payloadType: inTotoPayloadType, publicKey };
    const { predicate } = checkShape(
      SignableConfirmation,
      await openEnvelope(envelope, expected),
      (path) => ({ file: bundleNames.verdicts, field: pathInWords(path) }),
    );
    if (predicate.determination !== digest) return wrong("holds a signature of other ratings");
    signed.push(predicate);
    if (given.has(envelope.signatures[0]?.keyid ?? "")) vouched += 1;
  }
  const unsupported = file.verdicts.filter(
    (verdict) => agreedRating(ofVerdict(verdict, signed)) !== verdict.confirmed,
  );
  if (unsupported.length > 0) {
    const who = unsupported.map(({ organisation }) => organisation);
    return wrong(`is not what two officers signed: ${named(who)}`);
  }
  const confirmed = file.verdicts.filter((verdict) => verdict.confirmed !== null).length;
  const keys =
    vouched === signed.length
      ? "by keys that you gave"
      : "whose keys are vouched for by the bundle only";
  const by = signed.length === 0 ? "" : `, ${keys}`;
  return holds(
    "verdicts",
    `${counted(file.verdicts.length, "verdict")}, ${confirmed} by two officers, ${counted(signed.length, "signature")}${by}`,
  );
}

/** The last signature of each officer that had read the reply and the final word that stand. */
function ofVerdict(
  { organisation, draft, reply, final_word }: VerdictsFile["verdicts"][number],
  signed: readonly Predicate[],
): { by: string; rating: string }[] {
  const last = new Map<string, string | null>();
  for (const predicate of signed) {
    if (predicate.draft !== draft) continue;
    const own = predicate.verdicts.find((each) => each.organisation === organisation);
    if (own === undefined) continue;
    const isRead =
      own.reply === (reply?.leaf ?? null) && own.final_word === (final_word?.leaf ?? null);
    last.set(predicate.officer.account, isRead ? own.rating : null);
  }
  return [...last].flatMap(([by, rating]) => (rating === null ? [] : [{ by, rating }]));
}

/** A bundle names the file where these ratings were sent, and only there. */
export function requireNamed(entry: string): void {
  if (entry === bundleNames.verdicts) return;
  throw new Problem("bad-input", `names ${entry} where ${bundleNames.verdicts} was expected.`, {
    file: bundleNames.inputs,
  });
}
