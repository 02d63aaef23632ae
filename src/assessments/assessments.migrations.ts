import type { Migration } from "../platform/database/migration.ts";

/**
 * Tables of assessments. A score is a fact: it is written once and never changed; who gave it, when
 * it became known and its leaf stand in its act. Values are counts of steps in whole numbers, so
 * that a million of them can be copied in. `scores_current` is a cache of `scores`: for one review,
 * organisation and kind (0 self, 1 independent) one place for each item, in the order of the
 * yardstick (packed-scores.ts says how). Scores carry the number of their act without a foreign key,
 * because they are copied in before the act's own row: its instant is taken last.
 */
export const assessmentsMigrations: readonly Migration[] = [
  {
    id: "assessments-0001",
    sql: `
      create sequence assessment_act_numbers;
      create table assessment_acts (
        no bigint primary key,
        review text not null references reviews,
        act text not null check (act in ('given', 'imported', 'sampled', 'sample-closed', 'not-applicable')),
        by text not null,
        on_behalf boolean not null,
        reason text not null,
        file_name text not null,
        file_digest text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index assessment_acts_of on assessment_acts (review, known_at);
      create table scores (
        act bigint not null,
        review text not null,
        organisation text not null,
        item text not null,
        kind smallint not null check (kind in (0, 1)),
        day date not null,
        good integer not null,
        bad integer not null,
        n integer not null,
        missing smallint not null,
        wording bytea not null
      );
      create index scores_of on scores (review, organisation);
      create index scores_of_act on scores (act);
      create index scores_missing on scores (review, organisation) where missing <> 0;
      create table score_wordings (
        digest bytea primary key,
        words text not null
      );
      create table score_days (
        review text not null references reviews,
        day date not null,
        known_at timestamptz not null,
        primary key (review, day)
      );
      create table scores_current (
        review text not null,
        organisation text not null,
        kind smallint not null check (kind in (0, 1)),
        packed bytea not null,
        known_at timestamptz not null,
        primary key (review, organisation, kind)
      );
      create table review_samples (
        review text primary key references reviews,
        act bigint not null,
        items text[] not null
      );
      create table sample_closings (
        review text primary key references reviews,
        act bigint not null,
        day date not null
      );
      create table sample_trust (
        review text not null,
        organisation text not null,
        act bigint not null,
        pairs integer not null,
        sampled integer not null,
        divergence bigint not null,
        primary key (review, organisation)
      );
      create table not_applicable_profiles (
        act bigint not null,
        review text not null references reviews,
        organisation text not null,
        items text[] not null,
        applies boolean not null,
        day date not null,
        approved_by text not null,
        approved_on date not null
      );
      create index not_applicable_profiles_of on not_applicable_profiles (review, organisation);
    `,
  },
  {
    id: "assessments-0002",
    // From the day of a round on everything is scored anew: what is older counts no more.
    sql: `
      alter table assessment_acts drop constraint assessment_acts_act_check;
      alter table assessment_acts add constraint assessment_acts_act_check check (act in
        ('given', 'imported', 'sampled', 'sample-closed', 'not-applicable', 'round-opened'));
      create table score_rounds (
        act bigint not null,
        review text not null references reviews,
        day date not null,
        primary key (review, day)
      );
    `,
  },
  {
    id: "assessments-0003",
    // Whole numbers hardly shrink, and are written anew with each score; later ones are found at once.
    sql: `
      alter table scores_current alter column packed set storage external;
      create index scores_current_later on scores_current (review, known_at);
    `,
  },
  {
    id: "assessments-0004",
    /*
     * What stands beside a score is kept apart, and only where there is something. How far a side is
     * and by when it is due are acts; `assessment_states` is a cache of the last of them, and
     * `assessments_in` remembers when both sides were in for the first time, for good. Side 0 is the
     * organisation's own, 1 the independent one.
     */
    sql: `
      create table score_remarks (
        act bigint not null,
        review text not null,
        organisation text not null,
        item text not null,
        kind smallint not null check (kind in (0, 1)),
        day date not null,
        note text not null,
        evidence jsonb not null,
        tool text,
        tool_version text,
        overrides text,
        after_lock boolean not null
      );
      create index score_remarks_of_act on score_remarks (act);
      create index score_remarks_of on score_remarks (review, organisation, item);
      create index score_remarks_by_tools on score_remarks (review, organisation, item, kind)
        where tool is not null;
      create table review_terms (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        blind boolean not null,
        self_task text,
        self_due date,
        independent_task text,
        independent_due date,
        reason text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index review_terms_of on review_terms (review, no desc);
      create table assessment_stages (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        organisation text not null,
        side smallint not null check (side in (0, 1)),
        stage text not null check (stage in
          ('assigned', 'in-progress', 'submitted', 'changes-requested', 'accepted', 'closed')),
        reason text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index assessment_stages_of on assessment_stages (review, organisation, no desc);
      create table assessment_extensions (
        no bigint generated always as identity primary key,
        review text not null references reviews,
        organisation text not null,
        side smallint not null check (side in (0, 1)),
        until_day date not null,
        officer text not null,
        reason text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null
      );
      create index assessment_extensions_of on assessment_extensions (review, organisation, no desc);
      create table assessment_states (
        review text not null references reviews,
        organisation text not null,
        side smallint not null check (side in (0, 1)),
        stage text,
        stage_no bigint references assessment_stages,
        extension_no bigint references assessment_extensions,
        extended_until date,
        once_locked boolean not null,
        primary key (review, organisation, side)
      );
      create table assessments_in (
        review text not null references reviews,
        organisation text not null,
        known_at timestamptz not null,
        leaf text not null,
        primary key (review, organisation)
      );
      create table profile_versions (
        review text not null references reviews,
        organisation text not null,
        version integer not null,
        content jsonb not null,
        digest text not null,
        from_day date not null,
        reason text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null,
        primary key (review, organisation, version)
      );
      create table profile_answers (
        review text not null,
        organisation text not null,
        version integer not null,
        state text not null check (state in ('approved', 'returned', 'withdrawn')),
        officer text not null,
        reason text not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null,
        primary key (review, organisation, version),
        foreign key (review, organisation, version) references profile_versions
      );
    `,
  },
  {
    id: "assessments-0005",
    // Scores of a system inside an organisation of the list: kept and shown, and counted nowhere.
    sql: `alter table scores add column within text`,
  },
  {
    id: "assessments-0006",
    // Files that scores of an organisation rest on; their bytes lie with the files of evidence.
    sql: `
      create table score_files (
        review text not null references reviews,
        organisation text not null,
        digest text not null,
        name text not null,
        size bigint not null,
        by text not null,
        known_at timestamptz not null,
        leaf text not null,
        primary key (review, organisation, digest)
      );
    `,
  },
];
