import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { plainText } from "../../src/kit/shown-text.ts";
import { words } from "./words.ts";

const linesShown = 6;
const bytesRead = 16_384;

/** The first lines of a file that somebody chose, read in the browser: nothing is sent for it. */
export function FirstLines(props: { readonly file: File }): ReactElement | null {
  const { file } = props;
  const lines = useQuery({
    queryKey: ["first-lines", file.name, file.size, file.lastModified],
    queryFn: () => firstLines(file),
  });
  if (lines.data === undefined) return null;
  return (
    <div className="first-lines">
      <h3>{words.asDelivered}</h3>
      {lines.data === null ? (
        <p className="note">{words.packed}</p>
      ) : (
        // The box scrolls by itself, so that it can be reached by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} role="region" aria-label={words.asDelivered}>
          {plainText(lines.data)}
        </pre>
      )}
    </div>
  );
}

/** The first lines as text; null where the file is packed with gzip (RFC 1952: it begins 1f 8b). */
async function firstLines(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.slice(0, bytesRead).arrayBuffer());
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return null;
  return new TextDecoder().decode(bytes).split(/\r?\n/u).slice(0, linesShown).join("\n");
}
