import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Type } from "typebox";
import {
  bytesOfScores,
  dayNumber,
  emptyScores,
  putScore,
} from "../src/assessments/packed-scores.ts";
import { type Database, openDatabase } from "../src/platform/database/database.ts";
import { stampKnownAt } from "../src/platform/log/known-at.ts";
import { Review } from "../src/reviews/reviews.contract.ts";
import type { Served } from "./stage.ts";

/** A review with a score of its own of every organisation in every item, and a few independent ones. */
export interface ScoredReview {
  readonly review: string;
  readonly organisations: readonly string[];
  readonly items: readonly string[];
  readonly day: string;
  readonly facts: number;
}

/** How large it is. */
export interface ScoredSize {
  readonly name: string;
  readonly organisations: number;
  readonly items: number;
}

const day = "2026-06-01";
/** Items that are scored independently too: as many as a sample has. */
const sampled = 4;

function yardstickText({ name, items }: ScoredSize): string {
  const lines = Array.from(
    { length: items },
    (_, at) =>
      `  - {id: I-${at + 1}, title: Item ${at + 1} of the catalogue, text: What item ${at + 1} asks of an organisation., scale: level, group: all}`,
  );
  return `format: muster/yardstick/1
id: ${name}
version: "1"
title: A catalogue of ${items} items
sources: [{title: made for measuring}]
groups: [{id: all, title: All}]
items:
${lines.join("\n")}
`;
}

function methodologyText({ name }: ScoredSize): string {
  return `format: muster/methodology/1
id: ${name}
version: "1"
title: Measured first
scope: catalogue
authority: made for measuring
yardstick: ${name}@1
scores: measured-first
trust_from_pairs: 2
functions:
  - {id: all, title: All, group: all, weight: 1}
labels:
  - {label: managing-risk, name: Managing Risk, from: 75, said: managing this risk, briefly: managing}
  - {label: at-risk, name: At Risk, from: 50, said: at risk, briefly: at risk}
  - {label: high-risk, name: High Risk, from: 0, said: at high risk, briefly: at high risk}
gates: [{id: first, title: The first item, item: I-1, below: 25, cap: at-risk}]
minimum_sample: none
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 800
`;
}

/** The level that an organisation gives itself: the same at each run. */
function levelOf(organisation: number, item: number): number {
  return 1 + ((organisation * 7 + item * 13 + ((organisation * item) % 11)) % 5);
}

const Created = Type.Object({ created: Type.Array(Type.Object({ id: Type.String() })) });

/** Makes the review over HTTP, and copies its scores in: a million would take an hour one by one. */
export async function makeScoredReview(
  served: Served & { readonly databaseUrl: string },
  path: string,
  size: ScoredSize,
): Promise<ScoredReview> {
  const { api } = served;
  const file = (name: string, text: string): string => {
    const place = join(path, name);
    writeFileSync(place, text);
    return place;
  };
  const anything = Type.Object({});
  await api.upload(anything, "/api/yardsticks", {
    file: file(`${size.name}.yaml`, yardstickText(size)),
  });
  await api.upload(anything, "/api/methodologies", {
    file: file(`${size.name}-methodology.yaml`, methodologyText(size)),
  });
  const names = Array.from({ length: size.organisations }, (_, at) => `${size.name} ${at}`);
  const { created } = await api.upload(
    Created,
    "/api/organisations/import",
    { file: file(`${size.name}.csv`, `name\n${names.join("\n")}\n`) },
    { name_column: "name", create: "all" },
  );
  const organisations = created.map(({ id }) => id).toSorted();
  await api.send(Review, "POST", "/api/reviews", {
    review: size.name,
    title: size.name,
    simulated: true,
    yardstick: `${size.name}@1`,
    methodology: `${size.name}@1`,
    organisations,
  });
  const items = Array.from({ length: size.items }, (_, at) => `I-${at + 1}`);
  const review = { review: size.name, organisations, items, day };
  const database = openDatabase(served.databaseUrl, { connections: 1 });
  try {
    const facts = await copyScoresIn(database, review);
    // Right after a load everything is slow.
    await database.command("vacuum analyze");
    return { ...review, facts };
  } finally {
    await database.close();
  }
}

const Act = Type.Object({ no: Type.Integer() });

async function copyScoresIn(
  database: Database,
  { review, organisations, items }: Omit<ScoredReview, "facts">,
): Promise<number> {
  const number = dayNumber(day);
  let facts = 0;
  await database.transact("write", async (transaction) => {
    const at = await stampKnownAt(transaction);
    const acts = await transaction.rows(
      Act,
      `insert into assessment_acts (no, review, act, by, on_behalf, reason, file_name, file_digest, known_at, leaf)
       select nextval('assessment_act_numbers'), $1, 'imported', 'bench', true, 'bench', 'bench.csv', '', $2, 'bench'
       from generate_series(1, $3::integer) returning no`,
      [review, at, organisations.length],
    );
    function* history(): Generator<string> {
      for (const [place, organisation] of organisations.entries()) {
        const act = acts[place]?.no ?? 0;
        let text = "";
        const put = (item: string, kind: number, level: number): void => {
          text += `${act}\t${review}\t${organisation}\t${item}\t${kind}\t${day}\t${level - 1}\t${5 - level}\t4\t0\t\\\\x00\n`;
          facts += 1;
        };
        for (const [at_, item] of items.entries()) put(item, 0, levelOf(place, at_));
        for (const [at_, item] of items.slice(0, sampled).entries()) {
          put(item, 1, levelOf(place + 1, at_));
        }
        yield text;
      }
    }
    await pipeline(
      Readable.from(history()),
      transaction.copyInto(
        `copy scores (act, review, organisation, item, kind, day, good, bad, n, missing, wording) from stdin`,
      ),
    );
    await transaction.run(`insert into score_days (review, day, known_at) values ($1, $2, $3)`, [
      review,
      day,
      at,
    ]);
    function* current(): Generator<string> {
      for (const [place, organisation] of organisations.entries()) {
        for (const kind of [0, 1]) {
          const scores = emptyScores(items.length);
          const many = kind === 0 ? items.length : sampled;
          for (let item = 0; item < many; item += 1) {
            const level = levelOf(place + kind, item);
            putScore(scores, item, { good: level - 1, bad: 5 - level, n: 4, day: number });
          }
          const hex = Buffer.from(bytesOfScores(scores)).toString("hex");
          yield `${review}\t${organisation}\t${kind}\t\\\\x${hex}\t${at}\n`;
        }
      }
    }
    await pipeline(
      Readable.from(current()),
      transaction.copyInto(
        `copy scores_current (review, organisation, kind, packed, known_at) from stdin`,
      ),
    );
  });
  return facts;
}
