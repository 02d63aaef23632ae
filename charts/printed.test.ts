import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { readOwnFile } from "../src/kit/own-file.ts";
import { PrintedAbsentBar, PrintedBar, PrintedEnlargedBar } from "./printed-bar.ts";
import { paper } from "./printed-svg.ts";

const tokens = new TextDecoder().decode(readOwnFile("charts/tokens.css"));

describe("a printed chart", () => {
  test("has the colours of the light page", () => {
    for (const [name, colour] of Object.entries(paper)) {
      expect(tokens).toContain(`--${name}: ${colour};`);
    }
  });

  test("needs no style sheet of a page: neither variables nor sizes that a window decides", () => {
    const counts = { good: 94, bad: 4, unknown: 2, n: 100 };
    const charts = [
      h(PrintedBar, { counts, width: 72, thresholds: [50, 95] }),
      h(PrintedAbsentBar, { width: 72 }),
      h(PrintedEnlargedBar, {
        counts,
        thresholds: [{ percent: 95, words: "Managing Risk from 95 %" }],
        provedWords: "94.0 % proved",
        bestWords: "at best 96.0 %",
        lensWords: (from: number, to: number) => `${from} to ${to} %`,
        width: 498,
      }),
    ];
    for (const chart of charts) expect(renderToStaticMarkup(chart)).not.toMatch(/var\(|calc\(|NaN/);
  });

  test("stays readable without colour: unknown is hatched, bad half as high, the edge black", () => {
    const bar = renderToStaticMarkup(
      h(PrintedBar, { counts: { good: 5, bad: 3, unknown: 2, n: 10 }, width: 101, thresholds: [] }),
    );
    expect(bar).toContain('class="c-good" x="0.5" y="3.5" width="50" height="7"');
    expect(bar).toContain('class="c-bad" x="70.5" width="30" y="7" height="3.5"');
    expect(bar).toContain(".c-unknown{fill:url(#muster-hatch)");
  });

  test("shows one bad and one unknown unit among thousands", () => {
    const counts = { good: 99_998, bad: 1, unknown: 1, n: 100_000 };
    const bar = renderToStaticMarkup(h(PrintedBar, { counts, width: 101, thresholds: [] }));
    expect(bar).toMatch(/class="c-bad"[^>]* width="1.5"/);
    expect(bar).toMatch(/class="c-unknown"[^>]* width="2"/);
  });
});
