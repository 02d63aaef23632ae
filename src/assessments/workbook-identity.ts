import { digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { YardstickItem } from "../yardsticks/yardstick.contract.ts";
import type { ScoreKind } from "./scores.contract.ts";

/** What a workbook to be filled in says of itself; signed with the key of the log. */
export interface WorkbookIdentity {
  readonly review: string;
  readonly organisation: string;
  readonly kind: ScoreKind;
  /** Such as `csf-categories@1`, with the digest of its file. */
  readonly yardstick: string;
  readonly yardstickDigest: string;
  /** How many items it asks, and the digest over their identifiers and wordings. */
  readonly items: number;
  readonly itemsDigest: string;
  /** What was known when it was made. */
  readonly asOf: string;
  readonly simulated: boolean;
}

/** An item of a workbook, with the digest of its wording. */
export interface AskedItem {
  readonly item: YardstickItem;
  readonly wording: string;
}

const mark = "muster/score-workbook/1";

/** The digest over what is asked: identifiers and wordings, in their order. */
export function askedDigest(items: readonly AskedItem[]): string {
  return digestOf(items.map(({ item, wording }) => [item.id, wording]));
}

/** The identity as the text of a note: a mark, and one line for each thing that it says. */
export function identityText(identity: WorkbookIdentity): string {
  const lines = [
    mark,
    `review ${identity.review}`,
    `organisation ${identity.organisation}`,
    `kind ${identity.kind}`,
    `yardstick ${identity.yardstick} ${identity.yardstickDigest}`,
    `items ${identity.items} ${identity.itemsDigest}`,
    `as-of ${identity.asOf}`,
    `simulated ${identity.simulated ? "yes" : "no"}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Reads the text of an identity. Refuses (bad-input): what is not exactly of that form. */
export function readIdentity(text: string): WorkbookIdentity {
  const found =
    /^muster\/score-workbook\/1\nreview (\S+)\norganisation (\S+)\nkind (self|independent)\nyardstick (\S+) ([0-9a-f]{64})\nitems (\d{1,6}) ([0-9a-f]{64})\nas-of (\S+)\nsimulated (yes|no)\n$/u.exec(
      text,
    );
  if (found === null) {
    const sentence =
      "this workbook does not say of which review and organisation it is; fill in the one that `muster template` wrote.";
    throw new Problem("bad-input", sentence);
  }
  const [, review = "", organisation = "", kind, yardstick = "", yardstickDigest = ""] = found;
  const [items, itemsDigest = "", asOf = "", simulated] = found.slice(6);
  return {
    review,
    organisation,
    kind: kind === "self" ? "self" : "independent",
    yardstick,
    yardstickDigest,
    items: Number(items),
    itemsDigest,
    asOf,
    simulated: simulated === "yes",
  };
}
