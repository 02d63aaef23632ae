import { type Static, Type } from "typebox";
import { type CurrentScores, currentScores, kindOfCode } from "./scores.store.ts";
import { Bytes } from "../platform/database/bytes.ts";
import { asLiteral, type CopiedRow, eachCopiedRow } from "../platform/database/copied-rows.ts";
import type { Transaction } from "../platform/database/database.ts";
import {
  dayNumber,
  emptyScores,
  packedStride,
  type PackedScores,
  scoresOfBytes,
} from "./packed-scores.ts";

/** Both kinds of score of one organisation, packed; null where none was ever given. */
export interface OrganisationPacked {
  readonly self: PackedScores | null;
  readonly independent: PackedScores | null;
}

const Later = Type.Object({
  /** When the list of the review last changed. */
  list_at: Type.Union([Type.String(), Type.Null()]),
  /** When sample, closing or a profile last changed. */
  rules_at: Type.Union([Type.String(), Type.Null()]),
  newest_day: Type.Union([Type.String(), Type.Null()]),
  organisation: Type.Union([Type.String(), Type.Null()]),
  kind: Type.Union([Type.Integer(), Type.Null()]),
  packed: Type.Union([Bytes, Type.Null()]),
  known_at: Type.Union([Type.String(), Type.Null()]),
});

/** What became known about the scores of a review since an instant. */
export interface LaterScores {
  readonly rulesAt: string | null;
  /** The newest day that a score speaks of. */
  readonly newestDay: string | null;
  /** The organisations with later scores, each with all it has, and when it last changed. */
  readonly organisations: ReadonlyMap<string, OrganisationPacked & { readonly at: string }>;
  /** When those last changed of which only that was asked. */
  readonly held: ReadonlyMap<string, string>;
}

/** After which instant scores are asked for. */
export interface Since {
  readonly at: string;
  /** Organisations of which only is asked when they last changed: the rest is known already. */
  readonly held: readonly string[];
}

/**
 * What became known about the scores of a review after an instant, in one statement, because it is
 * asked while other writers wait; with null only what does not hang on it. `listAt` is SQL for when
 * the list of review $1 last changed up to the instant $4, `asOf`. Answers in two steps: packed scores are read when it is known how many items
 * the yardstick of the review has, which hangs on its list.
 */
export async function laterScores(
  transaction: Transaction,
  review: string,
  since: Since | null,
  { asOf, listAt }: { readonly asOf: string; readonly listAt: string },
): Promise<{ readonly listAt: string | null; read(items: number): LaterScores }> {
  const rows = await transaction.rows(
    Later,
    `select ${listAt} as list_at,
       (select max(known_at) from assessment_acts
         where review = $1 and act in ('sampled', 'sample-closed', 'not-applicable', 'round-opened')) as rules_at,
       (select max(day) from score_days where review = $1) as newest_day,
       c.organisation, c.kind, c.known_at,
       case when c.organisation = any($3::text[]) then null else c.packed end as packed
     from (values (1)) as one (row)
     left join scores_current c on c.review = $1 and c.organisation in (
       select organisation from scores_current where review = $1 and known_at > $2
       union all select unnest($3::text[]))`,
    [review, since?.at ?? null, since?.held ?? [], asOf],
  );
  return { listAt: rows[0]?.list_at ?? null, read: (items) => laterOf(rows, items) };
}

function laterOf(rows: readonly Static<typeof Later>[], items: number): LaterScores {
  const held = new Map<string, string>();
  const organisations = new Map<string, OrganisationPacked & { readonly at: string }>();
  for (const { organisation, kind, packed, known_at } of rows) {
    if (organisation === null || known_at === null) continue;
    if (packed === null) {
      const before = held.get(organisation);
      if (before === undefined || before < known_at) held.set(organisation, known_at);
      continue;
    }
    const own = organisations.get(organisation) ?? { self: null, independent: null, at: known_at };
    organisations.set(organisation, {
      ...own,
      [kind === 0 ? "self" : "independent"]: scoresOfBytes(packed, items),
      at: own.at > known_at ? own.at : known_at,
    });
  }
  const [row] = rows;
  return {
    rulesAt: row?.rules_at ?? null,
    newestDay: row?.newest_day ?? null,
    organisations,
    held,
  };
}

/** Everything that some organisations have now. */
export async function packedScores(
  transaction: Transaction,
  review: string,
  organisations: readonly string[],
  items: number,
): Promise<Map<string, OrganisationPacked>> {
  const found = new Map<string, OrganisationPacked>();
  for (const each of await currentScores(transaction, review, organisations, items)) {
    const own = found.get(each.organisation) ?? { self: null, independent: null };
    found.set(each.organisation, { ...own, [each.kind]: each.scores });
  }
  return found;
}

const ItemRow = Type.Object({
  organisation: Type.String(),
  kind: Type.Integer(),
  packed: Bytes,
});

/**
 * What some organisations, or all, have now of one item alone, by its place in the yardstick: of
 * packed scores only that is read.
 */
export async function currentOfItem(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
  place: number,
): Promise<CurrentScores[]> {
  const bytes = packedStride * 4;
  const rows = await transaction.rows(
    ItemRow,
    `select organisation, kind, substring(packed from $3 for $4) as packed from scores_current
     where review = $1 and ($2::text[] is null or organisation = any($2)) order by organisation, kind`,
    [review, organisations, 1 + place * bytes, bytes],
  );
  return rows.map(({ organisation, kind, packed }) => ({
    organisation,
    kind: kindOfCode(kind),
    scores: scoresOfBytes(packed, 1),
  }));
}

/** The scores of a whole review, and up to when they are known. */
export interface ReviewPacked {
  readonly organisations: ReadonlyMap<string, OrganisationPacked>;
  readonly facts: number;
}

/** Where scores of organisations are collected while rows come in. */
function collector(items: number) {
  const organisations = new Map<
    string,
    { self: PackedScores | null; independent: PackedScores | null }
  >();
  return {
    organisations,
    of: (organisation: string) => {
      const found = organisations.get(organisation) ?? { self: null, independent: null };
      organisations.set(organisation, found);
      return found;
    },
    empty: () => emptyScores(items),
  };
}

/** All packed scores of a review as they stand now, streamed. */
export async function allCurrentScores(
  transaction: Transaction,
  review: string,
  items: number,
): Promise<ReviewPacked> {
  const { organisations, of } = collector(items);
  const facts = await eachCopiedRow(
    transaction.copyOut(
      `copy (select organisation, kind, packed from scores_current where review = ${asLiteral(review)})
       to stdout (format binary)`,
    ),
    3,
    (row) => {
      const own = of(row.bytes(0).toString());
      own[row.integer(1) === 0 ? "self" : "independent"] = scoresOfBytes(row.bytes(2), items);
    },
  );
  return { organisations, facts };
}

/** Days between 1 January 1970 and 1 January 2000, from which PostgreSQL counts. */
const epochOfDates = dayNumber("2000-01-01");

/**
 * All scores of a review as they stood on a day, as known at an instant, made anew from the whole
 * history: of each item and kind the newest day, and of one day what became known last. The history
 * is streamed, in any order, into whole numbers; nothing of it is kept.
 */
export async function replayScores(
  transaction: Transaction,
  review: string,
  { on, asOf }: { readonly on: string; readonly asOf: string },
  itemIds: readonly string[],
): Promise<ReviewPacked> {
  const { organisations, of, empty } = collector(itemIds.length);
  const places = new Map(itemIds.map((id, place) => [id, place]));
  const encoded = itemIds.map((id) => Buffer.from(id));
  /** For each packed value when it became known. */
  const known = new WeakMap<PackedScores, Float64Array>();
  let organisation = Buffer.alloc(0) as Buffer;
  let own = of("");
  organisations.clear();
  let place = -1;
  const placeOf = (id: Buffer): number => {
    // Facts mostly come in the order of the yardstick, so the next item is the likeliest.
    const next = encoded[place + 1];
    return next?.equals(id) ? place + 1 : (places.get(id.toString()) ?? -1);
  };
  const put = (row: CopiedRow): void => {
    const name = row.bytes(0);
    if (!organisation.equals(name)) {
      organisation = Buffer.from(name);
      own = of(organisation.toString());
      place = -1;
    }
    const found = placeOf(row.bytes(1));
    if (found < 0) return;
    place = found;
    const kind = row.integer(2) === 0 ? "self" : "independent";
    const scores = (own[kind] ??= empty());
    let instants = known.get(scores);
    if (!instants) known.set(scores, (instants = new Float64Array(itemIds.length)));
    const day = row.integer(3) + epochOfDates;
    const at = place * packedStride;
    const before = scores[at + 3] ?? 0;
    const instant = row.long(8);
    if (day < before || (day === before && instant < (instants[place] ?? 0))) return;
    const missing = row.integer(7) !== 0;
    scores[at] = missing ? 0 : row.integer(4);
    scores[at + 1] = missing ? 0 : row.integer(5);
    scores[at + 2] = missing ? 0 : row.integer(6);
    scores[at + 3] = day;
    instants[place] = instant;
  };
  const facts = await eachCopiedRow(
    transaction.copyOut(
      `copy (select s.organisation, s.item, s.kind, s.day, s.good, s.bad, s.n, s.missing, a.known_at
         from scores s join assessment_acts a on a.no = s.act
         where s.review = ${asLiteral(review)} and s.day <= ${asLiteral(on)}
           and a.known_at <= ${asLiteral(asOf)}) to stdout (format binary)`,
    ),
    9,
    put,
  );
  return { organisations, facts };
}
