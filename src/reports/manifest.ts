import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { compareNames, type ZipEntry } from "../kit/zip.ts";

/** The entry that lists all others; the only one that it does not list itself. */
export const manifestName = "manifest";

/** What a manifest says of its bundle, before the list of digests. */
export interface ManifestHead {
  /** Name of the log under whose checkpoint the acts were found. */
  readonly origin: string;
  readonly review: string;
  readonly on: string;
  readonly asOf: string;
  readonly edition: number;
}

/** A manifest, read: its head, and the digest of each entry by name. */
export interface Manifest extends ManifestHead {
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * The name under which the manifest is signed. It is not the log's own name: so no manifest can be
 * shown as a checkpoint nor the other way round, although one key signs both.
 */
export function manifestSigner(origin: string): string {
  return `${origin}/bundle`;
}

/**
 * Writes the text of a manifest, to be signed as a note (C2SP signed-note). After the head each
 * line is as `sha256sum` writes it, so that `sha256sum --check` reads it.
 */
export function manifestText(head: ManifestHead, entries: readonly ZipEntry[]): string {
  const lines = entries
    .filter(({ name }) => name !== manifestName)
    .toSorted((left, right) => compareNames(left.name, right.name))
    .map(({ name, content }) => `${sha256(content)}  ${name}\n`);
  return headText(head) + lines.join("");
}

function headText({ origin, review, on, asOf, edition }: ManifestHead): string {
  return [
    manifestSigner(origin),
    "muster/bundle/1",
    `review ${review}`,
    `on ${on}`,
    `as-of ${asOf}`,
    `edition ${edition}`,
    "",
  ].join("\n");
}

const headPattern =
  /^(\S+)\/bundle\nmuster\/bundle\/1\nreview (\S+)\non (\d{4}-\d\d-\d\d)\nas-of (\S+)\nedition ([1-9]\d{0,5})\n/;

/** Reads the text of a manifest. Refuses anything that `manifestText` would not have written. */
export function readManifest(text: string): Manifest {
  const [whole = "", origin = "", review = "", on = "", asOf = "", edition = ""] =
    headPattern.exec(text) ?? [];
  const digests = new Map<string, string>();
  const lines = text.slice(whole.length).split("\n");
  const ended = lines.pop() === "";
  let last = "";
  for (const [at, line] of lines.entries()) {
    const [, digest = "", name = ""] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
    if (name === "" || name === manifestName || last >= name) {
      throw new Problem("bad-input", "expected a digest, two blanks and a name, sorted by name.", {
        file: manifestName,
        line: whole.split("\n").length + at,
      });
    }
    digests.set(name, digest);
    last = name;
  }
  if (whole === "" || !ended || digests.size === 0) {
    throw new Problem(
      "bad-input",
      "this is not the manifest of a bundle, format muster/bundle/1.",
      {
        file: manifestName,
      },
    );
  }
  return { origin, review, on, asOf, edition: Number(edition), digests };
}
