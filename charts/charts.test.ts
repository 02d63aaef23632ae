import fc from "fast-check";
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { EnlargedBar } from "./enlarged-bar.ts";
import { HistoryColumns } from "./history-columns.ts";
import { AbsentBar, IntervalBar } from "./interval-bar.ts";
import { MovementRibbon, placeRibbon, ribbonOrder } from "./movement-ribbon.ts";
import { glyphShape, RatingGlyph } from "./rating-glyph.ts";
import { placeRoster } from "./roster-layout.ts";
import { Roster } from "./roster.ts";

const interior = { good: 1379, bad: 59, unknown: 14, n: 1452 };

describe("every chart says in words what it draws", () => {
  test("the interval bar", () => {
    const markup = renderToStaticMarkup(h(IntervalBar, { counts: interior, name: "Interior" }));
    expect(markup).toContain('role="img"');
    expect(markup).toContain(
      'aria-label="Interior: 1,379 of 1,452 proved good, 14 unknown, 59 proved bad"',
    );
  });

  test("a bar for which nothing was collected says why", () => {
    const markup = renderToStaticMarkup(h(AbsentBar, { because: "no row under this name" }));
    expect(markup).toContain('aria-label="no row under this name"');
  });

  test("the enlarged bar stands below the whole one, never alone", () => {
    const markup = renderToStaticMarkup(
      h(EnlargedBar, {
        counts: interior,
        thresholds: [{ percent: 95, words: "Managing Risk from 95 %" }],
        provedWords: "94.9 % proved",
        bestWords: "at best 95.9 %",
        name: "Interior",
        lensWords: (from, to) => `${from} to ${to} %, enlarged`,
      }),
    );
    expect(markup).toContain("Managing Risk from 95\u00A0%");
    expect(markup).toContain("c-frame");
    expect(markup).toContain("90 to 100 %, enlarged");
    expect(markup.match(/c-edge/gu)).toHaveLength(2);
  });

  test("far from every threshold the whole bar stands alone, with the thresholds on its axis", () => {
    const markup = renderToStaticMarkup(
      h(EnlargedBar, {
        counts: { good: 70, bad: 28, unknown: 2, n: 100 },
        thresholds: [
          { percent: 95, words: "Managing Risk from 95 %" },
          { percent: 50, words: "At Risk from 50 %" },
        ],
        provedWords: "70.0 % proved",
        bestWords: "at best 72.0 %",
        name: "Somebody",
        lensWords: () => "",
      }),
    );
    expect(markup).not.toContain("c-frame");
    expect(markup).toContain("50 %");
    expect(markup).toContain("95 %");
  });

  test("the history names days without comparable evidence", () => {
    const days = [
      { key: "2017-08-09", name: "2017", counts: null, percent: "" },
      { key: "2020-06-08", name: "2020", counts: interior, percent: "94.9" },
    ];
    const markup = renderToStaticMarkup(h(HistoryColumns, { days, name: "WT-1" }));
    expect(markup).toContain("2017: nothing comparable; 2020: 1,379 of 1,452");
    expect(markup).toContain("c-absent");
  });

  test("the ribbon", () => {
    const parts = [{ kind: "declined" as const, count: 5, word: "declined" }];
    expect(renderToStaticMarkup(h(MovementRibbon, { parts }))).toContain('aria-label="5 declined"');
  });
});

test("an edge is drawn also where nothing is proved good", () => {
  const markup = renderToStaticMarkup(
    h(IntervalBar, { counts: { good: 0, bad: 3, unknown: 0, n: 3 } }),
  );
  expect(markup).toContain("c-edge");
  expect(markup).not.toContain("c-unknown");
});

test("a value of nothing is hatched over its whole width", () => {
  const markup = renderToStaticMarkup(
    h(IntervalBar, { counts: { good: 0, bad: 0, unknown: 0, n: 0 } }),
  );
  expect(markup).toContain("max(4px, 100%)");
  expect(markup).not.toContain("c-bad");
});

describe("the roster", () => {
  const column = (key: string, least: number) => ({
    key,
    name: key,
    least,
    most: Math.min(100, least + 5),
    words: `${least} %`,
  });
  const groups = [
    { label: "managing-risk", name: "Managing Risk", rated: true, columns: [column("a", 96)] },
    {
      label: "high-risk",
      name: "High Risk",
      rated: true,
      columns: [column("b", 3), column("c", 40)],
    },
    {
      label: "insufficient-evidence",
      name: "Insufficient Evidence",
      rated: false,
      columns: [column("d", 0)],
    },
  ];

  test("gives each organisation the same width, rated or not", () => {
    const placed = placeRoster(groups, 0, 1200);
    expect(new Set(placed.map((group) => group.step)).size).toBe(1);
    const last = placed.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(1200);
  });

  test("orders what is proved most first", () => {
    const keys = placeRoster(groups, 0, 1200)[1]?.group.columns.map((entry) => entry.key);
    expect(keys).toEqual(["c", "b"]);
  });

  test("is a list to walk through where organisations can be opened, else a picture", () => {
    const shared = { groups, thresholds: [95, 50], label: "4 organisations" };
    expect(renderToStaticMarkup(h(Roster, shared))).toContain('role="img"');
    const list = renderToStaticMarkup(h(Roster, { ...shared, onOpen: () => undefined }));
    expect(list).toContain('role="listbox"');
    expect(list.match(/role="option"/gu)).toHaveLength(4);
  });

  test("draws nothing for a review without organisations", () => {
    expect(placeRoster([], 0, 1200)).toEqual([]);
  });
});

test("the parts of a ribbon never overlap and fill its width, for any counts", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(200), { minLength: 6, maxLength: 6 }),
      fc.integer({ min: 320, max: 1400 }),
      (counts, width) => {
        const parts = ribbonOrder.map((kind, index) => ({
          kind,
          count: counts[index] ?? 0,
          word: kind,
        }));
        const placed = placeRibbon(parts, width);
        let end = 0;
        for (const part of placed) {
          expect(part.x).toBeGreaterThanOrEqual(end - 0.001);
          end = part.x + part.width;
        }
        if (placed.length > 0) expect(end).toBeCloseTo(width);
      },
    ),
  );
});

test("ratings differ in shape, not only in colour", () => {
  const shapes = [
    glyphShape("managing-risk", 2),
    glyphShape("at-risk", 1),
    glyphShape("high-risk", 0),
    glyphShape("insufficient-evidence", null),
    glyphShape("not-reported", null),
  ];
  expect(new Set(shapes).size).toBe(5);
  for (const shape of shapes) {
    expect(renderToStaticMarkup(h(RatingGlyph, { shape }))).toContain("<svg");
  }
});
