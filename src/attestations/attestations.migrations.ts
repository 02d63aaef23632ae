import type { Migration } from "../platform/database/migration.ts";

/** Tables of attestations: keys of people and what was done about them, delegations, signatures. */
export const attestationsMigrations: readonly Migration[] = [
  {
    id: "attestations-0001",
    sql: `
      create table person_keys (
        fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
        no bigint generated always as identity unique,
        public_key text not null,
        account text not null references accounts,
        office text references offices (office),
        replaces text references person_keys,
        known_at timestamptz not null
      );
      create index person_keys_of on person_keys (account);
      create table person_key_acts (
        no bigint generated always as identity primary key,
        fingerprint text not null references person_keys,
        act text not null,
        by text not null,
        reason text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index person_key_acts_of on person_key_acts (fingerprint, no);
      create table delegations (
        no bigint generated always as identity primary key,
        delegation text not null unique,
        organisation text not null references organisations,
        review text not null references reviews,
        by text not null references accounts,
        "to" text not null references accounts,
        from_day date not null,
        until_day date not null check (until_day >= from_day),
        reason text not null,
        known_at timestamptz not null
      );
      create index delegations_of on delegations (organisation, no desc);
      create table delegation_ends (
        delegation text primary key references delegations (delegation),
        by text not null,
        known_at timestamptz not null
      );
      create table attestations (
        no bigint generated always as identity primary key,
        attestation text not null unique check (attestation ~ '^[0-9a-f]{64}$'),
        review text not null references reviews,
        organisation text not null references organisations,
        payload text not null,
        envelope text not null,
        key text not null references person_keys,
        account text not null references accounts,
        office text not null,
        capacity text not null check (capacity in ('holder', 'acting', 'delegate')),
        delegation text references delegations (delegation),
        due date,
        known_at timestamptz not null,
        leaf text not null
      );
      create index attestations_of on attestations (review, organisation, no desc);
    `,
  },
];
