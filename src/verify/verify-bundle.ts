import { counted } from "../kit/counted-words.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { readZip, type ZipEntry } from "../kit/zip.ts";
import {
  type BundleInputs,
  EarlierBundleInputs,
  type ProvedLeaf,
  ProvedLeaves,
} from "../reports/bundle.contract.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import { manifestName } from "../reports/manifest.ts";
import { VerdictsFile } from "../reports/verdicts-file.contract.ts";
import { recompute, type ReadEntry } from "../reports/recompute.ts";
import { bundledContentOf } from "../reports/report-content-of.ts";
import { checkActs } from "./check-acts.ts";
import { checkDigests } from "./check-digests.ts";
import { checkLog } from "./check-log.ts";
import { checkPublicEdition, isPublicEdition, withheldRemarks } from "./check-public-edition.ts";
import { checkEdition, checkPublished } from "./check-published.ts";
import { checkRatings } from "./check-ratings.ts";
import { checkVerdicts, requireNamed } from "./check-verdicts.ts";
import { checkSignatures, type SignedParts } from "./check-signatures.ts";
import { add, attempt, readJson, textOf } from "./steps.ts";
import { readTrustFile, type Trust } from "./trust-file.ts";
import { reportEdition } from "../reports/report-content.ts";
import { type Check, fails, holds, type Verification } from "./verification.ts";

/** What is checked, against what, and how. */
export interface VerifyQuestion {
  /** Name of the file, for sentences. */
  readonly file: string;
  readonly trust: Trust;
  /** The style that reports are written with (`composeStyle`). */
  readonly style: string;
  /** Tell the rating of this organisation too. */
  readonly organisation?: string | undefined;
}

/**
 * Checks a bundle as a stranger does: with no server, no database, no network, and nothing that the
 * publisher computed. Every rating is computed anew from the raw files.
 *
 * Returns: one check for each promise, in the order in which they build on each other. What cannot be
 * looked at because something before it is broken is left out; the verdict is then `failed`.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  question: VerifyQuestion,
): Promise<Verification> {
  const checks: Check[] = [];
  const entries = await attempt(checks, "archive", () => readZip(bytes, question.file));
  if (entries === null) return verdictOf(checks, question);
  checks.push(
    holds("archive", `${counted(entries.length, "file")}, every byte of the archive accounted for`),
  );
  const read = readerOf(entries);
  const signed = await attempt(checks, "signature", () => openSigned(read, question.trust));
  if (signed === null) return verdictOf(checks, question);
  checks.push(checkDigests(entries, signed.manifest), signed.check);
  const beside = await checkContents(checks, signed, read, question);
  return verdictOf(checks, question, beside);
}

/** Checks everything inside; answers what is true of the bundle beside its checks. */
async function checkContents(
  checks: Check[],
  signed: SignedParts,
  read: ReadEntry,
  question: VerifyQuestion,
): Promise<readonly string[]> {
  const leaves = await attempt(checks, "log", () =>
    readJson(ProvedLeaves, bundleNames.leaves, read),
  );
  if (leaves !== null) checks.push(checkLog(leaves.leaves, signed.checkpoint));
  const otherEdition = checkEdition(signed.manifest.edition);
  // What a later release writes cannot be read here; what an earlier one wrote is rated anew.
  if (otherEdition && signed.manifest.edition > reportEdition) {
    checks.push(otherEdition);
    return [];
  }
  if (isPublicEdition(signed.manifest)) {
    const given = { signed, read, leaves: leaves?.leaves ?? null, question };
    const rows = await checkPublicEdition(checks, given);
    return rows === null ? [] : withheldRemarks(rows);
  }
  await checkWhole(checks, signed, read, { question, leaves: leaves?.leaves ?? null });
  return [];
}

async function checkWhole(
  checks: Check[],
  signed: SignedParts,
  read: ReadEntry,
  { question, leaves }: { question: VerifyQuestion; leaves: readonly ProvedLeaf[] | null },
): Promise<void> {
  const inputs = await attempt(checks, "inputs", () => readInputs(signed, read));
  if (inputs === null) return;
  const recomputed = await attempt(checks, "ratings", () => recompute(inputs, read));
  if (recomputed === null) return;
  const { determination } = recomputed;
  await add(checks, "ratings", () =>
    checkRatings(read(bundleNames.determination), determination, question.organisation),
  );
  const { verdicts } = inputs;
  if (verdicts !== undefined) {
    await add(checks, "verdicts", () => {
      requireNamed(verdicts);
      const file = readJson(VerdictsFile, verdicts, read);
      const digest = sha256(read(bundleNames.determination));
      return checkVerdicts(file, determination, digest, question.trust.fingerprints);
    });
  }
  if (leaves !== null) {
    checks.push(checkActs(leaves, inputs, determination, recomputed.scores));
  }
  await add(checks, "published", () => {
    const otherEdition = checkEdition(signed.manifest.edition);
    if (otherEdition) return otherEdition;
    const { origin, size, root } = signed.checkpoint;
    const content = bundledContentOf({
      inputs,
      recomputed,
      methodologyText: textOf(read(inputs.methodology.entry)),
      log: { origin, size, root: encodeBase64(root) },
    });
    const hasPrint = signed.manifest.digests.has(bundleNames.print);
    return checkPublished(content, question.style, read, hasPrint);
  });
}

function readerOf(entries: readonly ZipEntry[]): ReadEntry {
  const byName = new Map(entries.map(({ name, content }) => [name, content]));
  return (name) => {
    const content = byName.get(name);
    if (content !== undefined) return content;
    throw new Problem("not-found", "is not in the bundle.", { file: name });
  };
}

async function openSigned(read: ReadEntry, trust: Trust): Promise<SignedParts> {
  const own = textOf(read(bundleNames.key));
  const given = trust.verifiers.length > 0;
  const { verifiers } = given ? trust : await readTrustFile(own, bundleNames.key);
  return checkSignatures(textOf(read(manifestName)), textOf(read(bundleNames.checkpoint)), {
    verifiers,
    own: !given,
  });
}

function readInputs({ manifest }: SignedParts, read: ReadEntry): BundleInputs {
  const written = readJson(EarlierBundleInputs, bundleNames.inputs, read);
  const inputs = { publishing: { errors_to: "", corrects: null }, ...written };
  const { review, on, as_of } = inputs;
  if (review.id === manifest.review && on === manifest.on && as_of === manifest.asOf) return inputs;
  throw new Problem("bad-input", "is of another determination than the manifest says.", {
    file: bundleNames.inputs,
  });
}

function verdictOf(
  checks: Check[],
  { trust }: VerifyQuestion,
  beside: readonly string[] = [],
): Verification {
  const whole = checks.every((check) => check.holds) && checks.at(-1)?.what === "published";
  const known = trust.verifiers.length > 0;
  const origin = known
    ? holds("origin", "established by a key that you gave")
    : fails("origin", "intact, origin not established");
  return {
    verdict: whole ? (known ? "verified" : "intact") : "failed",
    checks: whole ? [...checks, origin] : checks,
    remarks: [...beside, ...remarksOf(trust)],
  };
}

function remarksOf({ fingerprints }: Trust): string[] {
  return fingerprints.length === 0
    ? ["Heads: enrolment vouched for by the log only."]
    : ["Heads: fingerprints were given; nothing in this bundle is signed by a head."];
}
