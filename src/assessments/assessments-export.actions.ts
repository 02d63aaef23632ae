import { type Cell, writeCsv } from "../kit/csv-write.ts";
import { Problem } from "../kit/problem.ts";
import type { Download } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { askedWhen } from "./asked-when.actions.ts";
import type { AssessmentsFile, ExportQuery } from "./assessments-export.contract.ts";
import { type ExportedScore, exportedScores } from "./exported-scores.store.ts";
import { readAllProfiles } from "./profiles.store.ts";
import { sourcesText } from "./remark-cells.ts";
import { valueOfCounts } from "./score-counts.ts";
import { requireOrganisation, type ScoredReview, scoredReview } from "./scored-review.actions.ts";
import { type StoredStageAct, readStageActs } from "./stages.store.ts";
import { readTerms } from "./terms.store.ts";
import { valueText } from "./value-words.ts";

/** More rows than this are taken out organisation by organisation. */
const mostRows = 400_000;

/** What is taken out, and of whom. */
interface Taken {
  readonly scored: ScoredReview;
  readonly asOf: string;
  readonly organisation: string | null;
}

/**
 * Everything that was entered in the assessments of a review, or of one organisation in it: scores
 * with what stands beside them, stages, extensions, terms and profiles. As JSON all of it, with the
 * whole history; as CSV one table, of which `scores` comes back in by `assess import` as it is.
 * Refuses (too-large) more rows than a file should have, naming the way out.
 */
export async function exportAssessments(
  work: Work,
  review: string,
  { format = "csv", what = "scores", organisation: name, as_of }: ExportQuery,
): Promise<Download> {
  const scored = await scoredReview(work.transaction, review);
  const organisation =
    name === undefined ? null : await requireOrganisation(work.transaction, scored, name);
  const asked = as_of === undefined ? {} : { as_of };
  const { asOf } = await askedWhen(work, asked, scored.asOf);
  const taken = { scored, asOf, organisation };
  const base = organisation === null ? review : `${review}-${organisation}`;
  if (format === "json") {
    const file = await assessmentsFile(work, taken);
    return {
      fileName: `${base}-assessments.json`,
      content: `${JSON.stringify(file, null, 1)}\n`,
      headers: { "content-type": "application/json; charset=utf-8" },
    };
  }
  return {
    fileName: `${base}-${what}.csv`,
    content: writeCsv(await tableOf(work, taken, what)),
    headers: { "content-type": "text/csv; charset=utf-8" },
  };
}

async function scoresOf(
  { transaction }: Work,
  { scored, asOf, organisation }: Taken,
  standing: boolean,
): Promise<ExportedScore[]> {
  const { review } = scored.summary;
  const limit = mostRows + 1;
  const rows = await exportedScores(transaction, { review, asOf, organisation, standing, limit });
  if (rows.length <= mostRows) return rows;
  const sentence = `more than ${mostRows.toLocaleString("en")} scores would be taken out; take them out organisation by organisation.`;
  throw new Problem("too-large", sentence, { field: "organisation" });
}

async function stagesOf(
  { transaction }: Work,
  { scored, asOf, organisation }: Taken,
): Promise<StoredStageAct[]> {
  const acts = await readStageActs(transaction, scored.summary.review, organisation, mostRows);
  return acts.filter(({ known_at }) => known_at <= asOf).toReversed();
}

const scoreHeader =
  "organisation item kind day value wording note evidence tool tool_version overrides after_lock within known_at by on_behalf file_name leaf".split(
    " ",
  );
const profileHeader =
  "organisation version state from what name title text items reason proposed_by proposed_at officer answered_at digest leaf".split(
    " ",
  );

type Table = (readonly Cell[])[];

async function tableOf(
  work: Work,
  taken: Taken,
  what: NonNullable<ExportQuery["what"]>,
): Promise<Table> {
  const { simulated } = taken.scored.summary;
  const table = await plainTable(work, taken, what);
  if (!simulated) return table;
  return table.map((row, at) => [...row, at === 0 ? "simulated" : "SIMULATED"]);
}

async function plainTable(
  work: Work,
  taken: Taken,
  what: NonNullable<ExportQuery["what"]>,
): Promise<Table> {
  switch (what) {
    case "scores":
      return scoreTable(taken.scored, await scoresOf(work, taken, true));
    case "history":
      return scoreTable(taken.scored, await scoresOf(work, taken, false));
    case "stages":
      return stageTable(await stagesOf(work, taken));
    case "profiles":
      return profileTable(await profilesOf(work, taken));
    default:
      return what satisfies never;
  }
}

function scoreTable({ items }: ScoredReview, scores: readonly ExportedScore[]): Table {
  return [
    scoreHeader,
    ...scores.map(({ counts, remark, ...score }): Cell[] => [
      score.organisation,
      score.item,
      score.kind,
      score.day,
      valueText(valueOfCounts(counts, items.get(score.item)?.item.scale ?? "level")),
      score.wording,
      remark.note,
      sourcesText(remark.evidence),
      remark.tool?.name ?? "",
      remark.tool?.version ?? "",
      remark.overrides,
      remark.after_lock ? "yes" : "",
      score.within,
      score.known_at,
      score.by,
      score.on_behalf ? "yes" : "",
      score.file_name,
      score.leaf,
    ]),
  ];
}

function stageTable(acts: readonly StoredStageAct[]): Table {
  return [
    [
      "organisation",
      "side",
      "act",
      "stage",
      "until",
      "officer",
      "reason",
      "by",
      "known_at",
      "leaf",
    ],
    ...acts.map((act): Cell[] => [
      act.organisation,
      act.side,
      act.act,
      act.stage,
      act.until,
      act.officer,
      act.reason,
      act.by,
      act.known_at,
      act.leaf,
    ]),
  ];
}

async function profilesOf(
  { transaction }: Work,
  { scored, asOf, organisation }: Taken,
): Promise<AssessmentsFile["profiles"]> {
  const rows = await readAllProfiles(transaction, scored.summary.review, organisation);
  return rows
    .filter(({ proposed_at }) => proposed_at <= asOf)
    .map(({ content, practices: _count, not_applicable: _marked, ...head }) => ({
      ...head,
      ...content,
    }));
}

function profileTable(profiles: AssessmentsFile["profiles"]): Table {
  return [
    profileHeader,
    ...profiles.flatMap((each): Cell[][] => {
      const front = [each.organisation, each.version, each.state, each.from];
      const { proposed_by, proposed_at, officer, answered_at, digest, leaf } = each;
      const back = [proposed_by, proposed_at, officer, answered_at, digest, leaf];
      return [
        [...front, "profile", "", "", "", "", each.reason, ...back],
        ...each.practices.map(({ practice, title, text, items }) => [
          ...front,
          "practice",
          practice,
          title,
          text,
          items.join(" "),
          "",
          ...back,
        ]),
        ...each.not_applicable.map(({ item, reason }) => [
          ...front,
          "not-applicable",
          item,
          "",
          "",
          "",
          reason,
          ...back,
        ]),
      ];
    }),
  ];
}

/** Everything in one file, each part of a simulated review marked as such. */
async function assessmentsFile(work: Work, taken: Taken): Promise<AssessmentsFile> {
  const { scored, asOf } = taken;
  const { review, simulated, yardstick } = scored.summary;
  const mark = simulated ? { simulated: true as const } : {};
  const terms = await readTerms(work.transaction, review, 1000);
  const scores = await scoresOf(work, taken, false);
  const stages = await stagesOf(work, taken);
  const profiles = await profilesOf(work, taken);
  return {
    format: "muster/assessments/1",
    review,
    simulated,
    yardstick,
    as_of: asOf,
    terms: terms
      .filter(({ known_at }) => known_at <= asOf)
      .toReversed()
      .map((each) => ({ ...mark, ...each })),
    stages: stages.map((each) => ({ ...mark, ...each })),
    profiles: profiles.map((each) => ({ ...mark, ...each })),
    scores: scores.map(({ counts, remark, ...score }) => ({
      ...mark,
      ...score,
      value: valueOfCounts(counts, scored.items.get(score.item)?.item.scale ?? "level"),
      ...remark,
    })),
  };
}
