import type { Migration } from "../platform/database/migration.ts";

/** Tables of the round trip: drafts, replies, final words, and what officers signed. */
export const confirmationsMigrations: readonly Migration[] = [
  {
    id: "confirmations-0001",
    sql: `
      create table verdict_drafts (
        no bigint generated always as identity primary key,
        draft text not null unique check (draft ~ '^[0-9a-f]{64}$'),
        review text not null references reviews,
        on_day date not null,
        as_of timestamptz not null,
        determination text not null,
        reply_by date not null,
        by text not null,
        known_at timestamptz not null
      );
      create index verdict_drafts_of on verdict_drafts (review, no desc);
      create table verdicts (
        draft_no bigint not null references verdict_drafts,
        review text not null,
        organisation text not null references organisations,
        name text not null,
        computed text not null,
        at_best text not null,
        headline text not null,
        inputs text not null,
        primary key (draft_no, organisation)
      );
      create index verdicts_of on verdicts (review, organisation, draft_no desc);
      create table verdict_words (
        no bigint generated always as identity primary key,
        draft_no bigint not null,
        organisation text not null,
        said text not null check (said in ('reply', 'final-word', 'extension')),
        words text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null,
        foreign key (draft_no, organisation) references verdicts
      );
      create index verdict_words_of on verdict_words (draft_no, organisation, said, no desc);
      create table confirmations (
        no bigint generated always as identity primary key,
        confirmation text not null unique check (confirmation ~ '^[0-9a-f]{64}$'),
        draft_no bigint not null references verdict_drafts,
        account text not null references accounts,
        key text not null,
        payload text not null,
        envelope text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create table confirmed_verdicts (
        confirmation_no bigint not null references confirmations,
        draft_no bigint not null,
        organisation text not null,
        account text not null,
        rating text not null,
        reason text not null,
        reply text,
        final_word text,
        primary key (confirmation_no, organisation),
        foreign key (draft_no, organisation) references verdicts
      );
      create index confirmed_verdicts_of on confirmed_verdicts (draft_no, organisation, confirmation_no desc);
    `,
  },
];
