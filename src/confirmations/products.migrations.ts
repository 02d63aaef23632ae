import type { Migration } from "../platform/database/migration.ts";

/** Tables of joint products: who writes which section, the texts, and the authors' signatures. */
export const productsMigrations: readonly Migration[] = [
  {
    id: "confirmations-0002",
    sql: `
    create table joint_products (
      no bigint generated always as identity primary key,
      order_id text not null,
      task text not null,
      title text not null,
      sections text not null,
      authors text not null,
      by text not null,
      known_at timestamptz not null,
      leaf text not null,
      unique (order_id, task)
    );
    create table joint_sections (
      no bigint generated always as identity primary key,
      product_no bigint not null references joint_products,
      section integer not null check (section > 0),
      text text not null,
      by text not null,
      known_at timestamptz not null,
      leaf text not null
    );
    create index joint_sections_of on joint_sections (product_no, section, no desc);
    create table joint_signatures (
      no bigint generated always as identity primary key,
      product_no bigint not null references joint_products,
      statement text not null unique check (statement ~ '^[0-9a-f]{64}$'),
      digest text not null,
      author text not null,
      seat text,
      account text not null references accounts,
      key text not null,
      payload text not null,
      envelope text not null,
      known_at timestamptz not null,
      leaf text not null
    );
    create index joint_signatures_of on joint_signatures (product_no, author, seat, no desc);
  `,
  },
];
