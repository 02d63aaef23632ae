import type { Migration } from "../platform/database/migration.ts";

/** Tables of reviews: what is reviewed by which rules, and who is in the list since when. */
export const reviewsMigrations: readonly Migration[] = [
  {
    id: "reviews-0001",
    sql: `
      create table methodology_files (
        id text not null,
        version text not null,
        digest text not null check (digest ~ '^[0-9a-f]{64}$'),
        yardstick text not null,
        content text not null,
        known_at timestamptz not null,
        primary key (id, version)
      );
      create table reviews (
        review text primary key,
        title text not null,
        notice text not null,
        simulated boolean not null,
        order_id text not null,
        yardstick text not null,
        methodology text not null,
        known_at timestamptz not null
      );
      create table review_list_acts (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        organisation text not null references organisations,
        present boolean not null,
        reason text not null,
        by text not null,
        known_at timestamptz not null
      );
      create index review_list_acts_of on review_list_acts (review, organisation, no desc);
    `,
  },
];
