import type { Migration } from "../platform/database/migration.ts";

/** Tables of offices: facts that are added and never changed. */
export const officesMigrations: readonly Migration[] = [
  {
    id: "offices-0001",
    sql: `
      create table offices (
        office text primary key,
        title text not null,
        seats text[] not null default '{}',
        quorum integer,
        known_at timestamptz not null
      );
      create table office_standings (
        office text not null references offices (office),
        number bigint generated always as identity primary key,
        state text not null check (state in ('held', 'acting', 'vacant')),
        holder text,
        from_day date not null,
        note text,
        from_memory boolean not null default false,
        known_at timestamptz not null
      );
      create index office_standings_office on office_standings (office, from_day);
    `,
  },
  {
    id: "offices-0002",
    sql: `
      alter table office_standings add column account text references accounts;
      alter table office_standings add column until_day date;
      alter table office_standings add check (until_day is null or (state = 'acting' and until_day >= from_day));
    `,
  },
];
