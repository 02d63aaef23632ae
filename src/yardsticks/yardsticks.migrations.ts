import type { Migration } from "../platform/database/migration.ts";

/** Tables of yardsticks: what was imported, the files it came from, and maps between them. */
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
  {
    id: "yardsticks-0002",
    sql: `
      alter table yardsticks add column items integer;
      alter table yardsticks add column withdrawn integer;
      alter table yardsticks add column origin text;
      create table yardstick_files (
        yardstick text not null,
        version text not null,
        position integer not null,
        role text not null check (role in ('file', 'import', 'how')),
        name text not null,
        digest text not null,
        bytes bytea not null,
        primary key (yardstick, version, position),
        foreign key (yardstick, version) references yardsticks (id, version)
      );
      create table yardstick_maps (
        digest text primary key,
        kind text not null check (kind in ('crosswalk', 'succession')),
        source text not null,
        target text not null,
        content text not null,
        by text not null,
        known_at timestamptz not null
      );
      create index yardstick_maps_source on yardstick_maps (source, known_at);
      create index yardstick_maps_target on yardstick_maps (target, known_at);
    `,
  },
];
