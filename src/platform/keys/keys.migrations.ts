import type { Migration } from "../database/migration.ts";

export const keysMigrations: readonly Migration[] = [
  {
    id: "keys-0001",
    sql: `
      create table sealed_keys (
        name text primary key,
        sealed bytea not null,
        made_at timestamptz not null default clock_timestamp()
      );
      create table log_identity (
        only_row boolean primary key default true check (only_row),
        origin text not null,
        verifier_key text not null
      );
    `,
  },
];
