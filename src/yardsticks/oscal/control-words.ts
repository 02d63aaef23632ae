import type { Place } from "../../kit/problem.ts";
import { partsIn } from "./control-tree.ts";
import { withParams } from "./insert-params.ts";
import type { Control, Param, Part, Prop } from "./oscal.contract.ts";

/** One passage of a statement as it is printed, with what leads up to it. */
export interface Passage {
  readonly part: Part;
  /** The lines above it in which it stands, then its own. */
  readonly lines: readonly string[];
  /** Labels from the statement down: `a.`, `1.`, `(a)`. */
  readonly labels: readonly string[];
  readonly leaf: boolean;
}

/**
 * The label of a control as it is printed. From release 1.1.2 on a control has three, one of them
 * plain, the others padded with zeros or in the form of SP 800-53A: the plain one counts.
 */
export function labelOf(props: readonly Prop[] | undefined): string | undefined {
  const labels = (props ?? []).filter((prop) => prop.name === "label" && prop.value.trim() !== "");
  return (labels.find((prop) => prop.class === undefined) ?? labels[0])?.value.trim();
}

/** Prose without the marks of its markup (OSCAL's Markdown): emphasis, links and escapes. */
export function withoutMarkup(text: string): string {
  return text
    .replaceAll(/\[([^[\]]*)\]\(#[^()\s]*\)/gu, "$1")
    .replaceAll(/(\*\*|__)(?=\S)([^*_]+?)(?<=\S)\1/gu, "$2")
    .replaceAll(/\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*/gu, "$1")
    .replaceAll(/\\([\\*_`[\]()])/gu, "$1");
}

/** Text on one line: line breaks and repeated spaces are one space, none before a sign that ends something. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/ (?=[;,.:)\]])/gu, "")
    .trim();
}

/** The statement of a control, passage by passage, in the order in which it is printed. */
export function passagesOf(
  control: Control,
  params: ReadonlyMap<string, Param>,
  place: (part: Part) => Place,
): Passage[] {
  const found: Passage[] = [];
  const walk = (part: Part, lines: readonly string[], labels: readonly string[]): void => {
    const label = labelOf(part.props);
    const own = [part.title, part.prose]
      .filter((words) => words !== undefined && words.trim() !== "")
      .map((words) => oneLine(withoutMarkup(withParams(words ?? "", params, place(part)))));
    const line = [...(label === undefined ? [] : [label]), ...own].join(" ");
    const here = line === "" ? lines : [...lines, line];
    const path = label === undefined ? labels : [...labels, label];
    const inner = (part.parts ?? []).filter(hasWords);
    found.push({ part, lines: here, labels: path, leaf: inner.length === 0 });
    for (const each of inner) walk(each, here, path);
  };
  for (const part of control.parts ?? []) if (part.name === "statement") walk(part, [], []);
  return found;
}

function hasWords(part: Part): boolean {
  return [...partsIn([part])].some((each) => (each.prose ?? each.title ?? "").trim() !== "");
}

/** The statement as SP 800-53 prints it: one line for each passage. */
export function statementText(passages: readonly Passage[]): string {
  const lines = passages.map(({ lines: all, part }) => {
    const own = (part.prose ?? part.title ?? "").trim() !== "" || labelOf(part.props) !== undefined;
    return own ? (all.at(-1) ?? "") : "";
  });
  return lines.filter((line) => line !== "").join("\n");
}

/** What explains a control and asks nothing: its guidance, or examples. */
export function guidanceOf(
  control: Control,
  params: ReadonlyMap<string, Param>,
  place: (part: Part) => Place,
): string | undefined {
  const words = (control.parts ?? [])
    .filter((part) => part.name === "guidance" || part.name === "example")
    .flatMap((part) => [...partsIn([part])].map((each) => [each, each.prose ?? ""] as const))
    .map(([part, prose]) => withoutMarkup(withParams(prose, params, place(part))).trim())
    .filter((prose) => prose !== "")
    .join("\n\n");
  return words === "" ? undefined : words;
}
