import type { Migration } from "../database/migration.ts";

export const logMigrations: readonly Migration[] = [
  {
    id: "log-0001",
    sql: `
      create table facts_clock (only_row boolean primary key default true check (only_row), last timestamptz not null);
      insert into facts_clock (last) values (clock_timestamp());
      create table log_leaves (
        digest bytea primary key check (length(digest) = 32),
        salt bytea check (length(salt) = 32),
        event text,
        kind text not null,
        subject text not null,
        actor text not null,
        at timestamptz not null,
        appended bigint generated always as identity,
        index bigint unique
      );
      create index log_leaves_waiting on log_leaves (appended) where index is null;
      create index log_leaves_subject on log_leaves (subject, appended);
    `,
  },
  {
    id: "log-0002",
    sql: `
      create unique index log_leaves_appended on log_leaves (appended);
      create index log_leaves_kind on log_leaves (kind, appended);
      -- Hashes do not compress; a tile grows in place until it is full and then never changes.
      create table log_tiles (
        level smallint not null check (level between 0 and 6),
        index bigint not null check (index >= 0),
        hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
        primary key (level, index)
      );
      alter table log_tiles alter column hashes set storage external;
      create table log_checkpoints (
        size bigint primary key check (size >= 0),
        root bytea not null check (length(root) = 32),
        note text not null,
        at timestamptz not null default clock_timestamp()
      );
    `,
  },
  {
    id: "log-0003",
    // Each time the key was replaced: the old key's signed word for the new one.
    sql: `
      create table log_key_successions (
        no bigint generated always as identity primary key,
        note text not null,
        at timestamptz not null default clock_timestamp()
      );
    `,
  },
];
