import type { Migration } from "../platform/database/migration.ts";

/** Tables of organisations: who they are, what they are called when, and under whom they stand. */
export const organisationsMigrations: readonly Migration[] = [
  {
    id: "organisations-0001",
    sql: `
      create table organisations (
        id text primary key,
        kind text not null check (kind in ('organisation', 'system')),
        known_at timestamptz not null
      );
      create table organisation_names (
        no bigint generated always as identity primary key,
        organisation text not null references organisations,
        name text not null check (name <> ''),
        kind text not null check (kind in ('name', 'alias', 'ends')),
        from_day date,
        until_day date,
        reason text not null,
        by text not null,
        known_at timestamptz not null
      );
      create index organisation_names_of on organisation_names (organisation);
      create index organisation_names_called on organisation_names (name);
      create table organisation_parents (
        no bigint generated always as identity primary key,
        organisation text not null references organisations,
        parent text references organisations,
        from_day date,
        known_at timestamptz not null
      );
      create index organisation_parents_of on organisation_parents (organisation);
      create table organisation_changes (
        no bigint generated always as identity primary key,
        kind text not null check (kind in ('rename', 'merge', 'split')),
        day date not null,
        before text[] not null,
        after text[] not null,
        reason text not null,
        by text not null,
        known_at timestamptz not null
      );
    `,
  },
  {
    id: "organisations-0002",
    sql: `
      create table organisation_head_offices (
        no bigint generated always as identity primary key,
        organisation text not null references organisations,
        office text not null references offices (office),
        from_day date not null,
        by text not null,
        known_at timestamptz not null
      );
      create index organisation_head_offices_of on organisation_head_offices (organisation, from_day);
    `,
  },
];
