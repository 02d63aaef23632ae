import type { Migration } from "../platform/database/migration.ts";

/**
 * Tables of determinations. Ratings are kept under the digest of their inputs, so that they never
 * change. A state says which rating every organisation had after a fact became known; one that
 * follows another by a single fact adds a row for the organisation that the fact is about.
 */
export const determinationMigrations: readonly Migration[] = [
  {
    id: "determination-0001",
    sql: `
      create table determination_ratings (
        inputs text primary key,
        rating json not null
      );
      create table determination_states (
        review text not null references reviews,
        on_day date not null,
        rules text not null,
        at timestamptz not null,
        outside json not null,
        primary key (review, on_day, rules, at)
      );
      create table determination_standings (
        review text not null references reviews,
        on_day date not null,
        rules text not null,
        organisation text not null,
        at timestamptz not null,
        standing json not null,
        primary key (review, on_day, rules, organisation, at)
      );
      create table determination_records (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        on_day date not null,
        as_of timestamptz not null,
        inputs text not null,
        digest text not null,
        leaf text not null,
        known_at timestamptz not null,
        content text not null,
        unique (review, on_day, as_of, digest)
      );
      create table determination_record_ratings (
        record bigint not null references determination_records,
        organisation text not null,
        inputs text not null,
        leaf text not null,
        primary key (record, organisation)
      );
      create index determination_record_ratings_inputs on determination_record_ratings (inputs);
    `,
  },
  {
    id: "determination-0002",
    // What became known after an instant is found without reading what was known before.
    sql: `create index determination_standings_later on determination_standings (review, on_day, rules, at);`,
  },
];
