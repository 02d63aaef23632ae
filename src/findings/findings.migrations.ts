import type { Migration } from "../platform/database/migration.ts";

/**
 * One table for the four registers: an act is a fact and holds what stood in the record after it, so
 * that a record as of an instant is its last act known then, and its history is all of them.
 */
export const findingsMigrations: readonly Migration[] = [
  {
    id: "findings-0001",
    sql: `
      create table record_acts (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        register text not null check (register in ('findings', 'risks', 'recommendations', 'actions')),
        number integer not null check (number > 0),
        act text not null check (act in ('added', 'amended', 'closed', 'reopened', 'state-set', 'responded', 'order-started')),
        organisation text references organisations,
        state text not null check (state in ('open', 'in-progress', 'closed', 'done', 'dropped')),
        reason text not null,
        evidence jsonb not null,
        state_reason text not null,
        state_evidence jsonb not null,
        content jsonb not null,
        response jsonb not null,
        order_id text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index record_acts_of on record_acts (review, register, number, no desc);
      create index record_acts_about on record_acts (organisation, review, register);
    `,
  },
];
