import { createReadStream } from "node:fs";
import {
  hasRawFile,
  insertRawChunks,
  insertRawFile,
  rawFile,
} from "../evidence/raw-files.store.ts";
import { Problem } from "../kit/problem.ts";
import type { Download, Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { insertScoreFile, storedScoreFile } from "./score-files.store.ts";
import type { ScoreFileKept } from "./score-views.contract.ts";
import {
  mayGive,
  requireMayGive,
  requireOrganisation,
  scoredReview,
} from "./scored-review.actions.ts";
import { sightOf } from "./sight.actions.ts";

/**
 * Keeps a file that scores of an organisation rest on: whoever may score it, of either side. The same
 * bytes again change nothing. Leaf: `score-file.kept`, with their digest.
 * Refuses: who may score neither side (not-permitted), a file without a byte (bad-input).
 */
export async function keepScoreFile(
  work: Work,
  review: string,
  name: string,
  file: Upload,
): Promise<ScoreFileKept> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, name);
  if (!mayGive(work, "independent", organisation)) requireMayGive(work, "self", organisation);
  (await sightOf(work, review)).requireAny(organisation);
  if (file.size === 0) {
    throw new Problem("bad-input", "this file is empty; send one with content.", {
      file: file.name,
    });
  }
  const { digest, size } = file;
  const shown = file.name.slice(0, 300);
  const { simulated } = scored.summary;
  const answer = { review, simulated, organisation, file: digest, size };
  const there = await storedScoreFile(transaction, review, organisation, digest);
  if (there !== undefined) return { ...answer, name: there.name, unchanged: true };
  const isNew = !(await hasRawFile(transaction, digest));
  if (isNew) await insertRawChunks(transaction, digest, createReadStream(file.path));
  const knownAt = await work.knownAt();
  if (isNew) await insertRawFile(transaction, { digest, name: shown, size, knownAt });
  const leaf = await work.append({
    kind: "score-file.kept",
    subject: `review/${review}/organisation/${organisation}`,
    data: { file_digest: digest, size },
  });
  const by = work.actor.account;
  const row = { review, organisation, digest, name: shown, size, by, knownAt, leaf };
  await insertScoreFile(transaction, row);
  return { ...answer, name: shown, unchanged: false };
}

/**
 * A file that was kept for an organisation, byte for byte: as evidence it is hidden from nobody who may
 * read. Refuses (not-found) any other.
 */
export async function showScoreFile(
  work: Work,
  asked: { readonly review: string; readonly organisation: string; readonly digest: string },
): Promise<Download> {
  const { transaction } = work;
  const { review, digest } = asked;
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, asked.organisation);
  const there = await storedScoreFile(transaction, review, organisation, digest);
  const found = there === undefined ? undefined : await rawFile(transaction, digest);
  if (there !== undefined && found !== undefined) {
    return { fileName: there.name, content: found.content };
  }
  const sentence = `no file with this digest is kept for ${organisation}; look at the score that names it.`;
  throw new Problem("not-found", sentence, { field: "digest" });
}
