import { setTimeout } from "node:timers/promises";
import { determinationPieces } from "../determination/determination-pieces.ts";
import { type RecordedHead, requireRecorded } from "../determination/recorded.actions.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { parseCheckpoint } from "../kit/checkpoint.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { Problem } from "../kit/problem.ts";
import { readNote } from "../kit/signed-note.ts";
import { digestOfPieces } from "../kit/text-pieces.ts";
import { readZip, type ZipEntry } from "../kit/zip.ts";
import type { Transaction } from "../platform/database/database.ts";
import { latestCheckpoint, logVerifierKey } from "../platform/log/log.store.ts";
import { prepareTypesetter } from "../platform/typesetting/typesetters.ts";
import type { Work } from "../platform/work.ts";
import { publicationId, writeBundle } from "./bundle.ts";
import type {
  BundleInputs,
  ProvedLeaf,
  Publication,
  PublicationList,
  PublicationRequest,
} from "./bundle.contract.ts";
import { bundleNames } from "./bundle-names.ts";
import { gatherInputs } from "./gather-inputs.actions.ts";
import { proveActs, type Throughout } from "./prove-acts.actions.ts";
import type { Act } from "./act.ts";
import { actsOf } from "./published-acts.ts";
import { listKinds, listSubject } from "./replayed-list.ts";
import { publishingOf } from "./publishing.actions.ts";
import { unlessTooLarge } from "./published-files.ts";
import { recompute } from "./recompute.ts";
import { withCorrectionNotice } from "./correction-notice.ts";
import { printReport } from "./report-formats.actions.ts";
import { filesOfReport } from "./report-formats.ts";
import { bundledContentOf } from "./report-content-of.ts";
import { composeStyle } from "./report-style.ts";
import { requireNothingWithheld } from "./withholdings.actions.ts";
import {
  insertPublication,
  lockPublications,
  publicationById,
  publicationOf,
  publicationPage,
  publishedBundle,
  publishedFile,
  publishedReport,
} from "./reports.store.ts";

const mostLooks = 20;
const betweenLooks = 100;

/**
 * Publishes the ratings of a day: everything a stranger needs to compute them again, in one signed
 * archive, readable by everybody from the commit on and never changed again.
 *
 * Given: a determination that was recorded (`determination.recorded`), whose leaves have indices.
 * Refuses: ratings that were not recorded, and a review of which something is withheld: its public
 * edition is made by `makeEdition` (refused); leaves that wait for their indices
 * (unavailable: ask again in a second); ratings that cannot be computed again from the files that
 * are kept (internal), because what a stranger cannot check is not published.
 */
export async function publish(
  work: Work,
  review: string,
  request: PublicationRequest,
): Promise<Publication> {
  const { transaction } = work;
  await lockPublications(transaction, review);
  const recorded = await requireRecorded(transaction, review, request.on, request.as_of);
  await requireNothingWithheld(transaction, review);
  const before = await publicationOf(transaction, review, recorded.on, recorded.as_of);
  if (before && (request.corrects ?? before.corrects) === before.corrects) {
    await requireSameRatings(transaction, before, recorded);
    return { ...before, unchanged: true };
  }
  prepareTypesetter();
  const publishing = await publishingOf(transaction, recorded, request);
  const { inputs, files } = await gatherInputs(transaction, recorded, publishing);
  const content = await sealed(work, inputs, files, recorded);
  return keepPublication(work, inputs, recorded, content, null);
}

/** One day and instant may be rated by several methodologies, and is published by one of them. */
async function requireSameRatings(
  transaction: Transaction,
  { id }: Publication,
  recorded: RecordedHead,
): Promise<void> {
  const bundle = (await publishedBundle(transaction, id)) ?? new Uint8Array();
  const published = readZip(bundle, id).find(({ name }) => name === bundleNames.determination);
  if (published !== undefined && sha256(published.content) === recorded.digest) return;
  const sentence = `${id} holds other ratings of this day and instant, such as another methodology's; record these as of a later instant and publish them as of that.`;
  throw new Problem("refused", sentence, { field: "as_of" });
}

/** Computes everything again from the files, as a stranger will, and writes the signed archive. */
async function sealed(
  work: Work,
  inputs: BundleInputs,
  files: readonly ZipEntry[],
  recorded: RecordedHead,
): Promise<Uint8Array> {
  const { transaction } = work;
  const byName = new Map(files.map(({ name, content }) => [name, content]));
  const recomputed = await recompute(inputs, (name) => byName.get(name) ?? new Uint8Array());
  if ((await digestOfPieces(determinationPieces(recomputed.determination))) !== recorded.digest) {
    throw new Error("the recorded ratings cannot be computed again from the files that are kept");
  }
  const acts = actsOf(inputs, recorded, recomputed.scores);
  const { note, leaves, verifierKey } = await provedSoon(transaction, acts, {
    kinds: listKinds,
    subject: listSubject(recorded.review),
    until: recorded.as_of,
  });
  const { origin, size, root } = parseCheckpoint(readNote(note).text);
  const methodologyText = new TextDecoder().decode(byName.get(inputs.methodology.entry));
  const log = { origin, size, root: encodeBase64(root) };
  const content = bundledContentOf({ inputs, recomputed, methodologyText, log });
  const style = composeStyle(readOwnFile);
  const print = unlessTooLarge(() => printReport(content));
  return writeBundle(
    { inputs, content, files, checkpointNote: note, leaves, verifierKey, style, print },
    (text) => work.sign(text, "bundle"),
  );
}

interface Proved {
  readonly note: string;
  readonly leaves: ProvedLeaf[];
  readonly verifierKey: string;
}

/**
 * Proves acts under the newest checkpoint. Those that were logged a moment ago get their indices
 * from another transaction, which this one sees as soon as it commits; so a second look is worth
 * while, and nothing that other writers wait for is held meanwhile.
 */
export async function provedSoon(
  transaction: Transaction,
  acts: readonly Act[],
  throughout: Throughout,
): Promise<Proved> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await provedNow(transaction, acts, throughout);
    } catch (error) {
      const waits = error instanceof Problem && error.kind === "unavailable";
      if (!waits || looks === mostLooks) throw error;
      await setTimeout(betweenLooks);
    }
  }
}

async function provedNow(
  transaction: Transaction,
  acts: readonly Act[],
  throughout: Throughout,
): Promise<Proved> {
  const checkpoint = await latestCheckpoint(transaction);
  const verifierKey = await logVerifierKey(transaction);
  if (!checkpoint || verifierKey === undefined) {
    throw new Problem("unavailable", "the log has no checkpoint yet; ask again in a second.");
  }
  const { note, size } = checkpoint;
  return { note, verifierKey, leaves: await proveActs(transaction, acts, throughout, size) };
}

/**
 * Keeps a bundle as a publication, and logs it (`report.published`). `edition` names the public edition
 * whose bundle it is; null for a whole bundle.
 */
export async function keepPublication(
  work: Work,
  inputs: Pick<BundleInputs, "publishing"> & { readonly review: { readonly title: string } },
  recorded: RecordedHead,
  content: Uint8Array,
  edition: string | null,
): Promise<Publication> {
  const { review, on, as_of } = recorded;
  const digest = sha256(content);
  const id = publicationId(review, on, digest);
  const entries = readZip(content);
  const report = entries.find(({ name }) => name === bundleNames.report);
  const { corrects } = inputs.publishing;
  const leaf = await work.append({
    kind: "report.published",
    subject: `publication/${id}`,
    data: {
      publication: id,
      review,
      on,
      as_of,
      digest,
      bytes: content.length,
      determination: recorded.digest,
      ...(corrects === null ? {} : { corrects: corrects.publication, reason: corrects.reason }),
    },
  });
  await insertPublication(work.transaction, {
    id,
    review,
    title: inputs.review.title,
    on,
    as_of,
    published_at: await work.knownAt(),
    digest,
    headline: recorded.enterprise.headline,
    leaf,
    content,
    html: new TextDecoder().decode(report?.content),
    corrects: corrects?.publication ?? null,
    reason: corrects?.reason ?? "",
    edition,
    files: entries
      .filter(({ name }) => name in filesOfReport)
      .map((entry) => ({
        name: entry.name,
        start: entry.content.byteOffset - content.byteOffset,
        bytes: entry.content.length,
      })),
  });
  return requirePublication(work.transaction, id);
}

/** A publication by its identifier. Refuses (not-found) what was not published. */
export async function requirePublication(
  transaction: Transaction,
  id: string,
): Promise<Publication> {
  const found = await publicationById(transaction, id);
  if (found) return found;
  throw notPublished(id);
}

function notPublished(id: string): Problem {
  return new Problem("not-found", `nothing was published as ${id}; /api/publications lists all.`);
}

/** Everything that was published, newest first, a page at a time. */
export async function listPublications(
  work: Work,
  after: string,
  limit: number,
): Promise<PublicationList> {
  const rows = await publicationPage(work.transaction, after, limit + 1);
  const publications = rows.slice(0, limit);
  return { publications, next: rows.length > limit ? (publications.at(-1)?.id ?? "") : "" };
}

/** The bytes of a published bundle. Refuses (not-found) what was not published. */
export async function readPublishedBundle(work: Work, id: string): Promise<Uint8Array> {
  const bundle = await publishedBundle(work.transaction, id);
  if (bundle) return bundle;
  throw notPublished(id);
}

/**
 * The report of a published bundle as it is read on its page: one that was corrected since says so
 * above everything else; the bytes in its bundle stay. Refuses (not-found) what was not published.
 */
export async function readPublishedReport(work: Work, id: string): Promise<string> {
  const { transaction } = work;
  const [report, publication] = [
    await publishedReport(transaction, id),
    await publicationById(transaction, id),
  ];
  if (report === undefined || publication === undefined) throw notPublished(id);
  return withCorrectionNotice(report, publication);
}

/** One file of a published bundle. Refuses (not-found) what is not in it. */
export async function readPublishedFile(work: Work, id: string, name: string): Promise<Uint8Array> {
  const file = await publishedFile(work.transaction, id, name);
  if (file) return file;
  await requirePublication(work.transaction, id);
  const sentence = `the bundle of ${id} holds no ${name}; /published/${id}/bundle.zip has all that was published.`;
  throw new Problem("not-found", sentence);
}
