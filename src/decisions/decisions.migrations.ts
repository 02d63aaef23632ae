import type { Migration } from "../platform/database/migration.ts";

/** Tables of decisions: what heads do about risks, until when they are to sign, and that they did. */
export const decisionsMigrations: readonly Migration[] = [
  {
    id: "decisions-0001",
    sql: `
      create table risk_decisions (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        organisation text not null references organisations,
        risk text not null,
        decision text not null check (decision in ('mitigate', 'accept', 'transfer', 'avoid')),
        reason text not null,
        cost bigint,
        day date not null,
        owner text not null,
        expires date check (expires is null or decision = 'accept'),
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index risk_decisions_of on risk_decisions (review, organisation, risk, no desc);
      create table signatures_due (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        day date,
        task text,
        reason text not null,
        by text not null,
        known_at timestamptz not null,
        check ((day is null) <> (task is null))
      );
      create index signatures_due_of on signatures_due (review, no desc);
      -- That what was decided was signed: written by the attestation, read by the determination.
      create table decision_signatures (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        organisation text not null references organisations,
        attestation text not null,
        decisions_digest text not null,
        -- Risk by risk: the digest of what was decided on it.
        decided jsonb not null,
        day date not null,
        by text not null,
        known_at timestamptz not null
      );
      create index decision_signatures_of on decision_signatures (review, organisation, no desc);
    `,
  },
];
