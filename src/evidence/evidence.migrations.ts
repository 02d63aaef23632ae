import type { Migration } from "../platform/database/migration.ts";

/**
 * Tables of evidence. Rows are facts: they are written once and never changed. Units carry the
 * number of their collection without a foreign key, because they are copied before the collection's
 * own row is written: its `known_at` is taken last, so that other writers wait as little as possible.
 */
export const evidenceMigrations: readonly Migration[] = [
  {
    id: "evidence-0001",
    sql: `
      create table evidence_mappings (
        id text not null,
        version text not null,
        digest text not null,
        title text not null,
        source text not null,
        kind text not null,
        content text not null,
        by text not null,
        known_at timestamptz not null,
        primary key (id, version)
      );
      create table evidence_files (
        digest text primary key,
        name text not null,
        size bigint not null,
        known_at timestamptz not null
      );
      create table evidence_file_chunks (
        digest text not null,
        part integer not null,
        content bytea not null,
        primary key (digest, part)
      );
      alter table evidence_file_chunks alter column content set storage external;
      create sequence evidence_collection_numbers as integer;
      create table evidence_collections (
        no integer primary key,
        id text not null unique,
        kind text not null check (kind in ('delivered', 'due', 'inventory')),
        source text not null,
        day date not null,
        known_at timestamptz not null,
        mapping text not null,
        file_digest text not null,
        file_name text not null,
        rows integer not null,
        left_out integer not null,
        stale_rows integer not null,
        combined_rows integer not null,
        absent_columns text[] not null,
        inventory text,
        revises text unique,
        by text not null
      );
      create unique index evidence_collections_first on evidence_collections (kind, source, day)
        where revises is null;
      create index evidence_collections_source on evidence_collections (source, day);
      create table evidence_units (
        collection integer not null,
        unit text not null,
        owner text not null,
        pattern text not null,
        primary key (collection, unit)
      );
      create index evidence_units_owner on evidence_units (collection, owner);
      create table evidence_tallies (
        collection integer not null,
        owner text not null,
        pattern text not null,
        units integer not null,
        primary key (collection, owner, pattern)
      );
      create table evidence_counts (
        collection integer not null,
        owner text not null,
        seen bigint not null,
        good bigint[] not null,
        primary key (collection, owner)
      );
      create table evidence_corrections (
        no bigint generated always as identity primary key,
        collection integer not null references evidence_collections,
        unit text not null,
        part text not null,
        state text not null check (state in ('good', 'bad', 'unknown')),
        reason text not null,
        by text not null,
        known_at timestamptz not null
      );
      create index evidence_corrections_of on evidence_corrections (collection, unit);
      create table evidence_retirements (
        no bigint generated always as identity primary key,
        source text not null,
        on_day date not null,
        owner text not null,
        units text[] not null,
        reason text not null,
        by text not null,
        known_at timestamptz not null
      );
      create index evidence_retirements_of on evidence_retirements (source, on_day);
    `,
  },
  {
    id: "evidence-0002",
    // The correction that decides is found without reading the ones before it.
    sql: `create index evidence_corrections_deciding on evidence_corrections (collection, unit, part, no desc);`,
  },
];
