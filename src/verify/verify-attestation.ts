import { createHash } from "node:crypto";
import { AttestationFile, type ProvedAct } from "../attestations/attestation-file.contract.ts";
import {
  inTotoPayloadType,
  type SignableStatement,
} from "../attestations/attestations.contract.ts";
import { readStatement } from "../attestations/signed-statement.ts";
import { decodeBase64, encodeBase64 } from "../kit/base64.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { type Checkpoint, parseCheckpoint } from "../kit/checkpoint.ts";
import { counted } from "../kit/counted-words.ts";
import { openEnvelope } from "../kit/dsse.ts";
import { fingerprintOf } from "../kit/ed25519.ts";
import { leafHash, verifyInclusion } from "../kit/merkle.ts";
import { Problem } from "../kit/problem.ts";
import { openNote, readNote, readVerifierKey, verifierKey } from "../kit/signed-note.ts";
import { checkEnrolment, laterEnd } from "./check-enrolment.ts";
import { checkOffice } from "./check-office.ts";
import { type ReadAct, readActs } from "./signing-acts.ts";
import { add, attempt, readJson } from "./steps.ts";
import type { Trust } from "./trust-file.ts";
import { type Check, fails, holds, named, type Verification } from "./verification.ts";

/** Says whether a file is meant to be a signed statement: it is JSON, where a bundle is an archive. */
export function isAttestationFile(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7b;
}

/** What is checked, and against what. */
export interface AttestationQuestion {
  /** Name of the file, for sentences. */
  readonly file: string;
  readonly trust: Trust;
}

/**
 * Checks the file of a signed statement as a stranger does, with no server and no network: that its
 * bytes are exactly canonical, that the key signed the statement, that the log holds every act behind
 * it under a signed checkpoint, that the key was enrolled for whoever signed, and that they held the
 * office then.
 *
 * Returns one check for each promise. What cannot be looked at because something before it is broken
 * is left out; the verdict is then `failed`.
 */
export async function verifyAttestation(
  bytes: Uint8Array,
  { file: name, trust }: AttestationQuestion,
): Promise<Verification> {
  const checks: Check[] = [];
  const file = await attempt(checks, "bytes", () => readJson(AttestationFile, name, () => bytes));
  if (file === null) return verdictOf(checks, trust, []);
  checks.push(holds("bytes", "exactly the canonical JSON of a signed statement"));
  const signed = await attempt(checks, "signature", () => openSigned(file, name));
  if (signed === null) return verdictOf(checks, trust, []);
  checks.push(signatureCheck(signed, trust));
  const checkpoint = await attempt(checks, "log", () => openCheckpoint(file, trust, name));
  if (checkpoint === null) return verdictOf(checks, trust, []);
  checks.push(checkActs(file.acts, checkpoint));
  if (!checks.every((check) => check.holds)) return verdictOf(checks, trust, []);
  const acts = readActs(file.acts);
  const signature = signatureAct(acts, signed);
  if (signature === undefined) {
    checks.push(fails("acts", "no act in the log says that this was signed", ["acts"]));
    return verdictOf(checks, trust, []);
  }
  checks.push(holds("acts", `the log took it in at ${signature.at}`));
  const { predicate: statement } = signed.statement;
  const matter = {
    acts,
    statement,
    publicKey: file.public_key,
    fingerprint: signed.fingerprint,
    signedAt: signature.at,
  };
  await add(checks, "enrolment", () => checkEnrolment(matter));
  await add(checks, "office", () => checkOffice(matter));
  return verdictOf(checks, trust, [...remarksOf(signed), laterEnd(matter)]);
}

interface OpenedStatement {
  readonly statement: SignableStatement;
  readonly fingerprint: string;
  /** SHA-256 of the payload. */
  readonly digest: string;
}

async function openSigned(file: AttestationFile, name: string): Promise<OpenedStatement> {
  const publicKey = decodeBase64(file.public_key);
  const payload = decodeBase64(file.envelope.payload);
  if (publicKey === null || payload === null) {
    throw new Problem("bad-input", "is not base 64 in the one accepted form.", { file: name });
  }
  const value = await openEnvelope(file.envelope, { payloadType: inTotoPayloadType, publicKey });
  const statement = readStatement(value, name);
  if (statement.predicate.simulated !== file.simulated) {
    throw new Problem("refused", "the statement and its file disagree on whether it is simulated.");
  }
  return { statement, fingerprint: await fingerprintOf(publicKey), digest: sha256(payload) };
}

/** The key is the signer's by what the stranger knows, where they know a fingerprint. */
function signatureCheck({ statement, fingerprint }: OpenedStatement, trust: Trust): Check {
  const { signer, organisation } = statement.predicate;
  const words = `${signer.name} signed for ${organisation.name} with the key ${fingerprint.slice(0, 16)}…`;
  if (trust.fingerprints.length === 0) return holds("signature", words);
  const known = trust.fingerprints.some((text) => plainFingerprint(text) === fingerprint);
  if (known) return holds("signature", `${words}, whose fingerprint you gave`);
  return fails(
    "signature",
    `the key ${fingerprint} is not among the fingerprints that you gave: another key stands in the place of the head's, or you have no fingerprint of this head`,
    ["public_key"],
  );
}

/** `SHA256:…` in base 64 without padding, or 64 digits: the same fingerprint. */
export function plainFingerprint(text: string): string {
  if (!text.startsWith("SHA256:")) return text;
  const bytes = decodeBase64(`${text.slice("SHA256:".length)}=`);
  return bytes === null ? "" : Buffer.from(bytes).toString("hex");
}

async function openCheckpoint(
  file: AttestationFile,
  trust: Trust,
  name: string,
): Promise<Checkpoint> {
  const own = await readVerifierKey(file.verifier_key);
  if (verifierKey(own) !== file.verifier_key) {
    throw new Problem("bad-input", "names the key of the log in another form.", { file: name });
  }
  const isKnown = trust.verifiers.some((each) => verifierKey(each) === file.verifier_key);
  if (trust.verifiers.length > 0 && !isKnown) {
    throw new Problem("refused", `none of the keys that you gave is that of the log ${own.name}.`);
  }
  const { text } = await openNote(file.checkpoint, [own]);
  const checkpoint = parseCheckpoint(text);
  const { length } = readNote(file.checkpoint).signatures;
  const isExact =
    checkpoint.origin === own.name &&
    text === `${checkpoint.origin}\n${checkpoint.size}\n${encodeBase64(checkpoint.root)}\n`;
  if (length === 1 && isExact) return checkpoint;
  throw new Problem("refused", "the checkpoint is not one signed text of this log.");
}

function checkActs(acts: readonly ProvedAct[], checkpoint: Checkpoint): Check {
  const wrong = acts.filter((act) => !isIncluded(act, checkpoint));
  const inOrder = acts.every((act, at) => at === 0 || (acts[at - 1]?.index ?? -1) < act.index);
  if (wrong.length > 0 || !inOrder) {
    const names = wrong.map(
      ({ event, index }) => `${event.kind} of ${event.subject} (leaf ${index})`,
    );
    const words = inOrder ? named(names) : "the acts do not stand in the order of the log";
    return fails("log", `not in the log as they are shown: ${words}`, ["acts"]);
  }
  return holds(
    "log",
    `${counted(acts.length, "act")} found in the log of ${counted(checkpoint.size, "leaf", "leaves")}`,
  );
}

function isIncluded(act: ProvedAct, checkpoint: Checkpoint): boolean {
  const content = createHash("sha256")
    .update(Buffer.from(act.salt, "hex"))
    .update(canonicalJson(act.event))
    .digest();
  return (
    content.toString("hex") === act.digest &&
    verifyInclusion({
      index: act.index,
      size: checkpoint.size,
      leafHash: leafHash(content),
      proof: act.proof.map((hash) => Buffer.from(hash, "hex")),
      root: checkpoint.root,
    })
  );
}

function signatureAct(
  acts: readonly ReadAct[],
  { statement, fingerprint, digest }: OpenedStatement,
): ReadAct | undefined {
  const { review, organisation, signer, head, simulated } = statement.predicate;
  return acts.find(
    (act) =>
      act.kind === "attestation.signed" &&
      act.subject === `review/${review.id}/organisation/${organisation.id}` &&
      act.actor === signer.account &&
      act.data["attestation"] === digest &&
      act.data["key"] === fingerprint &&
      act.data["account"] === signer.account &&
      act.data["office"] === head.office &&
      act.data["capacity"] === signer.capacity &&
      act.data["delegation"] === signer.delegation &&
      (act.data["simulated"] === true) === simulated,
  );
}

function remarksOf({ statement }: OpenedStatement): string[] {
  const { simulated, totals, on } = statement.predicate;
  return [
    ...(simulated ? ["SIMULATED: everything in this statement is invented."] : []),
    `It speaks of ${counted(totals.open_risks, "open risk")}, ${totals.undecided} undecided, and ${counted(totals.items, "item")}, as shown on ${on}.`,
    "That no later act changed who held the office is the word of the log; read the whole log for it.",
  ];
}

const promises: readonly Check["what"][] = [
  "bytes",
  "signature",
  "log",
  "acts",
  "enrolment",
  "office",
];

function verdictOf(
  checks: readonly Check[],
  trust: Trust,
  remarks: readonly string[],
): Verification {
  const whole =
    checks.every((check) => check.holds) &&
    promises.every((what) => checks.some((check) => check.what === what));
  const known = trust.verifiers.length > 0;
  const origin = known
    ? holds("origin", "established by a key that you gave")
    : fails("origin", "intact, origin not established");
  const vouched = "Head: enrolment vouched for by the log only.";
  const told = [...remarks, ...(trust.fingerprints.length === 0 ? [vouched] : [])];
  return {
    verdict: whole ? (known ? "verified" : "intact") : "failed",
    checks: whole ? [...checks, origin] : checks,
    remarks: told.filter((remark) => remark !== ""),
  };
}
