import { readInstant } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type { OrderDiff } from "./order-diff.contract.ts";
import { orderDiff } from "./order-diff.ts";
import { noSuchOrder, noSuchVersion } from "./no-such-name.ts";
import type { OrderVersions } from "./orders.contract.ts";
import { readActs, readTexts, type TextRow } from "./orders.store.ts";

interface AsOf {
  readonly as_of?: string | undefined;
}

async function instantOf(work: Work, { as_of }: AsOf): Promise<string> {
  return as_of === undefined
    ? lastKnownAt(work.transaction)
    : readInstant(as_of, { field: "as_of" });
}

async function textsOf(work: Work, order: string, asOf: string): Promise<TextRow[]> {
  const texts = await readTexts(work.transaction, asOf, order);
  if (texts.length > 0) return texts;
  throw new Problem("not-found", noSuchOrder(order));
}

/** The versions of the text of an order, each with the act that brought it. Refuses (not-found). */
export async function listVersions(work: Work, order: string, query: AsOf): Promise<OrderVersions> {
  const asOf = await instantOf(work, query);
  const texts = await textsOf(work, order, asOf);
  const brought = new Map(
    (await readActs(work.transaction, asOf, order)).map((row) => [row.act.version, row]),
  );
  const versions = texts.flatMap(({ version, content, file_name, file_digest }) => {
    const by = brought.get(version);
    if (!by) return [];
    const { act, leaf, known_at } = by;
    const { day, because } = act;
    const tasks = content.tasks.length;
    return [{ version, day, known_at, because, tasks, file_name, file_digest, leaf }];
  });
  return { order, title: texts.at(-1)?.content.title ?? order, versions };
}

/** What changed between two versions of the text of one order. Refuses (not-found). */
export async function compareVersions(
  work: Work,
  order: string,
  { from, to, ...query }: AsOf & { readonly from: number; readonly to: number },
): Promise<OrderDiff> {
  const texts = await textsOf(work, order, await instantOf(work, query));
  const [before, after] = [from, to].map((version) => {
    const text = texts.find((each) => each.version === version);
    if (text) return text.content;
    throw new Problem("not-found", noSuchVersion(order, version, texts.length));
  });
  if (!before || !after) throw new RangeError("two versions were asked for");
  return orderDiff(before, after, { before: `${order}@${from}`, after: `${order}@${to}` });
}
