import type { Migration } from "../platform/database/migration.ts";

/** Links by which people's calendars read their own dates. */
export const toldMigrations: readonly Migration[] = [
  {
    id: "told-0001",
    sql: `
      create table waiting_calendars (
        id uuid primary key default gen_random_uuid(),
        account text not null references accounts,
        digest bytea not null unique,
        made_at timestamptz not null,
        revoked_at timestamptz
      );
      create index waiting_calendars_of on waiting_calendars (account);
    `,
  },
  {
    id: "told-0002",
    // Whoever loses a device knows by its name which link to revoke.
    sql: `alter table waiting_calendars add column name text not null default '';`,
  },
];
