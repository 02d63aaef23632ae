import { Type } from "typebox";
import { packedValue, scoresOfBytes } from "../../src/assessments/packed-scores.ts";
import { Envelope, inTotoPayloadType } from "../../src/attestations/attestations.contract.ts";
import { decodeBase64 } from "../../src/kit/base64.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { checkShape } from "../../src/kit/check-shape.ts";
import { openEnvelope } from "../../src/kit/dsse.ts";
import { Bytes } from "../../src/platform/database/bytes.ts";
import { openDatabase, type Transaction } from "../../src/platform/database/database.ts";
import { databaseAddress } from "../../src/platform/database/start-database.ts";
import { peopleReview, scoredItems } from "./cast.ts";
import type { Ledger } from "./ledger.ts";

/** What stands of people's work after a crash. */
export interface PeopleFound {
  readonly scores: number;
  readonly statements: number;
  readonly confirmations: number;
}

const Count = Type.Object({ n: Type.Integer() });
const Fact = Type.Object({ place: Type.String(), level: Type.Integer() });
const Packed = Type.Object({ organisation: Type.String(), packed: Bytes });
const Kept = Type.Object({
  digest: Type.String(),
  payload: Type.String(),
  envelope: Type.String(),
  public_key: Type.String(),
});

/** What would be half-saved, with how many of each there may be: none. */
const halves: readonly (readonly [string, string])[] = [
  [
    "scores without their act",
    `select count(*) as n from scores where review = $1 and act not in (select no from assessment_acts)`,
  ],
  [
    "acts without exactly one score",
    `select count(*) as n from assessment_acts a where review = $1 and act = 'given'
       and (select count(*) from scores where act = a.no) <> 1`,
  ],
  [
    "acts without a leaf of their own",
    `select count(*) as n from assessment_acts where review = $1 and act = 'given'
       and decode(leaf, 'hex') not in (select digest from log_leaves where kind = 'score.given')`,
  ],
  [
    "leaves of scores without an act",
    `select count(*) as n from log_leaves where kind = 'score.given'
       and subject like 'review/' || $1 || '/%'
       and encode(digest, 'hex') not in (select leaf from assessment_acts)`,
  ],
  [
    "signed statements that are no decisions of their head, or without a leaf",
    `select count(*) as n from attestations a where review = $1
       and ((select count(*) from decision_signatures s where s.attestation = a.attestation) <> 1
         or decode(leaf, 'hex') not in (select digest from log_leaves where kind = 'attestation.signed'))`,
  ],
  [
    "leaves of statements without their statement",
    `select count(*) as n from log_leaves where kind = 'attestation.signed'
       and subject like 'review/' || $1 || '/%'
       and encode(digest, 'hex') not in (select leaf from attestations)`,
  ],
  [
    "confirmations without their verdict or leaf",
    `select count(*) as n from confirmations c join verdict_drafts d on d.no = c.draft_no
      where d.review = $1
        and ((select count(*) from confirmed_verdicts v where v.confirmation_no = c.no) <> 1
          or decode(c.leaf, 'hex') not in (select digest from log_leaves where kind = 'verdict.confirmed'))`,
  ],
  [
    "leaves of confirmations without their confirmation",
    `select count(*) as n from log_leaves where kind = 'verdict.confirmed'
       and subject = 'review/' || $1
       and encode(digest, 'hex') not in (select leaf from confirmations)`,
  ],
];

const signatures = {
  statement: `select attestation as digest, payload, envelope, public_key
    from attestations join person_keys on fingerprint = key where review = $1`,
  confirmation: `select confirmation as digest, payload, envelope, public_key
    from confirmations join person_keys on fingerprint = key
    join verdict_drafts d on d.no = draft_no where d.review = $1`,
} as const;

/**
 * Looks into the database itself: scores, signed statements and confirmations are there with all that
 * belongs to them or not at all; what was acknowledged is there, counts, and its signature verifies.
 * Errors: the first thing that is half-saved or lost.
 */
export async function inspectPeople(data: string, ledger: Ledger): Promise<PeopleFound> {
  const database = openDatabase(databaseAddress(data), { connections: 1 });
  try {
    return await database.transact("read", async (transaction) => {
      for (const [what, sql] of halves) {
        const found = await transaction.first(Count, sql, [peopleReview]);
        if (found?.n !== 0) throw new Error(`${found?.n} ${what}`);
      }
      return {
        scores: await requireScores(transaction, ledger),
        statements: await requireSigned(transaction, "statement", ledger.statements),
        confirmations: await requireSigned(transaction, "confirmation", ledger.confirmations),
      };
    });
  } finally {
    await database.close();
  }
}

/** The last score of each place is the one acknowledged or one under way, and that is what counts. */
async function requireScores(transaction: Transaction, ledger: Ledger): Promise<number> {
  const facts = await transaction.rows(
    Fact,
    `select distinct on (organisation, item) organisation || ' ' || item as place, good + 1 as level
       from scores where review = $1 and kind = 0 order by organisation, item, act desc`,
    [peopleReview],
  );
  const counted = await countedLevels(transaction);
  const standing = new Map(facts.map(({ place, level }) => [place, level]));
  for (const { place, level } of facts) {
    if (counted.get(place) === level) continue;
    throw new Error(`${place} was scored ${level}, and ${counted.get(place)} counts`);
  }
  if (counted.size !== standing.size) throw new Error("something counts that nobody scored");
  for (const [place, level] of ledger.scores) {
    const found = standing.get(place);
    if (found === level || found === ledger.scoresUnderWay.get(place)) continue;
    throw new Error(`${place} was acknowledged as ${level} and is ${found}`);
  }
  // Nobody works now: what stands, stands.
  for (const place of ledger.scoresUnderWay.keys()) {
    const found = standing.get(place);
    if (found !== undefined) ledger.scores.set(place, found);
  }
  ledger.scoresUnderWay.clear();
  return facts.length;
}

async function countedLevels(transaction: Transaction): Promise<Map<string, number>> {
  const rows = await transaction.rows(
    Packed,
    `select organisation, packed from scores_current where review = $1 and kind = 0`,
    [peopleReview],
  );
  const counted = new Map<string, number>();
  for (const { organisation, packed } of rows) {
    const scores = scoresOfBytes(packed, scoredItems);
    for (let item = 0; item < scoredItems; item += 1) {
      const value = packedValue(scores, item);
      if (value) counted.set(`${organisation} I-${item}`, value.good + 1);
    }
  }
  return counted;
}

/** Everything signed is there, is what its digest says, and verifies with the key of its signer. */
async function requireSigned(
  transaction: Transaction,
  what: keyof typeof signatures,
  acknowledged: ReadonlySet<string>,
): Promise<number> {
  const kept = await transaction.rows(Kept, signatures[what], [peopleReview]);
  const there = new Set(kept.map(({ digest }) => digest));
  for (const digest of acknowledged) {
    if (!there.has(digest)) throw new Error(`the ${what} ${digest} was acknowledged and is gone`);
  }
  for (const { digest, payload, envelope, public_key } of kept) {
    const publicKey = decodeBase64(public_key);
    if (publicKey === null) throw new Error("a key is not base 64");
    if (sha256(payload) !== digest) throw new Error(`the ${what} ${digest} is another one`);
    const signed = checkShape(Envelope, JSON.parse(envelope), () => ({}));
    await openEnvelope(signed, { payloadType: inTotoPayloadType, publicKey });
  }
  return kept.length;
}
