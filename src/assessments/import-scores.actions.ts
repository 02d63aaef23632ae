import { createReadStream } from "node:fs";
import { Problem } from "../kit/problem.ts";
import { openTable, type Table } from "../kit/tables.ts";
import type { Upload } from "../platform/http/route.ts";
import { decide } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import { keepScores, weighScores } from "./give-together.actions.ts";
import { type GivenRow, readScoreRows, type ReadScores } from "./read-score-rows.ts";
import { saysRemark } from "./remarks.ts";
import { type ScoreCounts, valueOfCounts } from "./score-counts.ts";
import { scoredFinder } from "./scored-organisation.actions.ts";
import { itemCalled, type ScoredReview, scoredReview } from "./scored-review.actions.ts";
import type { ScoreImport, ScoreImportFields } from "./scores.contract.ts";
import { lockScores } from "./scores.store.ts";
import { sideLocks } from "./side-locks.actions.ts";
import { sightOf } from "./sight.actions.ts";

/**
 * Imports a file of scores, or previews it: one act for all of its rows, or nothing at all. Rows that
 * are wrong are told one by one, and then nothing is saved; scores that stand already are left as
 * they are. Leaf: `scores.imported`, with the digest of the file and of the scores that it gave.
 */
export async function importScores(
  work: Work,
  review: string,
  file: Upload,
  fields: ScoreImportFields,
  /** The rows of the file, where it is no table itself: what was read out of a workbook. */
  opened?: Table,
): Promise<ScoreImport> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const read = await readFile(work, scored, file, fields, opened);
  const saves = fields.dry_run !== true && read.wrong === 0;
  if (saves) await lockScores(transaction, review);
  const weighed = await weighScores(work, scored, read.given, false);
  const { fresh } = weighed;
  const answer: ScoreImport = {
    unchanged: true,
    dry_run: fields.dry_run === true,
    review,
    file_name: file.name,
    file_digest: file.digest,
    rows: read.rows,
    left_out: read.leftOut,
    given: fresh.length,
    same: read.given.length - fresh.length,
    wrong: read.wrong,
    problems: [...read.problems],
    organisations: new Set(read.given.map(({ organisation }) => organisation)).size,
    days: [...new Set(read.given.map(({ day }) => day))].toSorted(),
    simulated: scored.summary.simulated,
    changes: fresh.slice(0, mostChanges).map((row) => changeBy(row, weighed.there(row))),
  };
  if (fields.dry_run === true || fresh.length === 0) return checked(answer);
  if (read.wrong > 0) throw refusal(answer);
  await keepScores(work, scored, weighed, file);
  return { ...answer, unchanged: false };
}

/** How many changes are told one by one. */
const mostChanges = 2000;

/** What a score replaces, told before it is put in its place. */
function changeBy(row: GivenRow, there: ScoreCounts | undefined): ScoreImport["changes"][number] {
  const { line, organisation, item, kind, day, value, scale } = row;
  const before = there === undefined ? null : valueOfCounts(there, scale);
  return { line, organisation, item, kind, day, before, after: value, remark: saysRemark(row) };
}

/** A file in which every row is wrong, or none is there, says so also when nothing was to be saved. */
function checked(answer: ScoreImport): ScoreImport {
  if (answer.dry_run || answer.wrong === 0) return answer;
  throw refusal(answer);
}

function refusal({ file_name, problems, wrong }: ScoreImport): Problem {
  const [first] = problems;
  const near =
    first === undefined || first.nearest.length === 0
      ? ""
      : `; near it are ${first.nearest.join(", ")}`;
  const others =
    wrong === 1
      ? "; nothing was saved."
      : ` (and ${(wrong - 1).toLocaleString("en")} more ${wrong === 2 ? "row is" : "rows are"} wrong); nothing was saved, look at all of them with a dry run.`;
  const sentence = `${first?.sentence ?? "a row is wrong"}${near}${others}`;
  const place = first === undefined ? {} : { line: first.line, field: first.column };
  return new Problem("bad-input", sentence, { file: file_name, ...place });
}

async function readFile(
  work: Work,
  scored: ScoredReview,
  file: Upload,
  { kind, day, encoding }: ScoreImportFields,
  opened?: Table,
): Promise<ReadScores> {
  const csv = (): Promise<Table> =>
    openTable(createReadStream(file.path), {
      file: file.name,
      ...(encoding === undefined ? {} : { encoding }),
      declaring: "`--encoding windows-1252`",
    });
  const table = opened ?? (await csv());
  const refusals = new Map<string, string | null>();
  const sight = await sightOf(work, scored.summary.review);
  const locks = await sideLocks(work.transaction, scored.summary, null);
  return readScoreRows(table, file.name, {
    fields: { ...(kind === undefined ? {} : { kind }), ...(day === undefined ? {} : { day }) },
    today: new Date().toISOString().slice(0, 10),
    organisation: await scoredFinder(work.transaction, scored),
    item: (name) => itemCalled(name, scored),
    refusal: (given, owner) => {
      const key = `${given} ${owner}`;
      const known = refusals.get(key);
      if (known !== undefined) return known;
      const decision = decide(work.actor, `score.${given}`, owner);
      // Nothing of such a file is told, not even which of its rows stand already.
      if (decision.allowed) sight.requireGive(given, owner);
      const because = decision.allowed
        ? (locks.because(given, owner)?.replace(/\.$/u, "") ?? null)
        : `${decision.because.replace(/\.$/u, "")}; \`account grant\` gives roles`;
      refusals.set(key, because);
      return because;
    },
  });
}
