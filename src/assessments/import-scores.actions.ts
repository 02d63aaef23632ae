import { createReadStream } from "node:fs";
import { canonicalJson, digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { openTable, type Table } from "../kit/tables.ts";
import type { Upload } from "../platform/http/route.ts";
import { decide } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import { wordingOf } from "../yardsticks/wording.ts";
import {
  dayNumber,
  dayOfNumber,
  emptyScores,
  packedValue,
  type PackedScores,
  putScore,
} from "./packed-scores.ts";
import { type GivenRow, readScoreRows, type ReadScores } from "./read-score-rows.ts";
import {
  isOnBehalf,
  itemCalled,
  organisationFinder,
  type ScoredReview,
  scoredReview,
} from "./scored-review.actions.ts";
import { sightOf } from "./sight.actions.ts";
import { actScores } from "./score-acts.ts";
import { valueOfCounts } from "./score-counts.ts";
import { missingReasons } from "./score-facts.store.ts";
import { packedCounts, reasonsOf, stands } from "./scores.actions.ts";
import type { ScoreImport, ScoreImportFields, ScoreKind } from "./scores.contract.ts";
import {
  copyScores,
  currentScores,
  insertAct,
  keepWordings,
  lockScores,
  nextAct,
  putCurrent,
} from "./scores.store.ts";

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
  const current = await currentOf(work, scored, read.given);
  const reasons = reasonsOf(
    read.given.some((row) => row.counts.missing !== null || isMissing(current, row))
      ? await missingReasons(transaction, review, "infinity")
      : [],
  );
  const fresh = read.given.filter(
    (row) => !stands(packedValue(current.of(row), row.place), row.counts, row.day, reasons(row)),
  );
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
    changes: fresh.slice(0, mostChanges).map((row) => changeBy(row, current, reasons)),
  };
  if (fields.dry_run === true || fresh.length === 0) return checked(answer);
  if (read.wrong > 0) throw refusal(answer);
  await keep(work, scored, file, fresh, current);
  return { ...answer, unchanged: false };
}

/** How many changes are told one by one. */
const mostChanges = 2000;

/** Whether the score in the place of a row is known to be missing, of whatever day. */
function isMissing(current: Current, row: GivenRow): boolean {
  return packedValue(current.of(row), row.place)?.n === 0;
}

/** What a score replaces, told before it is put in its place. */
function changeBy(
  row: GivenRow,
  current: Current,
  reasons: ReturnType<typeof reasonsOf>,
): ScoreImport["changes"][number] {
  const { line, organisation, item, kind, day, value, scale } = row;
  const there = packedValue(current.of(row), row.place);
  const missing =
    there?.n === 0
      ? (reasons({ ...row, day: dayOfNumber(there.day) }) ?? ("not-reported" as const))
      : null;
  const before = there === undefined ? null : valueOfCounts({ ...there, missing }, scale);
  return { line, organisation, item, kind, day, before, after: value, remark: false };
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
  return readScoreRows(table, file.name, {
    fields: { ...(kind === undefined ? {} : { kind }), ...(day === undefined ? {} : { day }) },
    today: new Date().toISOString().slice(0, 10),
    organisation: await organisationFinder(work.transaction, scored),
    item: (name) => itemCalled(name, scored),
    refusal: (given, organisation) => {
      const key = `${given} ${organisation}`;
      const known = refusals.get(key);
      if (known !== undefined) return known;
      const decision = decide(work.actor, `score.${given}`, organisation);
      const because = decision.allowed
        ? null
        : `${decision.because.replace(/\.$/u, "")}; \`account grant\` gives roles`;
      refusals.set(key, because);
      // Nothing of such a file is told, not even which of its rows stand already.
      if (decision.allowed) sight.requireGive(given, organisation);
      return because;
    },
  });
}

interface Current {
  of(row: Pick<GivenRow, "organisation" | "kind">): PackedScores;
  all(): { organisation: string; kind: ScoreKind; scores: PackedScores }[];
}

async function currentOf(
  { transaction }: Work,
  { summary, yardstick }: ScoredReview,
  given: readonly GivenRow[],
): Promise<Current> {
  const items = yardstick.items.length;
  const named = [...new Set(given.map(({ organisation }) => organisation))];
  const stored = await currentScores(transaction, summary.review, named, items);
  const known = new Map(stored.map((each) => [`${each.kind} ${each.organisation}`, each]));
  return {
    of: ({ organisation, kind }) => {
      const key = `${kind} ${organisation}`;
      const found = known.get(key) ?? { organisation, kind, scores: emptyScores(items) };
      known.set(key, found);
      return found.scores;
    },
    all: () => [...known.values()],
  };
}

async function keep(
  work: Work,
  { summary: { review }, items }: ScoredReview,
  file: Upload,
  fresh: readonly GivenRow[],
  current: Current,
): Promise<void> {
  const { transaction } = work;
  const wordings = new Map(
    [...new Set(fresh.map(({ item }) => item))].flatMap((id) => {
      const found = items.get(id);
      return found === undefined
        ? []
        : [[found.wording, canonicalJson(wordingOf(found.item))] as const];
    }),
  );
  await keepWordings(transaction, wordings);
  const no = await nextAct(transaction);
  const rows = fresh.map(({ counts, ...row }) => ({ ...row, ...counts }));
  await copyScores(transaction, no, review, rows);
  for (const row of fresh) {
    putScore(current.of(row), row.place, { ...packedCounts(row.counts), day: dayNumber(row.day) });
  }
  const changed = new Set(fresh.map((row) => `${row.kind} ${row.organisation}`));
  const onBehalf = fresh.some((row) => isOnBehalf(work, row.kind, row.organisation));
  const knownAt = await work.knownAt();
  const leaf = await work.append({
    kind: "scores.imported",
    subject: `review/${review}`,
    data: {
      file_name: file.name,
      file_digest: file.digest,
      scores: digestOf(actScores(fresh)),
      rows: fresh.length,
      ...(onBehalf ? { on_behalf: true } : {}),
    },
  });
  const touched = current.all().filter((each) => changed.has(`${each.kind} ${each.organisation}`));
  await putCurrent(transaction, review, touched, knownAt);
  await insertAct(
    transaction,
    {
      no,
      review,
      act: "imported",
      by: work.actor.account,
      onBehalf,
      reason: "",
      fileName: file.name,
      fileDigest: file.digest,
      knownAt,
      leaf,
    },
    [...new Set(fresh.map(({ day }) => day))],
  );
}
