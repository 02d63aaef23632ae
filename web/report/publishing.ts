import { Type } from "typebox";
import { Problem } from "../../src/kit/problem.ts";
import { Publication } from "../../src/reports/bundle.contract.ts";
import { Edition, type EditionPreview } from "../../src/reports/edition.contract.ts";
import { sendJson } from "../app/fetch-json.ts";

/** As much of a recorded determination as publishing needs. */
const Recorded = Type.Object({ on: Type.String(), as_of: Type.String() });

/** What the office adds to a publication. */
export interface Added {
  readonly corrects?: string;
  readonly reason?: string;
  readonly errors_to?: string;
}

/** What was looked at, and is meant by the confirmation. */
export interface Meant {
  readonly review: string;
  readonly on: string;
  /** Empty for everything known now. */
  readonly asOf: string;
  /** The preview that was looked at; null for the whole bundle. */
  readonly preview: EditionPreview | null;
}

const patience = { tries: 120, milliseconds: 500 } as const;

/**
 * Publishes what was meant: records the ratings or fixes the edition, then has the bundle signed and
 * kept. Sent twice, it publishes once.
 *
 * Given: what to do while it works, to be told of each step.
 * Refuses: what the server refuses, in its own sentence.
 */
export async function publishMeant(
  meant: Meant,
  added: Added,
  tell: (step: "recording" | "writing") => void,
): Promise<Publication> {
  const path = `/api/reviews/${encodeURIComponent(meant.review)}`;
  const asOf = meant.asOf === "" ? {} : { as_of: meant.asOf };
  tell("recording");
  if (meant.preview === null) {
    const body = { on: meant.on, ...asOf };
    const { answer } = await sendJson(Recorded, "POST", `${path}/determinations`, body);
    tell("writing");
    const about = { on: answer.on, as_of: answer.as_of, ...added };
    return whenNumbered(`${path}/publications`, about);
  }
  const { on, as_of, digest } = meant.preview;
  const body = { on, as_of, preview: digest, ...added };
  const { answer } = await sendJson(Edition, "POST", `${path}/editions`, body);
  tell("writing");
  return whenNumbered(`${path}/editions/${encodeURIComponent(answer.edition)}/bundle`);
}

/** The leaves of what was recorded get their numbers within a second; until then the answer is 503. */
async function whenNumbered(path: string, body?: object): Promise<Publication> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await sendJson(Publication, "POST", path, body)).answer;
    } catch (error) {
      const waits = error instanceof Problem && error.kind === "unavailable";
      if (!waits || tries === patience.tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, patience.milliseconds));
    }
  }
}
