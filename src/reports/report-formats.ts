import { Type, type Static } from "typebox";

/** The formats of a report. All are written from one content. */
export const ReportFormat = Type.Union(
  [
    Type.Literal("pdf"),
    Type.Literal("html"),
    Type.Literal("xlsx"),
    Type.Literal("json"),
    Type.Literal("csv"),
  ],
  { $id: "ReportFormat", description: "pdf, html, xlsx, json or csv" },
);
export type ReportFormat = Static<typeof ReportFormat>;

/** What each format is called on the web (RFC 6838, RFC 7111, RFC 8259). */
export const mediaOfFormat: Readonly<Record<ReportFormat, string>> = {
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
};

/** The files of a bundle that can be read one by one, beside the report as a page. */
export const filesOfReport = {
  "report.html": mediaOfFormat.html,
  "report.pdf": mediaOfFormat.pdf,
  "report.xlsx": mediaOfFormat.xlsx,
  "ratings.csv": mediaOfFormat.csv,
  "open-data.json": mediaOfFormat.json,
} as const;
