import type { Migration } from "../platform/database/migration.ts";

/** Tables of orders: texts and acts are added and never changed; a link for calendars is revoked. */
export const ordersMigrations: readonly Migration[] = [
  {
    id: "orders-0001",
    sql: `
      create table order_texts (
        order_id text not null,
        version integer not null check (version > 0),
        file_name text not null,
        file_digest text not null,
        text text not null,
        content jsonb not null,
        first_status text not null,
        known_at timestamptz not null,
        primary key (order_id, version)
      );
      create table order_acts (
        order_id text not null,
        number bigint generated always as identity primary key,
        act jsonb not null,
        leaf text not null,
        known_at timestamptz not null
      );
      create index order_acts_order on order_acts (order_id, number);
    `,
  },
  {
    id: "orders-0002",
    sql: `
      create table order_subscriptions (
        id uuid primary key default gen_random_uuid(),
        order_id text not null,
        digest bytea not null unique,
        name text not null,
        made_by text not null,
        made_at timestamptz not null,
        revoked_at timestamptz
      );
      create index order_subscriptions_order on order_subscriptions (order_id);
    `,
  },
];
