import { addSpan } from "../kit/calendar.ts";
import type { ItemEvidence, MissingReason } from "../evidence/item-evidence.ts";
import type { YardstickItem } from "../yardsticks/yardstick.contract.ts";
import { boundsOfCounts, type ClosedSample, closeSample } from "./closed-sample.ts";
import type { OrganisationScores } from "./organisation-scores.ts";
import { countsOfValue, type ScoreCounts, stepsOfScale } from "./score-counts.ts";
import type { ProfileFact, RoundFact, ScoreFacts } from "./score-facts.ts";
import type { ScoreKind } from "./scores.contract.ts";

/** What is asked of scores: of which day, as known when, and how old they may be. */
export interface ScoreQuestion {
  readonly on: string;
  readonly asOf: string;
  readonly maximumAgeDays: number;
}

/** The score that counts for one item, of one kind, of one organisation. */
export interface StandingScore {
  readonly item: string;
  readonly day: string;
  readonly counts: ScoreCounts;
}

type RatedItem = Pick<YardstickItem, "id" | "scale" | "units">;

/** What people said of one organisation, before it is laid out as evidence. */
export interface SaidOfOrganisation {
  readonly organisation: string;
  readonly self: ReadonlyMap<string, StandingScore>;
  readonly independent: ReadonlyMap<string, StandingScore>;
  readonly closed: ClosedSample | null;
  readonly notApplicable: ReadonlySet<string>;
}

/**
 * Which scores count on a day, as of an instant: of each item and kind the newest day up to the one
 * spoken of, and of that day the one that became known last up to the instant. One that is older
 * than the methodology allows is there and missing, "stale"; one of an earlier round is there and
 * missing, "not-reported": so whoever does not score anew keeps nothing of the old.
 * Given: the facts of a review, the items of its yardstick and the organisations asked for. Returns
 * one entry for each of them, in their order.
 */
export function scoresOn(
  facts: ScoreFacts,
  items: readonly RatedItem[],
  organisations: readonly string[],
  question: ScoreQuestion,
): OrganisationScores[] {
  const { on, asOf } = question;
  const standing = standingScores(facts, items, { from: null, day: on, knownAt: asOf });
  const round = roundOn(facts.rounds, question);
  const sample = facts.sample !== null && facts.sample.known_at <= asOf ? facts.sample.items : null;
  const closing =
    facts.closed !== null && facts.closed.known_at <= asOf && facts.closed.day <= on
      ? facts.closed
      : null;
  const then = closing === null ? null : standingScores(facts, items, untilClosing(facts, closing));
  const profiles = profilesOn(facts.profiles, question);
  return organisations.map((organisation) =>
    laidOut(
      {
        organisation,
        self: standing.of("self", organisation),
        independent: standing.of("independent", organisation),
        closed: then === null ? null : closedFor(organisation, sample ?? [], then),
        notApplicable: profiles.get(organisation) ?? new Set(),
      },
      items,
      sample,
      { ...question, round },
    ),
  );
}

/** The day of the round that is open on a day, as known at an instant; null before the first. */
export function roundOn(
  rounds: readonly RoundFact[],
  { on, asOf }: Pick<ScoreQuestion, "on" | "asOf">,
): string | null {
  const open = rounds.filter(({ day, known_at }) => day <= on && known_at <= asOf);
  return (
    open
      .map(({ day }) => day)
      .toSorted()
      .at(-1) ?? null
  );
}

/** The first day of which scores count: those before it are too old, or of an earlier round. */
export function scoresSince(
  { on, maximumAgeDays }: Pick<ScoreQuestion, "on" | "maximumAgeDays">,
  round: string | null,
): string {
  const oldest = addSpan(on, { days: -maximumAgeDays });
  return round !== null && round > oldest ? round : oldest;
}

/** What of the scores counts when a sample is closed: those of the round that is open then. */
export function untilClosing(
  { rounds }: Pick<ScoreFacts, "rounds">,
  { day, known_at }: { readonly day: string; readonly known_at: string },
): Until {
  return { from: roundOn(rounds, { on: day, asOf: known_at }), day, knownAt: known_at };
}

/** Which scores are looked at: of which days, and known until when. */
export interface Until {
  readonly from: string | null;
  readonly day: string;
  readonly knownAt: string;
}

interface Standing {
  of(kind: ScoreKind, organisation: string): ReadonlyMap<string, StandingScore>;
}

const nobody: ReadonlyMap<string, StandingScore> = new Map();

/** The newest score of each item, kind and organisation up to a day, as known up to an instant. */
export function standingScores(
  facts: ScoreFacts,
  items: readonly RatedItem[],
  until: Until,
): Standing {
  const known = new Map(items.map((item) => [item.id, item]));
  const standing = new Map<string, Map<string, StandingScore>>();
  const acts = facts.acts
    .filter(({ known_at }) => known_at <= until.knownAt)
    .toSorted((left, right) => (left.known_at < right.known_at ? -1 : 1));
  for (const { scores } of acts) {
    for (const { organisation, item, kind, day, value } of scores) {
      const asked = known.get(item);
      const outside = day > until.day || (until.from !== null && day < until.from);
      if (outside || asked === undefined) continue;
      const key = `${kind} ${organisation}`;
      const own = standing.get(key) ?? new Map<string, StandingScore>();
      standing.set(key, own);
      const before = own.get(item);
      if (before !== undefined && before.day > day) continue;
      own.set(item, { item, day, counts: countsOfValue(value, asked) });
    }
  }
  return { of: (kind, organisation) => standing.get(`${kind} ${organisation}`) ?? nobody };
}

/** What the closing of a sample says of one organisation, from the scores that stood then. */
export function closedFor(
  organisation: string,
  sample: readonly string[],
  standing: Standing,
): ClosedSample {
  const self = standing.of("self", organisation);
  const independent = standing.of("independent", organisation);
  const bounds = (score: StandingScore | undefined) =>
    score === undefined ? null : boundsOfCounts(score.counts);
  return closeSample(
    sample.map((item) => ({
      self: bounds(self.get(item)),
      independent: bounds(independent.get(item)),
    })),
  );
}

/** The items without weight of each organisation: what the newest profile of each item says. */
export function profilesOn(
  profiles: readonly ProfileFact[],
  { on, asOf }: Pick<ScoreQuestion, "on" | "asOf">,
): ReadonlyMap<string, ReadonlySet<string>> {
  const counting = profiles
    .filter(({ day, known_at }) => day <= on && known_at <= asOf)
    .toSorted((left, right) =>
      left.day === right.day
        ? left.known_at < right.known_at
          ? -1
          : 1
        : left.day < right.day
          ? -1
          : 1,
    );
  const without = new Map<string, Set<string>>();
  for (const { organisation, items, applies } of counting) {
    const own = without.get(organisation) ?? new Set<string>();
    without.set(organisation, own);
    for (const item of items) {
      if (applies) own.delete(item);
      else own.add(item);
    }
  }
  return without;
}

/** Lays out what was said of an organisation as evidence, in the order of the yardstick. */
export function laidOut(
  said: SaidOfOrganisation,
  items: readonly RatedItem[],
  sample: readonly string[] | null,
  question: Pick<ScoreQuestion, "on" | "maximumAgeDays"> & { readonly round: string | null },
): OrganisationScores {
  const { round } = question;
  const drawn = new Set(sample);
  const since = scoresSince(question, round);
  const overdue = (day: string): MissingReason | null =>
    day >= since ? null : round !== null && day < round ? "not-reported" : "stale";
  const evidence = (kind: ScoreKind): ItemEvidence[] =>
    items.flatMap((item) => {
      const score = said[kind].get(item.id);
      return score === undefined ? [] : [scoreEvidence(item, kind, score, overdue(score.day))];
    });
  return {
    organisation: said.organisation,
    self: evidence("self"),
    independent: evidence("independent"),
    sampled: items.map(({ id }) => id).filter((id) => sample === null || drawn.has(id)),
    closed: said.closed !== null && said.closed.pairs > 0 ? said.closed : null,
    notApplicable: items.map(({ id }) => id).filter((id) => said.notApplicable.has(id)),
  };
}

function scoreEvidence(
  item: RatedItem,
  kind: ScoreKind,
  { day, counts }: StandingScore,
  overdue: MissingReason | null,
): ItemEvidence {
  const missing: MissingReason | null = overdue ?? counts.missing;
  const n = counts.n === 0 ? stepsOfScale(item.scale) : counts.n;
  const here = missing === null;
  return {
    item: item.id,
    units: unitsOfScale(item),
    good: here ? counts.good : 0,
    bad: here ? counts.bad : 0,
    unknown: here ? n - counts.good - counts.bad : 0,
    unseen: here ? 0 : n,
    n,
    held_against: "nothing",
    parts: [],
    collection: { collection: `${kind}-score`, source: `${kind}-score`, day, file_digest: "" },
    inventory: null,
    missing,
    rule: `${item.scale} by ${kind} score`,
  };
}

/** What the steps of a scale are called. */
export function unitsOfScale({ scale, units }: Pick<RatedItem, "scale" | "units">): string {
  return scale === "level" ? "steps" : scale === "yes-no" ? "answers" : (units ?? "units");
}
