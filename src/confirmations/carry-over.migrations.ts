import type { Migration } from "../platform/database/migration.ts";

/** What a review took over from an earlier one: once, and for good. */
export const carryOverMigrations: readonly Migration[] = [
  {
    id: "confirmations-0003",
    sql: `
      create table carry_overs (
        review text primary key references reviews,
        from_review text not null references reviews,
        told text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
    `,
  },
];
