import type { Migration } from "../database/migration.ts";

export const identityMigrations: readonly Migration[] = [
  {
    id: "identity-0001",
    sql: `
      create table accounts (
        id text primary key,
        name text not null,
        kind text not null check (kind in ('person', 'built-in')),
        created_at timestamptz not null
      );
      create unique index accounts_name on accounts (lower(name));
      -- One row for each way to sign in; passkeys and OpenID Connect come as further kinds.
      create table credentials (
        id uuid primary key default uuidv7(),
        account text not null references accounts,
        kind text not null check (kind in ('password', 'passkey', 'openid')),
        secret text not null,
        created_at timestamptz not null
      );
      create unique index credentials_password on credentials (account) where kind = 'password';
      create table grants (
        account text not null references accounts,
        role text not null,
        organisation text,
        given_at timestamptz not null,
        given_by text not null,
        withdrawn_at timestamptz,
        withdrawn_by text
      );
      create unique index grants_current on grants (account, role, organisation) nulls not distinct where withdrawn_at is null;
      create table sessions (
        digest bytea primary key,
        account text not null references accounts,
        started_at timestamptz not null,
        expires_at timestamptz not null
      );
      create table api_tokens (
        id uuid primary key default uuidv7(),
        digest bytea not null unique,
        account text not null references accounts,
        name text not null,
        narrowed_to jsonb,
        created_at timestamptz not null,
        revoked_at timestamptz
      );
      create table one_time_links (
        digest bytea primary key,
        purpose text not null check (purpose in ('set-up', 'join', 'sign-in')),
        account text references accounts,
        expires_at timestamptz not null
      );
      create table failed_sign_ins (key text not null, at timestamptz not null);
      create index failed_sign_ins_key on failed_sign_ins (key, at);
      create table refusals (
        account text not null,
        permission text not null,
        since timestamptz not null,
        count integer not null,
        primary key (account, permission)
      );
      -- Whoever runs the command line on the machine itself, as the account that runs Muster.
      insert into accounts (id, name, kind, created_at) values ('operator', 'Operator of this machine', 'built-in', now());
      insert into grants (account, role, organisation, given_at, given_by)
        values ('operator', 'administrator', null, now(), 'muster'), ('operator', 'reviewing-officer', null, now(), 'muster');
    `,
  },
  {
    id: "identity-0002",
    // Posts that people held in organisations: whoever held one does not audit there. Facts; a wrong
    // one is withdrawn with a reason and stays.
    sql: `
      create table posts (
        post uuid primary key default uuidv7(),
        account text not null references accounts,
        organisation text not null,
        title text not null,
        from_day date not null,
        until_day date check (until_day >= from_day),
        declared_by text not null,
        known_at timestamptz not null,
        withdrawn_at timestamptz,
        withdrawn_by text,
        withdrawn_because text
      );
      create index posts_of on posts (account);
      create index grants_of on grants (account);
    `,
  },
];
