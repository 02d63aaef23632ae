import type { ReportContent } from "../../src/reports/report-content.ts";
import { reportStory } from "./report-story.ts";

/** Names that break what does not treat them as text: scripts, directions, markup, formulas, length. */
const names = [
  '#read("/etc/passwd") *Roads* = $x$ <label> @ref',
  '=HYPERLINK("http://x","Harbour")',
  "\u202Eevil\u202C \u2066turned\u2069 \u200F \u0007 bell \u0000 nul \uFEFF",
  "漢字の役所 مكتب משרד कार्यालय 🏛️ e\u0301\u0327 Ωμέγα Щука ﬁ",
  "مكتب المراجعة العام 12 משרד שָׁלוֹם (3) कार्यालय สำนักงาน น้ำ কার্যালয় கோயில் می\u200Cشود a\u0941",
  `Ministry${"ofEverything".repeat(40)} \uFFFE end`,
] as const;

/** The small story with names, notices, reasons and rules that nobody should have to read. */
export function hostileContent(): ReportContent {
  const story = reportStory();
  const nameOf = (at: number): string => names[at % names.length] ?? "";
  const { determination, summary } = story;
  return {
    ...story,
    determination: {
      ...determination,
      ratings: determination.ratings.map((rating, at) => ({
        ...rating,
        name: nameOf(at),
        reasons: rating.reasons.map((reason) => ({ ...reason, remark: nameOf(at + 1) })),
      })),
      enterprise: { ...determination.enterprise, lede: nameOf(3) },
    },
    summary: {
      ...summary,
      title: nameOf(2),
      notice: nameOf(0),
      ratings: summary.ratings.map((rating, at) => ({ ...rating, name: nameOf(at) })),
      evidence: summary.evidence.map((file) => ({ ...file, file_name: nameOf(5) })),
    },
    publishing: {
      errors_to: nameOf(1),
      corrects: {
        publication: "story-2020-on-2020-06-08-abababababab",
        digest: "ab".repeat(32),
        published_at: "2026-11-20T10:00:00.000000Z",
        reason: nameOf(2),
      },
    },
    methodologyText: names.join("\r\n\t"),
  };
}
