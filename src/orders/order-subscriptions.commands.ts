import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import {
  SubscriptionList,
  SubscriptionMade,
  SubscriptionRevoked,
} from "./order-subscriptions.contract.ts";

function pathOf(order: string): string {
  return `/api/orders/${encodeURIComponent(order)}/subscriptions`;
}

/** Adds `order subscribe|subscriptions|unsubscribe`: links for calendars that cannot sign in. */
export function orderSubscriptionsCommands(order: Command, terminal: Terminal): void {
  order
    .command("subscribe <order>")
    .description("make a link by which an ordinary calendar reads its dates; shown once")
    .requiredOption("--name <text>", "for whom it is")
    .action((id: string, { name }: { name: string }) => subscribe(terminal, id, name));
  order
    .command("subscriptions <order>")
    .description("list its open links, without their secrets")
    .action((id: string) => list(terminal, id));
  order
    .command("unsubscribe <order> <subscription>")
    .description("revoke a link")
    .action((id: string, subscription: string) => revoke(terminal, id, subscription));
}

async function subscribe(terminal: Terminal, id: string, name: string): Promise<void> {
  const { path, ...made } = await terminal.api.send(SubscriptionMade, "POST", pathOf(id), { name });
  const url = `${terminal.api.url()}${path}`;
  if (terminal.wantsJson) return terminal.json({ ...made, url });
  terminal.out(url);
  terminal.note(
    `Whoever knows this link reads the dates of ${id} without signing in. It is shown once; \`muster order unsubscribe ${id} ${made.subscription}\` revokes it.`,
  );
}

async function list(terminal: Terminal, id: string): Promise<void> {
  const answer = await terminal.api.get(SubscriptionList, pathOf(id));
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.subscriptions.length === 0) {
    terminal.out(`No link to the dates of ${id} is open; \`muster order subscribe\` makes one.`);
  }
  for (const { subscription, name, made_at, made_by } of answer.subscriptions) {
    const day = dayInWords(made_at.slice(0, 10));
    terminal.out(`${subscription}  ${name}, made on ${day} by ${made_by}`);
  }
}

async function revoke(terminal: Terminal, id: string, subscription: string): Promise<void> {
  const path = `${pathOf(id)}/${encodeURIComponent(subscription)}`;
  const answer = await terminal.api.send(SubscriptionRevoked, "DELETE", path);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(`The link for ${answer.name} opens no calendar any more.`);
}
