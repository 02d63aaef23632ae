import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { openDatabase } from "../src/platform/database/database.ts";
import { makeScoredReview, type ScoredReview, type ScoredSize } from "./scores-fixture.ts";
import { scoresPageRows } from "./scores-page.ts";
import { signingRows } from "./signing.ts";
import { argumentsOf, house, percentile, type Served, timed } from "./stage.ts";
import type { Row } from "./table.ts";

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
const both = (times: readonly number[]): string =>
  `p50 ${milliseconds(percentile(times, 0.5))}, p95 ${milliseconds(percentile(times, 0.95))}`;

/** A score that is not there yet: the level goes round, the place is spread. */
function anyScore({ organisations, items, day }: ScoredReview, turn: number): object {
  return {
    organisation: organisations[(turn * 37) % organisations.length],
    item: items[(turn * 101) % items.length],
    kind: "self",
    day,
    value: turn % 2 === 0 ? { from: 1 + (turn % 4), to: 5 } : { from: 1, to: 2 + (turn % 4) },
  };
}

async function saveRow(
  served: Served & { databaseUrl: string },
  review: ScoredReview,
  aim: number,
  terms = "",
): Promise<Row> {
  const path = `/api/reviews/${review.review}/scores`;
  const times: number[] = [];
  let size = 0;
  for (let turn = 0; turn < 400; turn += 1) {
    const { took, bytes } = await timed(served, path, anyScore(review, turn));
    if (turn >= 100) times.push(took);
    size = bytes;
  }
  const sql = await aggregate(served.databaseUrl, review.review);
  const p95 = percentile(times, 0.95);
  const { organisations, items } = review;
  return {
    job: `One score${terms} of ${organisations.length.toLocaleString("en")} × ${items.length.toLocaleString("en")}: commit, leaf, and all ratings with the enterprise view back over HTTP (${Math.round(size / 1000)} kB)`,
    measured: both(times),
    aim: `p95 under ${aim} ms`,
    beside: `plain SQL aggregate over the same rows ${milliseconds(sql)}: ${(sql / percentile(times, 0.5)).toFixed(0)} times`,
    met: p95 < aim,
  };
}

/** Means by organisation and by item, as plain SQL has them: no bounds, no gates, floating point. */
async function aggregate(databaseUrl: string, review: string): Promise<number> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  const Mean = Type.Object({ name: Type.String(), mean: Type.Number(), bad: Type.Integer() });
  try {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const begun = performance.now();
      await database.transact("read", async (transaction) => {
        for (const name of ["organisation", "item"]) {
          await transaction.rows(
            Mean,
            `select ${name} as name, avg(good::float8 / n) as mean, count(*) filter (where good < 3) as bad
             from scores where review = $1 and kind = 0 group by ${name}`,
            [review],
          );
        }
      });
      times.push(performance.now() - begun);
    }
    return percentile(times, 0.5);
  } finally {
    await database.close();
  }
}

async function sheetRow(served: Served, review: ScoredReview): Promise<Row> {
  const times: number[] = [];
  let size = 0;
  for (let turn = 0; turn < 120; turn += 1) {
    const organisation = review.organisations[(turn * 37) % review.organisations.length] ?? "";
    const path = `/api/reviews/${review.review}/organisations/${organisation}/scores`;
    const { took, bytes } = await timed(served, path);
    if (turn >= 20) times.push(took);
    size = bytes;
  }
  return {
    job: `All ${review.items.length.toLocaleString("en")} items of one organisation with their values (${Math.round(size / 1000)} kB)`,
    measured: both(times),
    aim: "p95 under 25 ms",
    beside: "",
    met: percentile(times, 0.95) < 25,
  };
}

/** The pages of a review by scores: its overview, an organisation and an item, in turn. */
async function pagesRow(served: Served, review: ScoredReview): Promise<Row> {
  const times: number[] = [];
  let size = 0;
  for (let turn = 0; turn < 60; turn += 1) {
    const organisation = review.organisations[(turn * 37) % review.organisations.length] ?? "";
    const item = review.items[(turn * 101) % review.items.length] ?? "";
    const pages = ["summary", `organisations/${organisation}`, `items/${item}`];
    const path = `/api/reviews/${review.review}/${pages[turn % pages.length] ?? ""}`;
    const { took, bytes } = await timed(served, path);
    if (turn >= 12) times.push(took);
    size = Math.max(size, bytes);
  }
  const p95 = percentile(times, 0.95);
  return {
    job: `Overview, one organisation with its reasons, and one item over all organisations, in turn (up to ${Math.round(size / 1000)} kB)`,
    measured: both(times),
    aim: "p95 under 500 ms",
    beside: "",
    met: p95 < 500,
  };
}

const saving = { people: 100, seconds: 65, warmUp: 5 } as const;

async function saversRow(served: Served, review: ScoredReview): Promise<Row> {
  const path = `/api/reviews/${review.review}/scores?answer=own`;
  const times: number[] = [];
  let errors = 0;
  const begun = performance.now();
  const person = async (who: number): Promise<void> => {
    for (let round = 0; round < saving.seconds; round += 1) {
      const due = begun + round * 1000 + who * (1000 / saving.people);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      try {
        const { took } = await timed(
          served,
          path,
          anyScore(review, 1000 + round * saving.people + who),
        );
        if (round >= saving.warmUp) times.push(took);
      } catch {
        errors += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: saving.people }, (_, who) => person(who)));
  const p95 = percentile(times, 0.95);
  return {
    job: `${saving.people} people saving a score a second each, for ${saving.seconds - saving.warmUp} s: commit, leaf, and the rating of their organisation back`,
    measured: `${both(times)}, ${errors} errors`,
    aim: "p95 under 50 ms, no error",
    beside: "",
    met: p95 < 50 && errors === 0,
  };
}

const Replayed = Type.Object({ seconds: Type.Number(), megabytes: Type.Number() });

async function replayRow(databaseUrl: string, review: ScoredReview): Promise<Row> {
  const runs: { seconds: number; megabytes: number }[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...argumentsOf("start").filter((word) => word.startsWith("--")),
      house("bench/replay.ts"),
      databaseUrl,
      review.review,
    ]);
    runs.push(Value.Parse(Replayed, JSON.parse(stdout)));
  }
  const seconds = percentile(
    runs.map((each) => each.seconds),
    0.5,
  );
  const megabytes = Math.max(...runs.map((each) => each.megabytes));
  return {
    job: `Every rating and the enterprise view made anew from the history of ${review.facts.toLocaleString("en")} facts (median of 3, memory of the whole process)`,
    measured: `${seconds.toFixed(2)} s, ${megabytes} MB`,
    aim: "under 2 s and 250 MB",
    beside: "",
    met: seconds < 2 && megabytes < 250,
  };
}

const large: ScoredSize = { name: "scores-1000", organisations: 1000, items: 1196 };
const middle: ScoredSize = { name: "scores-130", organisations: 130, items: 1000 };
const small: ScoredSize = { name: "scores-22", organisations: 130, items: 22 };

/** The reviews that are measured: few items, a middle size, and that of a government. */
interface ScoredReviews {
  readonly least: ScoredReview;
  readonly few: ScoredReview;
  readonly many: ScoredReview;
}

/** Brings the scores of both reviews, in bulk. */
export async function scoredReviews(
  served: Served & { databaseUrl: string },
  path: string,
  note: (words: string) => void,
): Promise<ScoredReviews> {
  note("Scores: brought in bulk");
  const least = await makeScoredReview(served, path, small);
  const few = await makeScoredReview(served, path, middle);
  return { least, few, many: await makeScoredReview(served, path, large) };
}

/** Sets the terms of a real review: auditors are blind, both sides are due, and all have begun. */
async function setTerms({ api }: Served, { review, organisations }: ScoredReview): Promise<void> {
  const due = { due_day: "2099-12-31" };
  const terms = { blind: true, self: due, independent: due, reason: "for the bench" };
  await api.send(Type.Unknown(), "POST", `/api/reviews/${review}/terms`, terms);
  for (const side of ["self", "independent"]) {
    const change = { organisations, side, to: "in-progress" };
    await api.send(Type.Unknown(), "POST", `/api/reviews/${review}/stages`, change);
  }
}

/** Scores of a government: saved one by one and by a hundred at once, shown, and made anew. */
export async function scoreRows(
  served: Served & { databaseUrl: string },
  { least, few, many }: ScoredReviews,
  note: (words: string) => void,
): Promise<Row[]> {
  note("Scores: 130 organisations");
  const rows = [await saveRow(served, few, 15)];
  note("Scores: 1,000 organisations");
  rows.unshift(await saveRow(served, many, 30));
  note("Scores: under terms");
  for (const review of [few, least]) {
    await setTerms(served, review);
    rows.push(await saveRow(served, review, 15, " under terms, with a stage of each side,"));
  }
  note("Scores: all items of one organisation");
  rows.push(await sheetRow(served, many));
  note("Scores: pages");
  rows.push(await pagesRow(served, many));
  note("Scores: in the browser");
  rows.push(...(await scoresPageRows(served, many)));
  note("Scores: a hundred people");
  rows.push(await saversRow(served, many));
  note("Scores: made anew from the history");
  rows.push(await replayRow(served.databaseUrl, many));
  note("Signing");
  rows.push(...(await signingRows(served, many)));
  return rows;
}
