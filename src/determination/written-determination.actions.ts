import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { aroundList } from "../kit/canonical-writer.ts";
import { canonicalBytes } from "../kit/text-pieces.ts";
import { countedEvidence } from "../evidence/evidence-counted.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { AskedReview } from "./ask-review.actions.ts";
import { ratingsOf, rulesFor } from "./determination.actions.ts";
import type { Rating } from "./determination.contract.ts";
import {
  assembleHead,
  type CountedRating,
  type DeterminationHead,
  ratingCounter,
} from "./determine.ts";

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** A determination as its canonical text, of which one rating at a time stands unpacked in memory. */
export interface WrittenDetermination {
  readonly head: DeterminationHead;
  readonly ratings: readonly Pick<CountedRating, "organisation" | "inputs">[];
  /** The canonical JSON of the whole, a piece for each rating. */
  text(): AsyncGenerator<Uint8Array>;
}

/** A rating that was made a moment ago, with its canonical text. */
export type MadeRating = (rating: Rating, text: Buffer) => Promise<void>;

/**
 * Makes the determination of a question organisation by organisation, and keeps the text of each
 * packed: a review of a thousand organisations so needs no more memory than one organisation's
 * ratings take. The bytes are those that `determineReview` gives (a test holds both together).
 * Given: what else is to be done with each rating; they come in the order of the determination.
 */
export async function writeDetermination(
  transaction: Transaction,
  asked: AskedReview,
  each: MadeRating = () => Promise.resolve(),
): Promise<WrittenDetermination> {
  const evidence = await countedEvidence(transaction, asked.question);
  const rules = await rulesFor(transaction, asked, evidence);
  const count = ratingCounter(rules);
  const ratings: CountedRating[] = [];
  const packed: Buffer[] = [];
  for await (const rating of ratingsOf(transaction, asked, { evidence, rules })) {
    const text = canonicalBytes(rating);
    ratings.push(count(rating));
    packed.push(await pack(text, { level: 1 }));
    await each(rating, text);
  }
  const { review, on, asOf } = asked;
  const about = { review: review.review, on, asOf, ...rules };
  const head = assembleHead(about, ratings, evidence.outside);
  return {
    head,
    ratings: ratings.map(({ organisation, inputs }) => ({ organisation, inputs })),
    text: () => textOf(head, packed),
  };
}

async function* textOf(
  head: DeterminationHead,
  packed: readonly Buffer[],
): AsyncGenerator<Uint8Array> {
  const { before, after } = aroundList(head, "ratings");
  yield Buffer.from(before);
  for (const [at, rating] of packed.entries()) {
    if (at > 0) yield Buffer.from(",");
    yield await unpack(rating);
  }
  yield Buffer.from(after);
}

/** SHA-256 of the canonical text, without putting it together. */
export async function digestOfText(written: WrittenDetermination): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of written.text()) hash.update(piece);
  return hash.digest("hex");
}
