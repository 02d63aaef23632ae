import { readMethodology } from "../determination/read-methodology.ts";
import { countInWords } from "../determination/words.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { ProvedLeaf } from "../reports/bundle.contract.ts";
import { bundleNames, editionNames } from "../reports/bundle-names.ts";
import type { Determination } from "../determination/determination.contract.ts";
import type { NamedMethodology } from "../determination/rating-inputs.ts";
import { actOfEdition, editionId } from "../reports/edition-act.ts";
import { PublicRows } from "../reports/edition.contract.ts";
import { editionContentOf, withheldInWords } from "../reports/edition-content.ts";
import { determineEditionSoon } from "../reports/edition-determination.ts";
import type { Manifest } from "../reports/manifest.ts";
import { isAct } from "../reports/published-acts.ts";
import type { ReadEntry } from "../reports/recompute.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { checkEdition, checkPublished } from "./check-published.ts";
import { checkRatings } from "./check-ratings.ts";
import type { SignedParts } from "./check-signatures.ts";
import { add, attempt, readJson, textOf } from "./steps.ts";
import { type Check, fails, holds } from "./verification.ts";

/** Whether a bundle is that of a public edition, which carries public rows in place of its inputs. */
export function isPublicEdition({ digests }: Manifest): boolean {
  return digests.has(editionNames.rows);
}

/** What the checks of an edition look at. */
export interface EditionQuestion {
  readonly signed: SignedParts;
  readonly read: ReadEntry;
  /** Null where they could not be read; that is told already. */
  readonly leaves: readonly ProvedLeaf[] | null;
  readonly question: { readonly style: string; readonly organisation?: string | undefined };
}

interface Determined {
  readonly rows: PublicRows;
  readonly methodology: NamedMethodology;
  readonly methodologyText: string;
  readonly yardstick: Yardstick;
  readonly determination: Determination;
}

/**
 * Checks the contents of a public edition: every rating is computed anew from its public rows, the log
 * holds that these rows were published, and every file says what they give. What was withheld is not
 * there, so nothing says what it was.
 * Returns: the rows; null where they cannot be used.
 */
export async function checkPublicEdition(
  checks: Check[],
  { signed, read, leaves, question }: EditionQuestion,
): Promise<PublicRows | null> {
  const rows = await attempt(checks, "inputs", () => readRows(signed, read));
  if (rows === null) return null;
  const determined = await attempt(checks, "ratings", () => determinedAnew(rows, read));
  if (determined === null) return null;
  const { determination } = determined;
  await add(checks, "ratings", async () => {
    const check = await checkRatings(
      read(bundleNames.determination),
      determination,
      question.organisation,
    );
    return { ...check, words: `${check.words}. ${withheldInWords(rows.withheld)}` };
  });
  if (leaves !== null) checks.push(checkAct(leaves, determined));
  await add(checks, "published", () => {
    const otherEdition = checkEdition(signed.manifest.edition);
    if (otherEdition) return otherEdition;
    const { origin, size, root } = signed.checkpoint;
    const content = editionContentOf({
      ...determined,
      log: { origin, size, root: encodeBase64(root) },
    });
    const hasPrint = signed.manifest.digests.has(bundleNames.print);
    return checkPublished(content, question.style, read, hasPrint);
  });
  return rows;
}

function readRows({ manifest }: SignedParts, read: ReadEntry): PublicRows {
  const place = { file: editionNames.rows };
  if (manifest.digests.has(bundleNames.inputs)) {
    throw new Problem("bad-input", `stands beside ${bundleNames.inputs}; one of both.`, place);
  }
  const rows = readJson(PublicRows, editionNames.rows, read);
  const { review, on, as_of } = rows;
  if (review.id === manifest.review && on === manifest.on && as_of === manifest.asOf) return rows;
  throw new Problem("bad-input", "is of another determination than the manifest says.", place);
}

async function determinedAnew(rows: PublicRows, read: ReadEntry): Promise<Determined> {
  const text = read(rows.methodology.entry);
  const methodology = {
    methodology: readMethodology(text, rows.methodology.entry),
    digest: sha256(text),
  };
  const yardstick = readYardstick(read(rows.yardstick.entry), rows.yardstick.entry);
  const determination = await determineEditionSoon(rows, methodology, yardstick);
  return { rows, methodology, methodologyText: textOf(text), yardstick, determination };
}

/** The log says that these rows and these ratings were published, and nothing else of it is shown. */
function checkAct(leaves: readonly ProvedLeaf[], { rows, determination }: Determined): Check {
  const digest = sha256(canonicalJson(rows));
  const act = actOfEdition({
    id: editionId(rows.review.id, rows.on, digest),
    review: rows.review.id,
    on: rows.on,
    as_of: rows.as_of,
    digest,
    determination: sha256(canonicalJson(determination)),
  });
  const [only, other] = leaves;
  if (only !== undefined && other === undefined && isAct(only.event, act)) {
    return holds("acts", "the log holds that these rows and these ratings were published");
  }
  const words = `the log's proof is not that of ${act.kind} with these rows and ratings alone`;
  return fails("acts", words, [bundleNames.leaves]);
}

/** What a reader of an edition has to know beside its checks. */
export function withheldRemarks({ withheld }: PublicRows): string[] {
  const byAuthority = Map.groupBy(withheld, ({ authority }) => authority);
  const authorities = [...byAuthority]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([authority, items]) => `${authority} (${countInWords(items.length)})`);
  return [
    withheld.length === 0
      ? "On public evidence; no item of an organisation in it is withheld."
      : `On public evidence; ${countInWords(withheld.length)} ${withheld.length === 1 ? "item" : "items"} withheld under ${withheld.length === 1 || byAuthority.size === 1 ? "this authority" : "these authorities"}: ${authorities.join("; ")}.`,
    "Whether the public rows say what the sources said is not shown: files of sources, and the acts about them and about the list, would tell what is withheld.",
  ];
}
