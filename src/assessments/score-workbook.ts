import {
  type FormCell,
  type FormRule,
  type FormSheet,
  type FormStyle,
  formText,
  sheetNames,
  writeForm,
} from "../kit/form-workbook.ts";
import type { YardstickGroup, YardstickItem } from "../yardsticks/yardstick.contract.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { wordingOf } from "../yardsticks/wording.ts";
import type { AskedItem, WorkbookIdentity } from "./workbook-identity.ts";

/** What a workbook shows beside its identity. */
export interface WorkbookContent {
  readonly identity: WorkbookIdentity;
  /** The identity as a signed note (C2SP signed-note). */
  readonly note: string;
  readonly organisationName: string;
  readonly reviewTitle: string;
  readonly yardstickTitle: string;
  readonly notice: string;
  /** The day spoken of, where it is known already; empty otherwise. */
  readonly day: string;
  /** How many items of the yardstick do not apply to the organisation, and are left out. */
  readonly leftOut: number;
  readonly groups: readonly YardstickGroup[];
  readonly items: readonly AskedItem[];
}

/** The sheet that carries the identity, and the first sheet. */
export const identitySheet = "muster";
export const coverSheet = "Read first";
/** The row of the first sheet in which the day spoken of is written, and its column. */
export const dayPlace = { row: 6, column: "B" } as const;
/** The row of column heads on every sheet of items; the items follow. */
export const headRow = 2;

/** The columns of a sheet of items. The last holds the identifier, and is hidden. */
export const workbookColumns = {
  label: { letter: "A", head: "Item", width: 14 },
  title: { letter: "B", head: "Title", width: 28 },
  text: { letter: "C", head: "Question", width: 60 },
  answer: { letter: "D", head: "How to answer", width: 24 },
  score: { letter: "E", head: "Score", width: 14 },
  reason: { letter: "F", head: "Why there is no score", width: 20 },
  note: { letter: "G", head: "Note", width: 40 },
  evidence: { letter: "H", head: "Evidence", width: 36 },
  id: { letter: "I", head: "Identifier", width: "hidden" },
} as const;

/** Why there is no score, as it is chosen from a list. */
export const reasonChoices: Readonly<Record<ScoreKind, readonly string[]>> = {
  self: ["not reported", "unknown"],
  independent: ["not reported", "unknown", "access refused", "not examined"],
};

/** How an item is answered, in words for the workbook. */
export function answerWords({ scale, units }: YardstickItem): string {
  switch (scale) {
    case "level":
      return "A level from 1 to 5, or a range such as 2-4.";
    case "yes-no":
      return "yes or no.";
    case "share":
      return `good/bad/all in whole numbers, such as 45/3/50${units === undefined ? "" : `: ${units}`}.`;
    default:
      return scale satisfies never;
  }
}

/** The locked words of an item as they stand in its row, and come back out of it. */
export function lockedWords({
  item,
}: AskedItem): Readonly<Record<"label" | "title" | "text" | "answer", string>> {
  const { label, title, text } = wordingOf(item);
  return {
    label: formText(label),
    title: formText(title),
    text: formText(text),
    answer: formText(answerWords(item)),
  };
}

/**
 * Writes a workbook to mail out: a first sheet that says what it is, one sheet for each group at the
 * top, with locked words and choices from the scale of each item, and a sheet that is not shown with
 * the signed identity. No formula. The same content gives the same bytes.
 */
export function scoreWorkbook(content: WorkbookContent): Uint8Array {
  const domains = domainsOf(content);
  const [, ...names] = sheetNames([
    identitySheet,
    coverSheet,
    ...domains.map(({ title }) => title),
  ]);
  const sheets = domains.map(({ title, items }, at) =>
    itemSheet(names[at + 1] ?? "", title, items, content),
  );
  return writeForm(`${content.reviewTitle}: ${content.organisationName}`, [
    coverOf(content, sheets),
    ...sheets,
    {
      name: identitySheet,
      widths: [120],
      frozen: { rows: 0, columns: 0 },
      hidden: true,
      rows: content.note.split("\n").map((line) => [cell(line, "plain")]),
      rules: [],
    },
  ]);
}

function cell(text: string, style: FormStyle): FormCell {
  return { text, style };
}

interface Domain {
  readonly title: string;
  readonly items: readonly AskedItem[];
}

/** The items by the group at the top of the one in which each stands, in the order of the yardstick. */
function domainsOf({ groups, items }: WorkbookContent): Domain[] {
  const known = new Map(groups.map((group) => [group.id, group]));
  const topOf = (id: string | undefined): YardstickGroup | undefined => {
    let group = id === undefined ? undefined : known.get(id);
    // A yardstick whose groups lie in a circle is refused when it is read; this ends all the same.
    for (let steps = 0; group?.parent !== undefined && steps < groups.length; steps += 1) {
      group = known.get(group.parent) ?? group;
    }
    return group;
  };
  const domains = Map.groupBy(items, ({ item }) => topOf(item.group));
  return [...domains].map(([group, own]) => ({
    title: group === undefined ? "Items" : `${group.id} ${group.title}`,
    items: own,
  }));
}

const whose: Readonly<Record<ScoreKind, string>> = {
  self: "what the organisation says of itself",
  independent: "what an auditor says of it",
};

function coverOf(content: WorkbookContent, sheets: readonly FormSheet[]): FormSheet {
  const { identity, organisationName, reviewTitle, yardstickTitle, notice, day, leftOut } = content;
  const facts: readonly (readonly [string, string, FormStyle?])[] = [
    ["Organisation", `${organisationName} (${identity.organisation})`],
    ["Review", `${reviewTitle} (${identity.review})`],
    ["Yardstick", `${yardstickTitle} (${identity.yardstick})`],
    ["Whose word", whose[identity.kind]],
    ["Day spoken of", day, "entry"],
    [
      "Items",
      `${identity.items} on ${sheets.length} sheets${leftOut === 0 ? "" : `; ${leftOut} that do not apply are left out`}`,
    ],
    ["Made as of", identity.asOf],
  ];
  const words = [
    ...(identity.simulated ? ["SIMULATED: everything in this review is invented."] : []),
    ...(notice === "" ? [] : [notice]),
    "Write the day spoken of above, as 2026-03-31. Then fill in the yellow cells of the sheets; all other cells are locked.",
    "Give each item a score, or say why there is none. A row without either says nothing: it is left out, and never counted as zero.",
    "A note and evidence go with the score beside them. Evidence is an address on each line, with a title behind it where it has one.",
    "Write values, not formulas. A workbook whose words were changed, or with macros, is refused.",
    "Whoever receives it back sees first what it would change, and then saves it: ./muster assess import FILE --save",
  ];
  return {
    name: coverSheet,
    widths: [22, 90],
    frozen: { rows: 0, columns: 0 },
    rows: [
      [cell(`${identity.simulated ? "SIMULATED · " : ""}Scores to be filled in`, "title")],
      ...facts.map(([name, value, style]) => [cell(name, "head"), cell(value, style ?? "words")]),
      [],
      ...words.map((line) => [null, cell(line, "plain")]),
    ],
    rules: [
      {
        column: 1,
        from: dayPlace.row,
        to: dayPlace.row,
        allows: { longest: 10 },
        title: "Day spoken of",
        hint: "The day of which the scores speak, written as 2026-03-31.",
      },
    ],
  };
}

function itemSheet(
  name: string,
  title: string,
  items: readonly AskedItem[],
  { identity, organisationName, reviewTitle }: WorkbookContent,
): FormSheet {
  const columns = Object.values(workbookColumns);
  const from = headRow + 1;
  const above = [
    ...(identity.simulated ? ["SIMULATED"] : []),
    title,
    organisationName,
    reviewTitle,
  ];
  const common = { from, to: headRow + items.length };
  return {
    name,
    widths: columns.map(({ width }) => width),
    frozen: { rows: headRow, columns: 2 },
    rows: [
      [cell(above.join(" · "), "title")],
      columns.map(({ head }) => cell(head, "head")),
      ...items.map((asked) => {
        const { label, title: words, text, answer } = lockedWords(asked);
        return [
          ...[label, words, text, answer].map((each) => cell(each, "words")),
          ...["score", "reason", "note", "evidence"].map(() => cell("", "entry")),
          cell(asked.item.id, "faint"),
        ];
      }),
    ],
    rules: [
      ...scoreRules(items),
      {
        ...common,
        column: 5,
        allows: reasonChoices[identity.kind],
        title: "Why there is no score",
        hint: "Only where no score is given. Missing is never counted as zero.",
      },
      {
        ...common,
        column: 6,
        allows: { longest: 8000 },
        title: "Note",
        hint: "What whoever reads the score should know, in at most 8,000 signs.",
      },
      {
        ...common,
        column: 7,
        allows: { longest: 20_000 },
        title: "Evidence",
        hint: "Addresses that begin with https:// or http://, each with a title behind it if you like, one below the other.",
      },
    ],
  };
}

const levels = [1, 2, 3, 4, 5];
const ranges = levels.flatMap((from) =>
  levels.filter((to) => to > from).map((to) => `${from}-${to}`),
);
const choices: Readonly<Record<YardstickItem["scale"], FormRule["allows"]>> = {
  level: [...levels.map(String), ...ranges],
  "yes-no": ["yes", "no"],
  share: { longest: 40 },
};

/** One rule for each run of rows that are answered alike. */
function scoreRules(items: readonly AskedItem[]): FormRule[] {
  const rules: FormRule[] = [];
  for (const [at, { item }] of items.entries()) {
    const row = headRow + 1 + at;
    const hint = answerWords(item).slice(0, 250);
    const last = rules.at(-1);
    if (last !== undefined && last.allows === choices[item.scale] && last.hint === hint) {
      rules[rules.length - 1] = { ...last, to: row };
    } else {
      rules.push({
        column: 4,
        from: row,
        to: row,
        allows: choices[item.scale],
        title: "Score",
        hint,
      });
    }
  }
  return rules;
}
