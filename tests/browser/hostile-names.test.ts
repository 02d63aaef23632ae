import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EvidenceImport } from "../../src/evidence/evidence.contract.ts";
import { readOwnFile } from "../../src/kit/own-file.ts";
import { OrganisationImport } from "../../src/organisations/organisations.contract.ts";
import { openApi } from "../../src/platform/terminal/api.ts";
import { renderReport } from "../../src/reports/report-html.ts";
import { composeStyle } from "../../src/reports/report-style.ts";
import { makeMadeUpReview } from "../support/made-up-review.ts";
import { reportStory } from "../support/report-story.ts";
import { goTo, pagesInstance, type Stage, startStage } from "./browser.ts";
import { accessibilityFaults } from "./checks.ts";

/** Overrides that are never closed, an isolate closed too often, a bell, and an honest name. */
const names = ["Ha\u202Ertsnim", "Out\u2069\u202Eside", "Bell\u0007 Office", "משרד הפנים"];
// oxlint-disable-next-line no-control-regex
const hostile = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u;
const review = "/reviews/hostile";
const day = "2020-07-01";

let stage: Stage;

beforeAll(async () => {
  const instance = await pagesInstance();
  await makeMadeUpReview(instance.database, 3, 4);
  const api = openApi(() => ({ url: instance.url, token: instance.token }));
  const folder = mkdtempSync(join(tmpdir(), "muster-hostile-"));
  const file = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
    return join(folder, name);
  };
  const list = file("list.csv", ["name", ...names]);
  const path = "/api/organisations/import";
  const { created } = await api.upload(OrganisationImport, path, { file: list }, { create: "all" });
  const owners = [...names, "Organisation 1", "Else\u202Ewhere"];
  const rows = owners.flatMap((owner, at) =>
    ["y", "y", "n", ""].map((state, host) => `${owner},h${host}\u202E.o${at}.example,${state},y`),
  );
  const measured = file(`made-up-${day}.csv`, ["owner,host,first,second", ...rows]);
  await api.upload(
    EvidenceImport,
    "/api/evidence/imports",
    { file: measured },
    { mapping_name: "made-up" },
  );
  await api.send(Type.Object({}), "POST", "/api/reviews", {
    review: "hostile",
    title: "Hostile\u202E review",
    notice: "Names turn\u202E round. All of them.",
    yardstick: "made-up@1",
    methodology: "made-up@1",
    organisations: created.map(({ id }) => id),
  });
  stage = await startStage(instance);
});
afterAll(() => stage?.close());

/** Every word of a page that a person sees or hears. */
function everyWord(): string {
  const spoken = [...document.querySelectorAll("*")].flatMap((each) =>
    ["aria-label", "title", "data-head", "placeholder"].map(
      (name) => each.getAttribute(name) ?? "",
    ),
  );
  return [document.title, document.body.textContent, ...spoken].join("\n");
}

describe("names that turn writing round", () => {
  test.each([
    "/",
    review,
    `${review}/organisations`,
    `${review}/organisations/ha-rtsnim`,
    `${review}/items`,
    `${review}/items/M-1`,
    `${review}/units?item=M-1&state=bad`,
    `${review}/compare?from=2020-05-01&to=${day}&item=M-1`,
    "/log",
    "/log?subject=review/hostile",
  ])("are shown as marks on %s, in titles and labels as well", async (path) => {
    const page = await stage.open(path);
    expect(await page.evaluate(everyWord)).not.toMatch(hostile);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  test("are isolated in tables and headings, and turn nothing beside them round", async () => {
    const page = await stage.open(`${review}/organisations`);
    const isolated = page.locator("table.organisations tbody th bdi");
    expect(await isolated.count()).toBe(names.length);
    expect(await isolated.allTextContents()).toContain("משרד הפנים");
    const shares = await page.locator("td.proved").allTextContents();
    expect(shares).toContain("66.6\u00A0%");
    const way = page.locator("table.organisations tbody th a").first();
    await way.click();
    await page.locator("main h1 bdi").waitFor();
    await page.context().close();
  });

  test("are isolated in pictures too", async () => {
    const page = await stage.open(review);
    const direction = await page
      .locator(".roster text")
      .first()
      .evaluate((text) => getComputedStyle(text).unicodeBidi);
    expect(direction).toBe("isolate");
    await page.context().close();
  });

  test("stand in the report as they stand on the pages", async () => {
    const story = reportStory();
    const name = names[0] ?? "";
    const turned = {
      ...story,
      summary: {
        ...story.summary,
        title: name,
        ratings: story.summary.ratings.map((rating) => ({ ...rating, name })),
      },
      determination: {
        ...story.determination,
        ratings: story.determination.ratings.map((rating) => ({ ...rating, name })),
      },
    };
    const file = join(mkdtempSync(join(tmpdir(), "muster-hostile-")), "report.html");
    writeFileSync(file, renderReport(turned, composeStyle(readOwnFile)));
    const context = await stage.browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await goTo(page, pathToFileURL(file).href);
    expect(await page.evaluate(everyWord)).not.toMatch(hostile);
    expect(await page.locator("#each summary .name bdi").count()).toBe(5);
    await context.close();
  });
});

test("units of owners outside the list are told apart below where it fails, and listed", async () => {
  const page = await stage.open(review);
  const outside = page.locator(".outside");
  await outside.getByText("20 of 36 hosts").waitFor();
  expect(await outside.locator("p").textContent()).toContain("outside the list of this review");
  await outside.locator("summary").click();
  const rows = outside.locator("tbody tr");
  await rows.first().waitFor();
  expect((await rows.allTextContents()).join("\n")).toMatch(
    /Else\uFFFDwhere[^\n]*no organisation[\s\S]*Organisation 1[^\n]*not in the list/u,
  );
  expect(await page.evaluate(everyWord)).not.toMatch(hostile);
  await page.context().close();
});

test("the bands of the ratings are explained where the ratings are shown", async () => {
  const page = await stage.open(review);
  const caption = (await page.locator("figure.roster figcaption").textContent()) ?? "";
  expect(caption).toContain("Managing Risk from 80\u00A0%");
  expect(caption).toContain("High Risk below 50\u00A0%");
  await page.context().close();
});

test.each(["yesterday", "2026-13-01T00:00:00Z", "\u202E2020"])(
  "an address that asks as of %j says in one sentence how to mend it, and leads back",
  async (instant) => {
    const page = await stage.open(`${review}?as_of=${encodeURIComponent(instant)}`);
    const alert = page.getByRole("alert");
    expect(await alert.locator("p.lede").textContent()).toMatch(
      /^[^.]*as_of[^.]*T10:00:00Z[^.]*\.$/u,
    );
    expect(await page.locator(".notice.as-of").count()).toBe(0);
    await alert.getByRole("button", { name: "Back to now" }).click();
    await page.locator("figure.roster").waitFor();
    await page.context().close();
  },
);
