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
];
