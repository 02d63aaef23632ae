import type { WorkbookContent } from "../../src/assessments/score-workbook.ts";
import { type AskedItem, askedDigest } from "../../src/assessments/workbook-identity.ts";
import { wordingDigest } from "../../src/yardsticks/wording.ts";
import type { YardstickItem } from "../../src/yardsticks/yardstick.contract.ts";

const scales: readonly YardstickItem["scale"][] = ["level", "yes-no", "share"];

/** A workbook of as many items, in groups of at most sixty, of every scale in turn. */
export function workbookStory(count: number): WorkbookContent {
  const groups = Array.from({ length: Math.ceil(count / 60) }, (_none, no) => ({
    id: `G${no + 1}`,
    title: `Group ${no + 1}: keeping gauges, charts & lights`,
  }));
  const items = Array.from({ length: count }, (_none, no): AskedItem => {
    const scale = scales[no % scales.length] ?? "level";
    const item: YardstickItem = {
      id: `G${Math.floor(no / 60) + 1}-${no + 1}(1)`,
      title: `Question ${no + 1}`,
      text: `Does the office keep <gauge> ${no + 1} as the "list" says?\nIt is read twice a day.`,
      scale,
      group: `G${Math.floor(no / 60) + 1}`,
      ...(scale === "share" ? { units: "gauges" } : {}),
    };
    return { item, wording: wordingDigest(item) };
  });
  return {
    identity: {
      review: "tides-2026",
      organisation: "office-of-tides",
      kind: "self",
      yardstick: "tides@1",
      yardstickDigest: "ab".repeat(32),
      items: count,
      itemsDigest: askedDigest(items),
      asOf: "2026-11-22T10:00:00.000000Z",
      simulated: true,
    },
    note: "muster/score-workbook/1\n\n— a note\n",
    organisationName: "Office of Tides",
    reviewTitle: "The offices of the sea 2026",
    yardstickTitle: "Tides",
    notice: "",
    day: "2026-03-31",
    leftOut: 0,
    groups,
    items,
  };
}
