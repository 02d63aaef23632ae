import { dayInWords } from "../kit/calendar.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Reason } from "./determination.contract.ts";
import { fraction } from "./exact.ts";
import { labelOf } from "./display.ts";
import { combinedPart } from "./item-results.ts";
import { intervalOf } from "./item-value.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import { percentCut } from "./percent.ts";
import type { ItemResult } from "./item-results.ts";
import { conditionInWords, stateReason } from "./gate-words.ts";
import { apartReasons, node, notInTheScore, saidReasons, shareReasons } from "./score-reasons.ts";
import type { RatingResult } from "./rate-organisation.ts";
import type { PartWords } from "./rating-inputs.ts";
import { becauseOfBand, ratingSentence, scoreInWords, singleItem } from "./rating-sentence.ts";
import { coverageBound, scoreInterval } from "./weighted-mean.ts";
import {
  capital,
  countInWords,
  intervalInWords,
  listInWords,
  missingInWords,
  percentInWords,
  singular,
  unitsInWords,
  verbFor,
} from "./words.ts";

/**
 * The tree of reasons of a rating, in the order of reading. Its leaves name every count that the
 * rating hangs on: recompute-from-reasons.ts gets the rating back from them alone.
 */
export function reasonsOf(
  methodology: Methodology,
  result: RatingResult,
  parts: readonly PartWords[],
): Reason[] {
  const rating = node({
    level: 0,
    kind: "rating",
    words: ratingSentence(methodology, result),
    remark: becauseOfBand(methodology, result),
  });
  return [
    rating,
    ...scoreReasons(methodology, result, parts),
    ...sampleReasons(result),
    ...coverageReasons(methodology, result),
    ...gateReasons(methodology, result, parts),
    ...inventoryReasons(result),
  ];
}

function scoreReasons(
  methodology: Methodology,
  result: RatingResult,
  parts: readonly PartWords[],
): Reason[] {
  const single = singleItem(result);
  if (single !== undefined && single.value.counts !== null && methodology.scores === "measured") {
    const { good, n, item } = single.evidence;
    const percent = percentInWords(percentCut(fraction(good, n)));
    const head = node({
      level: 1,
      kind: "score",
      of: item,
      words: `Score: ${countInWords(good)} / ${countInWords(n)} = ${percent}`,
      remark: `${item}, weight ${single.weight} of ${single.weight}`,
      count: n,
    });
    return [head, ...countReasons(single, 2, parts)];
  }
  const head = node({
    level: 1,
    kind: "score",
    words: `Score: ${scoreInWords(result)}`,
    remark: "the weighted mean of the items below",
  });
  return [
    head,
    ...apartReasons(methodology, result),
    ...functionReasons(methodology, result, parts),
  ];
}

function functionReasons(
  methodology: Methodology,
  result: RatingResult,
  parts: readonly PartWords[],
): Reason[] {
  const core = new Set(scoreItems(methodology).flatMap(({ item, core: is }) => (is ? [item] : [])));
  const total = result.items.reduce(
    (sum, { item, weight }) => sum + (core.has(item) ? weight : 0),
    0,
  );
  return methodology.functions.flatMap(({ id, title, items }, at) => {
    const score = result.functions[at]?.score;
    const head = node({
      level: 2,
      kind: "function",
      of: id,
      words: `${title}: ${score === undefined ? "" : intervalInWords(scoreInterval(score))}`,
    });
    const named = new Map(items.map((each) => [each.item, each]));
    const members = result.items.filter(({ item }) => named.has(item));
    return [
      head,
      ...members.flatMap((member) =>
        member.weight === 0
          ? [withoutWeight(member)]
          : itemReasons(
              member,
              3,
              parts,
              named.get(member.item)?.core === false
                ? "supplemental, beside the score"
                : `weight ${member.weight} of ${total}`,
            ),
      ),
    ];
  });
}

/** An item that does not apply: it has no count, so that adding up leaves it out. */
function withoutWeight({ item, title }: ItemResult): Reason {
  return node({
    level: 3,
    kind: "item",
    of: item,
    words: `${item} ${title}: not applicable`,
    remark: "without weight, by an approved profile",
  });
}

function itemReasons(
  result: ItemResult,
  level: number,
  parts: readonly PartWords[],
  remark: string,
): Reason[] {
  const { item, title, evidence, value } = result;
  const missing = evidence.missing === null ? "" : `, ${missingInWords(evidence.missing)}`;
  const head = node({
    level,
    kind: "item",
    of: item,
    words: `${item} ${title}: ${intervalInWords(intervalOf(value))}${missing}`,
    remark,
    count: evidence.n,
  });
  const below =
    evidence.rule.startsWith("combined") && evidence.missing === null
      ? shareReasons(result, level + 1)
      : countReasons(result, level + 1, parts);
  return [head, ...saidReasons(result, level + 1), ...below];
}

/** The counts below an item: what is bad and by which part, what is unknown, what was not seen. */
function countReasons(
  { evidence, item }: ItemResult,
  level: number,
  parts: readonly PartWords[],
): Reason[] {
  const { bad, unknown, unseen, units, rule } = evidence;
  const part = rule.startsWith("combined") ? combinedPart : "";
  const reasons: Reason[] = [];
  if (bad > 0) {
    const words = `${unitsInWords(bad, units)} proved bad`;
    reasons.push(node({ level, kind: "bad", of: item, part, words, count: bad }));
    reasons.push(...partReasons(evidence, level + 1, parts));
  }
  if (unknown > 0) {
    const words = `${unitsInWords(unknown, units)} unknown`;
    const remark = unknownRemark(evidence, parts);
    reasons.push(node({ level, kind: "unknown", of: item, part, words, remark, count: unknown }));
  }
  if (unseen > 0) {
    const words =
      part === "" ? `${unitsInWords(unseen, units)} expected and not seen` : "nothing is known";
    const remark =
      evidence.missing === null ? "no row in the collection" : missingInWords(evidence.missing);
    reasons.push(node({ level, kind: "unseen", of: item, part, words, remark, count: unseen }));
  }
  return reasons;
}

function partReasons(evidence: ItemEvidence, level: number, parts: readonly PartWords[]): Reason[] {
  // One part alone says nothing that the line above does not say, but its words say what failed.
  return evidence.parts
    .filter(({ bad }) => bad > 0)
    .map(({ part, bad }) => {
      const words = wordsOfPart(evidence, part, parts);
      return node({
        level,
        kind: "part",
        of: evidence.item,
        part,
        words: `${countInWords(bad)} ${verbFor(bad, words?.fails ?? `fail ${part}`)}`,
        count: bad,
      });
    });
}

/** How the part of a collection is spoken of; undefined where the mapping has no words for it. */
export function wordsOfPart(
  evidence: ItemEvidence,
  part: string,
  parts: readonly PartWords[],
): PartWords | undefined {
  const collection = evidence.collection?.collection;
  return parts.find((each) => each.part === part && each.collection === collection);
}

/** What nothing is known about: the subjects of the parts that are unknown for some unit. */
export function unknownSubjects(evidence: ItemEvidence, parts: readonly PartWords[]): string[] {
  return evidence.parts
    .filter(({ unknown }) => unknown > 0)
    .map(({ part }) => wordsOfPart(evidence, part, parts)?.subject ?? part);
}

function unknownRemark(evidence: ItemEvidence, parts: readonly PartWords[]): string {
  const subjects = unknownSubjects(evidence, parts);
  if (subjects.length === 0) return "the source does not know";
  return `${listInWords(subjects)} not measured`;
}

function sampleReasons({ sample, items }: RatingResult): Reason[] {
  if (sample === null) {
    return [node({ level: 1, kind: "sample", words: "Sample: no minimum in this methodology" })];
  }
  const units = items.find(({ item }) => item === sample.of)?.evidence.units ?? "units";
  return [
    node({
      level: 1,
      kind: "sample",
      of: sample.of,
      words: `Sample: ${unitsInWords(sample.units, units)}, at least ${sample.least} needed`,
      remark: sample.units >= sample.least ? "met" : "not met",
    }),
  ];
}

function coverageReasons(methodology: Methodology, result: RatingResult): Reason[] {
  if (result.ranks.lo === result.ranks.hi) return [];
  const known = percentInWords(coverageBound(result.score).percent);
  const needed = percentInWords(methodology.minimumCoveragePercent);
  const enough = result.shown.kind === "rank" ? "met" : "not met";
  const words = `Coverage: ${known} of the score is known, at least ${needed} needed`;
  return [node({ level: 1, kind: "coverage", words, remark: enough })];
}

function gateReasons(
  methodology: Methodology,
  result: RatingResult,
  parts: readonly PartWords[],
): Reason[] {
  if (result.gates.length === 0) {
    return [node({ level: 1, kind: "gate", words: "Gates: none in this methodology" })];
  }
  return result.gates.flatMap(({ gate, state }) => {
    const cap = labelOf(methodology, gate.cap).name;
    const condition = conditionInWords(gate);
    const effect = {
      open: "open, it changes nothing",
      shut: `shut, so at most ${cap}`,
      unknown: `not known, so at most ${cap} is proved`,
    }[state];
    const words = `Gate: ${gate.title} (${condition}): ${effect}`;
    const head = node({ level: 1, kind: "gate", of: gate.id, words });
    if (gate.when !== null) return [head, stateReason(gate, state, result)];
    const subject = result.items.find(
      ({ item, weight }) => gate.of.kind === "item" && item === gate.of.id && weight === 0,
    );
    return subject === undefined
      ? [head]
      : [head, ...itemReasons(subject, 2, parts, notInTheScore)];
  });
}

function inventoryReasons(result: RatingResult): Reason[] {
  const [first] = result.items.filter(({ weight }) => weight > 0);
  if (first === undefined || first.evidence.rule.startsWith("combined")) return [];
  const { units, held_against, inventory, item } = first.evidence;
  const known = inventory === null ? "imported" : `of ${dayInWords(inventory.day)}`;
  const noun = singular(units);
  const said = {
    inventory: [`Inventory of ${units}: ${known}`, `every ${noun} in it counts, seen or not`],
    "earlier-collections": [
      `Inventory of ${units}: none imported`,
      `every ${noun} of earlier collections counts, seen or not`,
    ],
    nothing: [`Inventory of ${units}: none imported`, "the file's own count is the total"],
  }[held_against];
  const [words = "", remark = ""] = said;
  return [node({ level: 1, kind: "inventory", of: item, words: capital(words), remark })];
}
