import type { Migration } from "../platform/database/migration.ts";

/** What is withheld from public editions, and the editions that were made. Nothing is taken out. */
export const withholdingsMigrations: readonly Migration[] = [
  {
    id: "withholdings-0001",
    sql: `
      create table withholdings (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        organisation text not null references organisations,
        item text not null,
        withheld boolean not null,
        words text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index withholdings_of on withholdings (review, organisation, item, no desc);
      create table editions (
        id text primary key,
        review text not null references reviews,
        on_day date not null,
        as_of timestamptz not null,
        digest text not null check (digest ~ '^[0-9a-f]{64}$'),
        determination text not null check (determination ~ '^[0-9a-f]{64}$'),
        headline text not null,
        known_at timestamptz not null,
        leaf text not null,
        rows text not null
      );
      alter table publications add column edition text references editions(id);
      create unique index publications_of_edition on publications (edition) where edition is not null;
    `,
  },
];
