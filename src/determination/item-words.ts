import type { ItemTotal } from "./determination.contract.ts";
import { capital, countInWords, numberInWords, unitsInWords, unknownOf } from "./words.ts";

/** How many times one count is another: "nearly six times as many as", "more than twice as many as". */
export function timesInWords(count: number, other: number): string {
  const times = Math.floor(count / other);
  const left = count - times * other;
  const name = (number: number): string => {
    if (number === 1) return "as many as";
    return number === 2 ? "twice as many as" : `${numberInWords(number)} times as many as`;
  };
  if (left === 0) return name(times);
  if (left * 2 >= other) return `nearly ${name(times + 1)}`;
  return times === 1 ? "more than" : `more than ${name(times)}`;
}

/** The headline of an item over all organisations: what is unknown where that is most, else what is bad. */
export function itemHeadline(total: ItemTotal): string {
  const { bad, n, units, good } = total;
  const unknown = unknownOf(total);
  if (n === 0) return "Nothing was measured for this on that day";
  if (unknown > bad) {
    const who = `For ${unitsInWords(unknown, units)} nobody measured it`;
    return bad === 0
      ? `${who}; none is proved bad`
      : `${who}: ${timesInWords(unknown, bad)} are proved bad (${countInWords(bad)})`;
  }
  if (bad === 0) return `All ${unitsInWords(good, units)} are proved good`;
  const where = total.organisations_bad;
  return `${unitsInWords(bad, units)} of ${countInWords(n)} are proved bad, at ${countInWords(where)} organisation${where === 1 ? "" : "s"}`;
}

/** What stands below it: what the unknown is, and that it is not a pass. */
export function itemLede(total: ItemTotal): string {
  const { unknown, unseen, units, outside, n } = total;
  return [
    ...(unknown > 0 ? ["The source leaves these cells blank. A blank is not a pass."] : []),
    ...(unseen > 0
      ? [
          `${capital(unitsInWords(unseen, units))} of ${countInWords(n)} ${unseen === 1 ? "was" : "were"} expected and not seen. What is not seen is not good.`,
        ]
      : []),
    ...(outside > 0 ? [`${countInWords(outside)} of them belong to names outside the list.`] : []),
  ].join(" ");
}
