import { describe, expect, it } from "vitest";
import { reportStory } from "../../tests/support/report-story.ts";
import { readOwnFile } from "../kit/own-file.ts";
import { renderReport } from "./report-html.ts";
import { composeStyle } from "./report-style.ts";

const style = composeStyle(readOwnFile);
const page = renderReport(reportStory(), style);

describe("the report", () => {
  it("begins with the finding and its denominator", () => {
    expect(page).toContain("<h1");
    expect(page).toContain("1 of 5 organisations are shown to be managing this risk</h1>");
  });

  it("is one page that needs no other file, no script and no network", () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|@import/i);
    expect(page.match(/url\((?!data:font|#muster-hatch)/g)).toBeNull();
    expect(page.match(/(?:src|href)="(?!#)/g)).toBeNull();
    expect(page).toContain("default-src &#x27;none&#x27;");
  });

  it("says on top that its organisations are simulated, and the notice of the review", () => {
    expect(page).toContain("SIMULATED.");
    expect(page).toContain("Confirmed by nobody.");
  });

  it("shows names that a browser would run as text", () => {
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Mills");
  });

  it("has a folded section for every organisation, with reasons and what would change", () => {
    for (const { organisation } of reportStory().determination.ratings) {
      expect(page).toContain(`<details id="organisation-${organisation}"`);
    }
    expect(page).toContain("IT-1, weight 1 of 1");
    expect(page).toContain("Nothing else counts.");
  });

  it("counts what is missing, with its reason, and never leaves it blank", () => {
    expect(page).toContain("no row under this name");
    expect(page).toContain("Insufficient Evidence");
    expect(page).toContain("Not Reported");
  });

  it("has a table behind each chart", () => {
    expect(page).toContain("The numbers behind this chart");
    expect(page).toContain("94 of 100 proved good");
  });

  it("has the same bytes in any time zone", () => {
    const before = process.env["TZ"];
    try {
      for (const zone of ["Pacific/Kiritimati", "America/New_York"]) {
        process.env["TZ"] = zone;
        expect(renderReport(reportStory(), style)).toBe(page);
      }
    } finally {
      process.env["TZ"] = before ?? "";
    }
  });
});
