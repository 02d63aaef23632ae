import { counted } from "../kit/counted-words.ts";
import type { ItemChange, YardstickDiff } from "./yardstick-diff.contract.ts";
import type { YardstickMap } from "./yardstick-map.contract.ts";
import type { Yardstick, YardstickItem } from "./yardstick.contract.ts";

const kinds: readonly (readonly [keyof YardstickDiff["counts"], string])[] = [
  ["same", "the same"],
  ["renamed", "the same words under another identifier"],
  ["reworded", "reworded"],
  ["rescaled", "on another scale"],
  ["withdrawn", "withdrawn"],
  ["restored", "no longer withdrawn"],
  ["added", "added"],
  ["dropped", "dropped"],
];

/** A comparison of two yardsticks in lines for a terminal. */
export function diffInWords(diff: YardstickDiff, whole: boolean): string[] {
  const { before, after, counts, changes } = diff;
  const lines = [
    `${before.name} (${counted(before.items, "item")}) and ${after.name} (${counted(after.items, "item")}):`,
    ...kinds
      .filter(([kind]) => counts[kind] > 0)
      .map(([kind, words]) => `  ${counts[kind]} ${words}`),
  ];
  if (diff.equal_totals_unequal_sets) {
    lines.push("Both have as many items, and they are not the same items.");
  }
  for (const [kind, words] of kinds) {
    const these = changes.filter((change) => change.kind === kind);
    if (these.length === 0 || (kind === "renamed" && !whole)) continue;
    lines.push("", `${words.slice(0, 1).toUpperCase()}${words.slice(1)}:`);
    for (const change of these) lines.push(...changeInWords(change, whole));
  }
  return lines;
}

function changeInWords(change: ItemChange, whole: boolean): string[] {
  const { before, after, scales, texts } = change;
  const name =
    before && after && before.id !== after.id
      ? `${before.label} (${before.id}), now ${after.label} (${after.id})`
      : (after ?? before)?.label;
  const title = (after ?? before)?.title;
  const scale = scales ? ` [from ${scales.before} to ${scales.after}]` : "";
  const words = change.words === undefined ? "" : `: ${change.words}`;
  const line = `  ${name}  ${title}${scale}${words}`;
  return whole && texts
    ? [line, ...indented("- ", texts.before), ...indented("+ ", texts.after)]
    : [line];
}

function indented(mark: string, text: string): string[] {
  return text.split("\n").map((line) => `    ${mark}${line}`);
}

/** One item in lines for a terminal: label, title, wording, what it is, guidance. */
export function itemInWords(item: YardstickItem): string[] {
  const units = item.units === undefined ? "" : ` of ${item.units}`;
  return [
    `${item.label ?? item.id}  ${item.title}`,
    ...item.text.split("\n").map((line) => `  ${line}`),
    ...(item.withdrawn
      ? ["  Withdrawn: neither weighed nor scored."]
      : [`  Scale: ${item.scale}${units}.`]),
    ...(item.guidance === undefined
      ? []
      : ["", ...item.guidance.split("\n").map((line) => `  ${line}`)]),
  ];
}

/** A yardstick in lines for a terminal: where it comes from, its groups with their items counted. */
export function yardstickInWords(yardstick: Yardstick): string[] {
  const { id, version, title, digest, items, groups = [], capabilities = [], origin } = yardstick;
  const withdrawn = items.filter((item) => item.withdrawn).length;
  const count = (group: string | undefined): number =>
    items.filter((item) => item.group === group && !item.withdrawn).length;
  return [
    `${id}@${version}  ${title}`,
    `  ${counted(items.length, "item")}, ${withdrawn} of them withdrawn; digest ${digest}`,
    ...(origin
      ? [`  made from ${origin.file} (${origin.format}, digest ${origin.file_digest})`]
      : []),
    ...groups.map((group) => `  ${group.id}  ${group.title}  (${count(group.id)})`),
    ...capabilities.map(
      (each) => `  capability ${each.id}  ${each.title}  (${counted(each.items.length, "item")})`,
    ),
  ];
}

const answers = {
  kept: "answers kept",
  "asked-again": "asked again",
  rescaled: "answers put on the new scale",
  closed: "closed",
} as const;

/** What a crosswalk names and a yardstick does not have: a line of it for each line of the file. */
function unmatchedInWords({
  source,
  target,
  unmatched,
}: Extract<YardstickMap, { kind: "crosswalk" }>): string[] {
  const rows = Map.groupBy(unmatched, ({ line, side }) => `${line} ${side}`);
  return [...rows.values()].flatMap((row) => {
    const [first] = row;
    if (first === undefined) return [];
    const where = first.side === "source" ? source : target;
    const names = row.map(({ name }) => name);
    const none = row.length === 1 ? `no ${first.name}` : `none of “${names.join("”, “")}”`;
    return [`  line ${first.line}: ${where} has ${none}.`];
  });
}

/** A map between two yardsticks in lines for a terminal. */
export function mapInWords(map: YardstickMap): string[] {
  if (map.kind === "crosswalk") {
    const withTargets = map.relations.filter((each) => each.targets.length > 0).length;
    return [
      `${map.source} to ${map.target}, by ${map.file}: ${counted(map.relations.length, "item")}, ${withTargets} of them with counterparts.`,
      ...unmatchedInWords(map),
    ];
  }
  const groups = Object.entries(answers).map(
    ([kind, words]) => [map.items.filter((item) => item.answers === kind), words] as const,
  );
  return [
    `${map.source} to ${map.target}, strategy ${map.strategy}: ${counted(map.unchanged, "item")} unchanged, ${map.added.length} added.`,
    ...groups
      .filter(([items]) => items.length > 0)
      .flatMap(([items, words]) => [
        `  ${items.length} ${words}:`,
        ...items.map((item) => `    ${item.before}  ${item.words}`),
      ]),
  ];
}
