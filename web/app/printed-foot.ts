import { useEffect } from "react";
import { shownText } from "../../src/kit/shown-text.ts";

/**
 * Puts a line at the foot of every printed page: the place and page numbers left, the digest and
 * checkpoint right. Page boxes take text only from a style sheet, so one is made; a constructed sheet
 * passes a content security policy that forbids inline styles.
 */
export function usePrintedFoot(lines: readonly [string, string]): void {
  const [left, right] = lines;
  useEffect(() => {
    if (typeof CSSStyleSheet === "undefined") return undefined;
    const sheet = new CSSStyleSheet();
    const pages = left === "" ? "" : " · page ";
    sheet.replaceSync(`@page {
      @bottom-left { content: ${quoted(left + pages)} counter(page) " of " counter(pages); font: 8pt "Public Sans", sans-serif; color: #50575f; }
      @bottom-right { content: ${quoted(right)}; font: 8pt "Public Sans", sans-serif; color: #50575f; }
    }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [left, right]);
}

/** A CSS string; everything but letters, digits and spaces is escaped, so no name can leave it. */
function quoted(text: string): string {
  const safe = shownText(text).replace(
    /[^\w ·,.()-]/gu,
    (sign) => `\\${sign.codePointAt(0)?.toString(16)} `,
  );
  return `"${safe}"`;
}
