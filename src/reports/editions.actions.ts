import { determinationPieces } from "../determination/determination-pieces.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { methodologyOf } from "../determination/policies.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { parseCheckpoint } from "../kit/checkpoint.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { Problem } from "../kit/problem.ts";
import { readNote } from "../kit/signed-note.ts";
import { digestOfPieces } from "../kit/text-pieces.ts";
import type { ZipEntry } from "../kit/zip.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";
import { yardstickText } from "../yardsticks/yardsticks.store.ts";
import { type Publication, Publishing } from "./bundle.contract.ts";
import { writeBundle } from "./bundle.ts";
import type { Edition, EditionRequest, PublicRows } from "./edition.contract.ts";
import { actOfEdition, editionId } from "./edition-act.ts";
import { editionContentOf } from "./edition-content.ts";
import { mentionsOf } from "./edition-mentions.ts";
import {
  type EditionRow,
  insertEdition,
  publicationOfEdition,
  storedEdition,
} from "./editions.store.ts";
import { type GatheredEdition, gatherEdition } from "./gather-edition.actions.ts";
import { previewDigest } from "./preview-edition.actions.ts";
import { unlessTooLarge } from "./published-files.ts";
import { publishingOf } from "./publishing.actions.ts";
import { printReport } from "./report-formats.actions.ts";
import { composeStyle } from "./report-style.ts";
import { keepPublication, provedSoon, requirePublication } from "./reports.actions.ts";
import { lockPublications } from "./reports.store.ts";
import { holdWithholdings } from "./withholdings.store.ts";

/**
 * Makes an edition: its public rows and ratings are fixed, and the log says so (`edition.published`).
 * The bundle follows with `sealEdition` once the leaf has its place.
 * Refuses: an edition that nobody looked at as it is now (conflict), one in whose words a hidden
 * organisation is named, and one where nothing is withheld: the whole bundle is then the public one.
 */
export async function makeEdition(
  work: Work,
  review: string,
  { preview, ...request }: EditionRequest,
): Promise<Edition> {
  const { transaction } = work;
  await lockPublications(transaction, review);
  await holdWithholdings(transaction);
  const { on, as_of } = request;
  const publishing = await publishingOf(transaction, { review, on }, request);
  const gathered = await gatherEdition(
    transaction,
    { review, on, ...(as_of === undefined ? {} : { as_of }) },
    publishing,
  );
  checkLookedAt(gathered, preview);
  return keepEdition(work, gathered);
}

function checkLookedAt(gathered: GatheredEdition, preview: string): void {
  const { rows, reach, evidence, withholdings } = gathered;
  if (withholdings.length === 0) {
    const sentence = `nothing of ${rows.review.id} is withheld; publish the whole bundle.`;
    throw new Problem("refused", sentence);
  }
  if (previewDigest(rows) !== preview) {
    const sentence = "the edition is another than the one that was looked at; look at it again.";
    throw new Problem("conflict", sentence, { field: "preview" });
  }
  const [mention] = mentionsOf(rows, new Set(reach.hidden.keys()), evidence.organisations);
  if (mention === undefined) return;
  const sentence = `${mention.place} names ${mention.name}, whose presence is withheld; write it otherwise.`;
  throw new Problem("refused", sentence);
}

async function keepEdition(work: Work, gathered: GatheredEdition): Promise<Edition> {
  const { rows, determination } = gathered;
  const { review, on, as_of, enterprise } = { ...determination };
  const text = canonicalJson(rows);
  const digest = sha256(text);
  const id = editionId(review, on, digest);
  const before = await storedEdition(work.transaction, id);
  if (before) return shownEdition(before, true);
  const made = {
    id,
    review,
    on,
    as_of,
    digest,
    determination: await digestOfPieces(determinationPieces(determination)),
  };
  const leaf = await work.append(actOfEdition(made));
  const known_at = await work.knownAt();
  const row = { ...made, headline: enterprise.headline, known_at, leaf, rows: text };
  await insertEdition(work.transaction, row);
  return shownEdition(row, false);
}

function shownEdition(row: EditionRow, unchanged: boolean): Edition {
  const { id: edition, review, on, as_of, digest, headline, leaf } = row;
  return { edition, review, on, as_of, digest, headline, leaf, unchanged };
}

/**
 * Writes the signed bundle of an edition, readable by everybody from the commit on.
 * Refuses: an edition that is not there; one whose leaf waits for its place (unavailable: ask again in
 * a second); and one that would tell what was withheld since it was made.
 */
export async function sealEdition(work: Work, review: string, id: string): Promise<Publication> {
  const { transaction } = work;
  await lockPublications(transaction, review);
  await holdWithholdings(transaction);
  const edition = await storedEdition(transaction, id);
  if (edition?.review !== review) {
    throw new Problem("not-found", `there is no edition ${id} of ${review}; make it first.`);
  }
  const published = await publicationOfEdition(transaction, id);
  if (published !== undefined) {
    return { ...(await requirePublication(transaction, published)), unchanged: true };
  }
  const gathered = await requireSame(transaction, edition);
  const { content, recorded } = await sealed(work, edition, gathered);
  return keepPublication(work, gathered.rows, recorded, content, id);
}

/**
 * The edition as it is gathered now, which is the one that was made: the same rows give the same
 * ratings, so neither is read or computed a second time. Refuses: one of which other things are
 * withheld by now.
 */
async function requireSame(
  transaction: Transaction,
  edition: EditionRow,
): Promise<GatheredEdition> {
  const { review, on, as_of } = edition;
  const kept: unknown = Reflect.get(Object(JSON.parse(edition.rows)), "publishing");
  const publishing = checkShape(Publishing, kept, (path) => ({ field: pathInWords(path) }));
  const now = await gatherEdition(transaction, { review, on, as_of }, publishing);
  if (sha256(canonicalJson(now.rows)) === edition.digest) return now;
  const sentence = "what is withheld has changed since this edition was made; make it anew.";
  throw new Problem("refused", sentence);
}

async function sealed(work: Work, edition: EditionRow, gathered: GatheredEdition) {
  const { transaction } = work;
  const { rows, determination } = gathered;
  const policy = await policyFiles(transaction, rows);
  // Its words are written from the file itself, as a stranger reads it.
  const methodology = methodologyOf(policy.methodology.text, policy.methodology.entry.name);
  const { yardstick } = gathered.asked;
  const nothing = { kinds: [], subject: "", until: "" };
  const proved = await provedSoon(transaction, [actOfEdition(edition)], nothing);
  const { origin, size, root } = parseCheckpoint(readNote(proved.note).text);
  const content = editionContentOf({
    rows,
    determination,
    methodology,
    methodologyText: policy.methodology.text,
    yardstick,
    log: { origin, size, root: encodeBase64(root) },
  });
  const bundle = await writeBundle(
    {
      inputs: rows,
      content,
      files: [policy.methodology.entry, policy.yardstick.entry],
      checkpointNote: proved.note,
      leaves: proved.leaves,
      verifierKey: proved.verifierKey,
      style: composeStyle(readOwnFile),
      print: unlessTooLarge(() => printReport(content)),
    },
    (text) => work.sign(text, "bundle"),
  );
  return { content: bundle, recorded: { ...determination, digest: edition.determination } };
}

interface PolicyFile {
  readonly text: string;
  readonly entry: ZipEntry;
}

async function policyFiles(
  transaction: Transaction,
  { methodology: m, yardstick: y }: PublicRows,
): Promise<{ methodology: PolicyFile; yardstick: PolicyFile }> {
  const methodology = await storedMethodology(transaction, m.id, m.version);
  const yardstick = await yardstickText(transaction, `${y.id}@${y.version}`);
  if (!methodology || yardstick === undefined) {
    throw new Error(`the policy of an edition of ${m.id}@${m.version} is not kept`);
  }
  const file = (name: string, text: string): PolicyFile => ({
    text,
    entry: { name, content: new TextEncoder().encode(text) },
  });
  return {
    methodology: file(m.entry, methodology.content),
    yardstick: file(y.entry, yardstick),
  };
}
