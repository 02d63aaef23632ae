import type { ScoreFacts } from "../assessments/score-facts.ts";
import type { Collection, Correction, Retirement } from "../evidence/evidence-facts.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import type { BundleInputs, ProvedLeaf } from "./bundle.contract.ts";
import type { Act } from "./act.ts";
import { actsOfScores } from "./public-scores.ts";

/** What is said of a determination when it is recorded; the digest is that of its canonical text. */
export interface RecordedAs {
  readonly review: string;
  readonly on: string;
  readonly digest: string;
}

/** That a determination was recorded, with the digest of its canonical text: all ratings are in it. */
function actOfDetermination({ review, on, digest }: RecordedAs): Act {
  return {
    kind: "determination.recorded",
    subject: `review/${review}`,
    data: { on, digest },
  };
}

/** That a file was taken in as a collection, or that one was due and did not come. */
function actOfCollection({ id, kind, source, day, file_digest }: Collection): Act {
  const subject = `collection/${id}`;
  return kind === "due"
    ? { kind: "evidence.due", subject, data: { source, day } }
    : { kind: "evidence.imported", subject, data: { source, day, file_digest } };
}

/** That a person set a part of a unit right. */
function actOfCorrection({ collection, unit, part, state, reason }: Correction): Act {
  const data = { unit, part, to: state, reason };
  return { kind: "evidence.corrected", subject: `collection/${collection}`, data };
}

/** That units were retired. */
function actOfRetirement({ source, on, owner, units, reason }: Retirement): Act {
  const data = { on, owner, units, reason };
  return { kind: "evidence.retired", subject: `source/${source}`, data };
}

/** Every act that a bundle speaks of: the log has to hold each. */
export function actsOf(
  { evidence }: BundleInputs,
  determination: RecordedAs,
  scores: ScoreFacts | null,
): Act[] {
  return [
    ...actsOfScores(determination.review, scores),
    ...evidence.collections.map(actOfCollection),
    ...evidence.corrections.map(actOfCorrection),
    ...evidence.retirements.map(actOfRetirement),
    actOfDetermination(determination),
  ];
}

/** Says whether an event is this act: kind, subject, and every field of the act in its data. */
export function isAct(event: ProvedLeaf["event"], act: Act): boolean {
  const { data } = event;
  return (
    event.kind === act.kind &&
    event.subject === act.subject &&
    (act.at === undefined || event.at === act.at) &&
    typeof data === "object" &&
    data !== null &&
    Object.entries(act.data).every(([name, value]) => {
      const found: unknown = Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined;
      return found !== undefined && canonicalJson(found) === canonicalJson(value);
    })
  );
}
