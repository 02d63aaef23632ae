import type { Migration } from "../platform/database/migration.ts";

/** Table of yardsticks: the file as imported, by identifier and version. */
export const yardsticksMigrations: readonly Migration[] = [
  {
    id: "yardsticks-0001",
    sql: `
      create table yardsticks (
        id text not null,
        version text not null,
        digest text not null,
        title text not null,
        content text not null,
        by text not null,
        known_at timestamptz not null,
        primary key (id, version)
      );
    `,
  },
];
