import { counted } from "../kit/counted-words.ts";
import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import type { OrderDiff } from "./order-diff.contract.ts";
import { orderDiff } from "./order-diff.ts";
import type { OrderFile } from "./order.contract.ts";
import { OrderVersions } from "./orders.contract.ts";
import { readOrder } from "./read-order.ts";

/** Adds the commands that compare texts: of files without a server, of kept orders through it. */
export function orderDiffCommands(order: Command, terminal: Terminal): void {
  order
    .command("diff <before> <after>")
    .description(
      "tasks, leads, dates and offices that were added, dropped or changed; between two files, or between kept texts: ORDER, or ORDER@VERSION",
    )
    .action((before: string, after: string) => diff(terminal, before, after));
  order
    .command("versions <order>")
    .description("list the versions of the text of an order, for `order diff ORDER@1 ORDER@2`")
    .action((id: string) => versions(terminal, id));
}

/** A text to compare, and what it is called. */
interface NamedText {
  readonly name: string;
  readonly order: OrderFile;
}

/** An order that is kept, or one version of it: `eo-13800`, `eo-13800@2`. */
const keptName = /^(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:@(?<version>[1-9]\d{0,5}))?$/u;

/** A file where there is one of that name; else the text that the server keeps under it. */
async function textNamed(terminal: Terminal, given: string): Promise<NamedText> {
  const named = keptName.exec(given)?.groups;
  try {
    const order = readOrder(await terminal.readFile(given), given);
    return { name: order.id, order };
  } catch (error) {
    const absent = error instanceof Problem && error.kind === "not-found";
    if (named?.["id"] === undefined || !absent) throw error;
    const path = `/api/orders/${encodeURIComponent(named["id"])}/file`;
    const text = await terminal.api.download(path, { version: named["version"] });
    return { name: given, order: readOrder(text, given) };
  }
}

async function diff(terminal: Terminal, before: string, after: string): Promise<void> {
  const [was, is] = [await textNamed(terminal, before), await textNamed(terminal, after)];
  // Two files of one order share its name: then the files are named.
  const names = was.name === is.name ? { before, after } : { before: was.name, after: is.name };
  const found = orderDiff(was.order, is.order, names);
  if (terminal.wantsJson) return terminal.json(found);
  for (const line of diffLines(found)) terminal.out(line);
}

async function versions(terminal: Terminal, id: string): Promise<void> {
  const path = `/api/orders/${encodeURIComponent(id)}/versions`;
  const answer = await terminal.api.get(OrderVersions, path);
  if (terminal.wantsJson) return terminal.json(answer);
  for (const { version, day, tasks, because, file_name } of answer.versions) {
    const since = version === 1 ? "the first text" : `from ${dayInWords(day)}`;
    const why = because === null ? "" : `: ${because}`;
    terminal.out(`${id}@${version}  ${since}, ${counted(tasks, "task")}, ${file_name}${why}`);
  }
}

function diffLines(found: OrderDiff): string[] {
  const name = (task: { task: string; clause: string }): string => `${task.clause} ${task.task}`;
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : ["", `${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)];
  const about = found.text_changed.map(
    (change) => `${change.what}: ${change.before} → ${change.after}`,
  );
  const changed = found.tasks_changed.flatMap((pair) => [
    `${name(pair.before)} → ${name(pair.after)}`,
    ...pair.changes.map((change) => `    ${change.what}: ${change.before} → ${change.after}`),
  ]);
  return [
    `From ${found.before} to ${found.after}: ${found.tasks_added.length} tasks added, ${found.tasks_dropped.length} dropped, ${found.tasks_changed.length} changed, ${found.unchanged} unchanged.`,
    ...part("The order as a whole", about),
    ...part("Dropped", found.tasks_dropped.map(name)),
    ...part("Added", found.tasks_added.map(name)),
    ...(changed.length === 0
      ? []
      : ["", `Changed: ${found.tasks_changed.length}`, ...changed.map((line) => `  ${line}`)]),
    ...part(
      "Split",
      found.splits.map((each) => `${name(each.before)} → ${each.after.map(name).join(", ")}`),
    ),
    ...part(
      "Merged",
      found.merges.map((each) => `${each.before.map(name).join(", ")} → ${name(each.after)}`),
    ),
    ...part("Offices added", found.offices_added),
    ...part("Offices dropped", found.offices_dropped),
    ...part(
      "Offices with a known role that no task names",
      found.offices_unnamed.map((each) => `${each.order}: ${each.title} (${each.role})`),
    ),
  ];
}
