import type { Migration } from "../platform/database/migration.ts";

/** What was published, for good: nothing is ever changed or taken out. */
export const reportsMigrations: readonly Migration[] = [
  {
    id: "reports-0001",
    sql: `
      create table publications (
        id text primary key,
        no bigint generated always as identity unique,
        review text not null,
        title text not null,
        on_day date not null,
        as_of timestamptz not null,
        published_at timestamptz not null,
        digest text not null check (digest ~ '^[0-9a-f]{64}$'),
        headline text not null,
        leaf text not null,
        bundle bytea not null,
        report text not null,
        unique (review, on_day, as_of)
      );
      alter table publications alter column bundle set storage external;
    `,
  },
];
