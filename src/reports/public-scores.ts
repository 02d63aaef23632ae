import { noScoreFacts, type ScoreFacts } from "../assessments/score-facts.ts";
import { digestOf } from "../kit/canonical-json.ts";
import type { Methodology } from "../determination/methodology.ts";
import type { Act } from "./act.ts";

/**
 * As much of what people said as a bundle carries: nothing under a methodology that only measures,
 * but for what does not apply. Null where there is nothing to carry, so that such a bundle says
 * nothing of scores at all.
 */
export function publicScores(
  facts: ScoreFacts,
  { scores }: Pick<Methodology, "scores">,
): ScoreFacts | null {
  const used = scores === "measured" ? { ...noScoreFacts, profiles: facts.profiles } : facts;
  const { acts, sample, closed, profiles, rounds } = used;
  const anything =
    acts.length + profiles.length + rounds.length > 0 || sample !== null || closed !== null;
  return anything ? used : null;
}

/** Every act by which the scores of a bundle became known: the log has to hold each. */
export function actsOfScores(review: string, facts: ScoreFacts | null): Act[] {
  if (facts === null) return [];
  const subject = `review/${review}`;
  const { acts, sample, closed, profiles, rounds } = facts;
  return [
    ...acts.map(({ act, known_at: at, scores }): Act => {
      const [first] = scores;
      if (act === "imported" || first === undefined) {
        const data = { scores: digestOf(scores), rows: scores.length };
        return { kind: "scores.imported", subject, data, at };
      }
      const { organisation, item, kind, day, value, wording } = first;
      const data = { item, kind, day, value, wording };
      return { kind: "score.given", subject: `${subject}/organisation/${organisation}`, data, at };
    }),
    ...(sample === null
      ? []
      : [{ kind: "review.sampled", subject, data: { items: sample.items }, at: sample.known_at }]),
    ...(closed === null
      ? []
      : [
          {
            kind: "review.sample-closed",
            subject,
            data: { day: closed.day },
            at: closed.known_at,
          },
        ]),
    ...profiles.map(({ organisation, known_at: at, ...data }) => ({
      kind: "review.profile-approved",
      subject: `${subject}/organisation/${organisation}`,
      data,
      at,
    })),
    ...rounds.map(({ day, known_at: at }) => ({
      kind: "review.round-opened",
      subject,
      data: { day },
      at,
    })),
  ];
}
