const weights = [400, 600, 700] as const;
const sheets = ["charts/tokens.css", "charts/charts.css", "src/reports/report.css"] as const;

/**
 * Puts the style of the report together: fonts (Public Sans, SIL Open Font License 1.1) inside of
 * it, then the tokens and charts that pages use too, then the report's own sheet.
 *
 * Given: how to read a file of this package by its path.
 * Returns: one style sheet that needs no other file.
 */
export function composeStyle(read: (path: string) => Uint8Array): string {
  const fonts = weights.map((weight) => {
    const path = `node_modules/@fontsource/public-sans/files/public-sans-latin-${weight}-normal.woff2`;
    const content = Buffer.from(read(path)).toString("base64");
    return `@font-face{font-family:"Public Sans";font-weight:${weight};src:url(data:font/woff2;base64,${content}) format("woff2")}`;
  });
  const rules = sheets.map((path) => new TextDecoder().decode(read(path)));
  return [...fonts, ...rules].join("\n").replaceAll("</", "<\\/");
}
