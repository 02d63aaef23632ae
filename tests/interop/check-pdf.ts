import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { countInWords, percentInWords } from "../../src/determination/words.ts";
import type { ReportContent } from "../../src/reports/report-content.ts";
import { printReport } from "../../src/reports/report-formats.actions.ts";
import { demoContent } from "../support/demo-content.ts";
import { hostileContent } from "../support/hostile-content.ts";
import { runTool } from "./run-tool.ts";

const project = fileURLToPath(new URL("pdf-check/pom.xml", import.meta.url));
/** Fonts of ours: a PDF that names another one took it from the machine. */
const ownFont = /^[A-Z]{6}\+(PublicSans|NotoSans(Arabic|Hebrew|Thai|Bengali|Tamil)?|RobotoMono)-/;

interface Outcome {
  readonly absent: string;
  readonly fault: string | null;
}

/**
 * Prints the report of the demonstration, and one full of hostile texts, and gives both to programs
 * that we did not write: veraPDF (PDF/UA-1), pdffonts and pdftotext of Poppler.
 */
export async function checkPdf(): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), "muster-pdf-"));
  try {
    for (const [tool, word] of [
      ["java", "-version"],
      ["mvn", "--version"],
      ["pdftotext", "-v"],
    ] as const) {
      const { code } = await runTool(tool, [word], directory);
      if (code === null) return { absent: tool, fault: null };
    }
    const demo = await demoContent();
    writeFileSync(join(directory, "demo.pdf"), await printReport(demo));
    writeFileSync(join(directory, "hostile.pdf"), await printReport(hostileContent()));
    for (const count of [12, 22, 1196]) {
      const print = await printReport(withItems(demo, 20, count));
      writeFileSync(join(directory, `items-${count}.pdf`), print);
    }
    const faults = [
      await faultOfStandard(directory, ["demo.pdf", "hostile.pdf"]),
      await faultOfFonts(directory, "demo.pdf"),
      await faultOfFonts(directory, "hostile.pdf"),
      await faultOfText(directory, "demo.pdf", demo),
      await faultOfPages(directory, "demo.pdf", demo.determination.ratings),
      await faultOfPages(directory, "items-12.pdf", demo.determination.ratings.slice(0, 20)),
      await faultOfPages(directory, "items-22.pdf", demo.determination.ratings.slice(0, 20)),
      await faultOfPages(directory, "items-1196.pdf", demo.determination.ratings.slice(0, 20)),
    ].filter((fault) => fault !== null);
    return { absent: "", fault: faults.length === 0 ? null : faults.join("\n") };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function faultOfStandard(
  directory: string,
  files: readonly string[],
): Promise<string | null> {
  copyFileSync(project, join(directory, "pom.xml"));
  const fetch = ["-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib"];
  const fetched = await runTool("mvn", fetch, directory);
  if (fetched.code !== 0) return `veraPDF could not be fetched: ${fetched.said}`;
  const words = ["-cp", "lib/*", "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1"];
  const checked = await runTool("java", [...words, "--format", "text", ...files], directory);
  const passed = files.every((file) => new RegExp(`^PASS \\S*${file}`, "m").test(checked.said));
  return checked.code === 0 && passed ? null : `veraPDF: ${checked.said}`;
}

async function faultOfFonts(directory: string, file: string): Promise<string | null> {
  const { said } = await runTool("pdffonts", [file], directory);
  const rows = said.split("\n").filter((line) => / yes (yes|no) (yes|no) +\d+ +\d+$/.test(line));
  const others = rows.filter((line) => !ownFont.test(line));
  return rows.length > 0 && others.length === 0 ? null : `${file} has other fonts: ${said}`;
}

/** The same review with as many items, some with long names, and with a reason for each of them. */
function withItems(content: ReportContent, organisations: number, count: number): ReportContent {
  const { determination, summary } = content;
  const many = <T extends { readonly title: string }>(items: readonly T[]): T[] =>
    Array.from({ length: count }, (_, at) => items[at % items.length])
      .filter((item) => item !== undefined)
      .map((item, at) => ({
        ...item,
        item: `AC-${at + 1}`,
        title: at % 7 === 0 ? `${item.title}, and a longer name of a control` : item.title,
      }));
  const ratings = determination.ratings.slice(0, organisations).map((rating) => ({
    ...rating,
    items: many(rating.items),
    reasons: [
      ...rating.reasons,
      ...many(rating.items).map(({ title }, at) => ({
        level: 1 + (at % 3),
        kind: "item" as const,
        words: `${title}: met in part`,
        remark: at % 2 === 0 ? "weight 1" : "",
        of: "",
        part: "",
        count: null,
      })),
    ],
  }));
  const enterprise = { ...determination.enterprise, items: many(determination.enterprise.items) };
  return {
    ...content,
    determination: { ...determination, ratings, enterprise },
    summary: { ...summary, ratings: summary.ratings.slice(0, organisations) },
  };
}

/** Each organisation has one page: from its name to the digest of what its rating is computed from. */
async function faultOfPages(
  directory: string,
  file: string,
  ratings: ReportContent["determination"]["ratings"],
): Promise<string | null> {
  const { said } = await runTool("pdftotext", ["-raw", file, "-"], directory);
  const pages = said.split("\f");
  const ends = pages.flatMap((page, at) => (page.includes("Computed from inputs") ? [at] : []));
  const first = ends[0] ?? 0;
  const alone = ends.every((at, place) => at === first + place);
  return alone && ends.length === ratings.length
    ? null
    : `${file}: ${ratings.length} organisations end on the pages ${ends.join(", ")}`;
}

/** Reads the text back in its logical order: every organisation with its numbers, in their order. */
async function faultOfText(
  directory: string,
  file: string,
  { determination, summary }: ReportContent,
): Promise<string | null> {
  const { code, said } = await runTool("pdftotext", ["-raw", file, "-"], directory);
  if (code !== 0) return `pdftotext: ${said}`;
  const pages = said.split("\f").map((page) => page.replaceAll(/\s+/g, " "));
  const faults = determination.ratings.flatMap((rating, at) => {
    const row = summary.ratings[at];
    const page = pages.find((each) => each.includes(rating.inputs)) ?? "";
    const expected = [
      rating.name,
      rating.rating.name,
      ...rating.items.flatMap(({ item, value, evidence }) => [
        item,
        percentInWords(value.least.percent),
        percentInWords(value.most.percent),
        ...[evidence.good, evidence.unknown, evidence.unseen, evidence.bad].map(countInWords),
      ]),
    ].map((word) => word.replaceAll(/\s+/g, " "));
    const absent = expected.filter((word) => !page.includes(word));
    return row === undefined || absent.length > 0
      ? [`${rating.name}: ${page === "" ? "no page" : absent.join(", ")}`]
      : [];
  });
  return faults.length === 0
    ? null
    : `not in the text of the PDF: ${faults.slice(0, 5).join("; ")}`;
}
