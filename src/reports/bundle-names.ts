/** Where everything lies in a bundle; docs/bundle-format.md says what each entry is. */
export const bundleNames = {
  report: "report.html",
  print: "report.pdf",
  workbook: "report.xlsx",
  csv: "ratings.csv",
  openData: "open-data.json",
  determination: "determination.json",
  inputs: "inputs.json",
  scores: "scores.json",
  accountability: "accountability.json",
  verdicts: "verdicts.json",
  byHand: "CHECK-BY-HAND.md",
  checkpoint: "log/checkpoint",
  leaves: "log/leaves.json",
  key: "log/vkey",
} as const;

/** What a public edition has in their place: it says nothing of what is withheld. */
export const editionNames = { rows: "public-rows.json" } as const;

/** The entry of a source file: its digest, then its name as far as a name may stand in an archive. */
export function sourceEntry(digest: string, fileName: string): string {
  const safe = fileName.replaceAll(/[^\w.@+-]+/g, "_").replace(/^\.+/, "");
  return `sources/${digest}-${safe.slice(-80)}`;
}

/** The entry of a file of policy, such as `mappings/pulse-hosts@1.yaml`. */
export function policyEntry(
  folder: "mappings" | "methodology" | "yardstick",
  id: string,
  version: string,
): string {
  return `${folder}/${id}@${version}.yaml`;
}
