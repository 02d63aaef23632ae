import { sha256 } from "../kit/canonical-json.ts";
import { counted } from "../kit/counted-words.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { OscalImport } from "./oscal-exchange.contract.ts";

/** What is asked of a document of OSCAL. */
export interface OscalOptions {
  readonly review: string;
  readonly organisation?: string | undefined;
  readonly asOf?: string | undefined;
  readonly out?: string | undefined;
}

const pathOf = (review: string): string => `/api/reviews/${encodeURIComponent(review)}/oscal`;

/** Writes a document of OSCAL to a file, or to the terminal where none is named. */
export async function takeOscal(
  terminal: Terminal,
  model: "assessment-results" | "plan-of-action",
  { review, organisation, asOf, out }: OscalOptions,
): Promise<void> {
  const query = { organisation, as_of: asOf };
  const content = await terminal.api.download(`${pathOf(review)}/${model}`, query);
  await tellFile(terminal, content, out);
}

/** Writes what was downloaded to a file and says so, or to the terminal where none is named. */
export async function tellFile(
  terminal: Terminal,
  content: Uint8Array,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) {
    return terminal.out(new TextDecoder().decode(content).replace(/\r?\n$/u, ""));
  }
  await writeWhole(out, content);
  const digest = sha256(content);
  if (terminal.wantsJson) {
    return terminal.json({ file: out, bytes: content.length, sha256: digest });
  }
  terminal.out(`${out}, ${counted(content.length, "byte")}, sha256 ${digest}`);
}

/** Shows what a document of OSCAL would change, and saves it when it is asked to. */
export async function bringOscal(
  terminal: Terminal,
  file: string,
  {
    review,
    reason,
    save,
  }: { readonly review: string; readonly reason?: string | undefined; readonly save: boolean },
): Promise<void> {
  const send = (dry: boolean): Promise<OscalImport> =>
    terminal.api.upload(
      OscalImport,
      `${pathOf(review)}/import`,
      { file },
      { reason, dry_run: dry },
    );
  const shown = await send(true);
  if (!terminal.wantsJson) for (const line of oscalLines(shown)) terminal.out(line);
  const fresh = shown.parts.some(({ added, changed }) => added + changed > 0);
  const saves = save && shown.wrong === 0 && fresh;
  const answer = saves ? await send(false) : shown;
  if (terminal.wantsJson) terminal.json(answer);
  else terminal.out(endOf(shown, fresh, saves));
  if (answer.wrong > 0) terminal.exitWith(1);
}

function endOf({ wrong }: OscalImport, fresh: boolean, saves: boolean): string {
  if (wrong > 0) return "Nothing is saved while a row is wrong.";
  if (!fresh) return "Everything stands already; there is nothing to save.";
  return saves ? "Saved." : "Nothing was saved yet; add --save to save it.";
}

/** What a document of OSCAL would change, for the terminal. */
export function oscalLines(answer: OscalImport): string[] {
  const { file_name, model, review, simulated, parts, changes, problems } = answer;
  return [
    `${file_name}: ${simulated ? "SIMULATED, " : ""}${model} of ${review}`,
    ...parts.map(
      ({ what, rows, added, changed, same, wrong }) =>
        `  ${what}: ${rows.toLocaleString("en")} there, ${added} new, ${changed} changed, ${same} as they stand, ${wrong} wrong`,
    ),
    ...changes.map(({ id, does, words }) => `  ${does} ${id}${words === "" ? "" : `: ${words}`}`),
    ...problems.map(
      ({ what, id, field, sentence }) =>
        `  wrong: ${[id === "" ? what : id, field].filter((each) => each !== "").join(", ")}: ${sentence}`,
    ),
  ];
}
