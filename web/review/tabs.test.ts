import { describe, expect, test } from "vitest";
import { needsNoRatings, reviewTabs } from "./tabs.ts";

const summary = (scores: "beside" | "measured") => ({
  order: "yearly-review",
  methodology: { scores } as never,
  enterprise: { organisations: 130, items: { length: 98 } },
});
const base = "/reviews/spring-2026";
const names = (tabs: ReturnType<typeof reviewTabs>, more: boolean) =>
  tabs.filter((tab) => (tab.more === true) === more).map(({ name }) => name);

describe("the tabs of a review", () => {
  test("are eight for one that weighs scores, and what is measured stands behind More", () => {
    const tabs = reviewTabs("spring-2026", summary("beside"), base);
    expect(names(tabs, false).join(" ")).toBe(
      "Overview Organisations Scores Findings Decisions Verdicts Report Log",
    );
    expect(names(tabs, true).join(" ")).toBe("Items Compare Order Evidence");
  });

  test("are eight for one that is measured, and what people do stands behind More", () => {
    const tabs = reviewTabs("spring-2026", summary("measured"), base);
    expect(names(tabs, false).join(" ")).toBe(
      "Overview Organisations Items Compare Order Evidence Report Log",
    );
    expect(names(tabs, true).join(" ")).toBe("Findings Decisions Verdicts");
  });

  test.each([
    ["", "Overview"],
    ["/organisations", "Organisations"],
    ["/organisations/tides", "Organisations"],
    ["/organisations/tides/scores", "Scores"],
    ["/organisations/tides/profile", "Scores"],
    ["/organisations/tides/decisions", "Decisions"],
    ["/organisations/tides/verdict", "Verdicts"],
    ["/items/S-1", "Items"],
    ["/items/S-1/scores", "Scores"],
    ["/scores/largest", "Scores"],
    ["/scores/terms", "Scores"],
    ["/findings/F-1", "Findings"],
    ["/evidence/add", "Evidence"],
  ])("say of %s that it belongs to one of them", (path, name) => {
    for (const known of [summary("beside"), summary("measured"), undefined]) {
      const current = reviewTabs("spring-2026", known, base + path).filter((tab) => tab.current);
      expect(current.map((tab) => tab.name)).toEqual([name]);
    }
  });
});

test("pages about people are shown before any rating is known, others are not", () => {
  expect(needsNoRatings(`${base}/organisations/tides/scores`)).toBe(true);
  expect(needsNoRatings(`${base}/organisations/tides`)).toBe(false);
  expect(needsNoRatings(`${base}/items/scores-of-old`)).toBe(false);
});
