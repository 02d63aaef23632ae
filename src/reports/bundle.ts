import { canonicalJson } from "../kit/canonical-json.ts";
import { writeZip, type ZipEntry } from "../kit/zip.ts";
import type { BundleInputs, ProvedLeaf } from "./bundle.contract.ts";
import { bundleNames, editionNames } from "./bundle-names.ts";
import type { PublicRows } from "./edition.contract.ts";
import { type ManifestHead, manifestName, manifestText } from "./manifest.ts";
import { publishedFiles } from "./published-files.ts";
import { type ReportContent, reportEdition } from "./report-content.ts";

/** What a bundle is put together from. */
export interface BundleParts {
  /** Everything that the ratings stand on; of a public edition, its public rows. */
  readonly inputs: BundleInputs | PublicRows;
  readonly content: ReportContent;
  /** Sources, mappings, methodology and yardstick, as they were received. */
  readonly files: readonly ZipEntry[];
  /** The signed checkpoint, and the published acts with the way from each to its root. */
  readonly checkpointNote: string;
  readonly leaves: readonly ProvedLeaf[];
  /** The log's verifier key, as published. */
  readonly verifierKey: string;
  readonly style: string;
  /** The printed report, maybe still being printed by another process; null where there is none. */
  readonly print: Promise<Uint8Array | null> | Uint8Array | null;
}

/**
 * Puts a bundle together (docs/bundle-format.md): every file, the manifest of their digests, signed,
 * and all of it as an archive. The same parts and key give the same bytes.
 *
 * Given: the parts, and how to sign the manifest's text as a note under `manifestSigner`.
 */
export async function writeBundle(
  parts: BundleParts,
  sign: (text: string) => Promise<string>,
): Promise<Uint8Array> {
  const { inputs, content } = parts;
  const [published, print] = await Promise.all([publishedFiles(content, parts.style), parts.print]);
  const entries = [
    ...published,
    ...(print === null ? [] : [{ name: bundleNames.print, content: print }]),
    ...uniqueFiles(parts.files),
    text(inputsName(inputs), canonicalJson(inputs)),
    text(bundleNames.checkpoint, parts.checkpointNote),
    text(bundleNames.leaves, leavesText(parts.leaves)),
    text(bundleNames.key, `${parts.verifierKey}\n`),
  ];
  const head: ManifestHead = {
    origin: content.log.origin,
    review: inputs.review.id,
    on: inputs.on,
    asOf: inputs.as_of,
    edition: reportEdition,
  };
  const note = await sign(manifestText(head, entries));
  return writeZip([...entries, text(manifestName, note)]);
}

/** Where the inputs lie: a public edition has another entry, so that nobody takes one for the other. */
function inputsName({ format }: BundleParts["inputs"]): string {
  return format === "muster/public-rows/1" ? editionNames.rows : bundleNames.inputs;
}

function text(name: string, content: string): ZipEntry {
  return { name, content: new TextEncoder().encode(content) };
}

/** One file may have been received for two collections; it is carried once. */
function uniqueFiles(files: readonly ZipEntry[]): ZipEntry[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}

function leavesText(leaves: readonly ProvedLeaf[]): string {
  return canonicalJson({
    format: "muster/proved-leaves/1",
    leaves: leaves.toSorted((left, right) => left.index - right.index),
  });
}

/**
 * The readable name of a publication, bound to its bytes.
 * Given: review, day spoken of, and the SHA-256 of the bundle.
 */
export function publicationId(review: string, on: string, digest: string): string {
  return `${review}-on-${on}-${digest.slice(0, 12)}`;
}
