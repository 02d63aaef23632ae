import type { Migration } from "../platform/database/migration.ts";

/** What was published, for good: nothing is ever changed or taken out, only corrected by another. */
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
  {
    id: "reports-0002",
    // A corrected edition may stand on the same facts; the earlier one stays. Files lie inside of the
    // bundle, stored as they are, and are read from there by their place.
    sql: `
      alter table publications add column corrects text references publications(id);
      alter table publications add column reason text not null default '';
      alter table publications drop constraint publications_review_on_day_as_of_key;
      create index publications_of_day on publications (review, on_day, as_of, no);
      create unique index publications_corrects on publications (corrects) where corrects is not null;
      create table publication_files (
        publication text not null references publications(id),
        name text not null,
        start bigint not null,
        bytes bigint not null,
        primary key (publication, name)
      );
    `,
  },
  {
    id: "reports-0003",
    // A bundle of a whole government has hundreds of megabytes: it is kept, and read, in pieces.
    sql: `
      create table publication_chunks (
        publication text not null references publications(id),
        part integer not null,
        content bytea not null,
        primary key (publication, part)
      );
      alter table publication_chunks alter column content set storage external;
    `,
  },
];
