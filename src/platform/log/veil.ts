import type { Work } from "../work.ts";

/**
 * What of the log somebody may not read: everything about reviews (and about subjects that nobody
 * named here), but for the following. The leaves themselves stay, for everybody.
 */
export interface Veil {
  /** The account that asks: what it did itself is no secret from it. */
  readonly account: string;
  /** Reviews of which something is hidden; of others nothing is. */
  readonly reviews: readonly string[];
  /** Kinds of which everything may be read, or their first words followed by a full stop. */
  readonly kinds: readonly string[];
  /** Organisations of those reviews of which everything may be read, as `review/organisation`. */
  readonly open: readonly string[];
  /** Those of which independent scores may be read. */
  readonly ownSide: readonly string[];
}

/** Says what of the log whoever asks may not read; null where they may read all. */
export type Veiling = (work: Work) => Promise<Veil | null>;

/** SQL: whether a leaf may be read under a veil; `$n` to `$n+4` are what `veilValues` answers. */
export function openSql(n: number): string {
  const [account, reviews, kinds, open, ownSide] = [0, 1, 2, 3, 4].map((at) => `$${n + at}`);
  const pair = `split_part(subject, '/', 2) || '/' || split_part(subject, '/', 4)`;
  const ofOrganisation = `split_part(subject, '/', 3) = 'organisation'`;
  return `(${account}::text is null or actor = ${account}
    or kind = any(${kinds}::text[]) or split_part(kind, '.', 1) || '.' = any(${kinds}::text[])
    or (split_part(subject, '/', 1) = 'review' and (
      not split_part(subject, '/', 2) = any(${reviews}::text[])
      or (${ofOrganisation} and ${pair} = any(${open}::text[]))
      or (kind = 'score.given' and ${ofOrganisation} and ${pair} = any(${ownSide}::text[])
        and event::jsonb->'data'->>'kind' = 'independent'))))`;
}

/** The values for `openSql`. */
export function veilValues(veil: Veil | null): readonly (string | readonly string[] | null)[] {
  if (veil === null) return [null, [], [], [], []];
  return [veil.account, veil.reviews, veil.kinds, veil.open, veil.ownSide];
}
