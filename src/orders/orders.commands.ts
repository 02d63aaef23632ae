import { basename } from "node:path";
import type { Command } from "commander";
import { dayInWords, shortDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { ClockView } from "./clock.contract.ts";
import { orderDiffCommands } from "./order-diff.commands.ts";
import { orderFileCommands } from "./order-files.commands.ts";
import { orderSubscriptionsCommands } from "./order-subscriptions.commands.ts";
import { OrderActed, OrderImported, OrderList } from "./orders.contract.ts";
import { readDeliveries } from "./read-deliveries.ts";
import { movedInWords, ruleWords } from "./words.ts";

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** One verb of the life of an order: its arguments, its options, and what the server is told. */
interface Verb {
  readonly verb: string;
  readonly about: string;
  /** `TASK` where the act is about a product. */
  readonly product?: boolean;
  readonly options: readonly (readonly [flags: string, about: string, required?: boolean])[];
}

const why = ["--because <text>", "why", true] as const;
const by = ["--by <office>", "the office that decides", true] as const;
const afterAll = [
  "--issued-after-all <reason>",
  "why a text that leaked and was never issued counts nevertheless; written to the log",
] as const;
const part = ["--part <name>", "the organisation or lead office whose part it is"] as const;

const verbs: readonly Verb[] = [
  {
    verb: "schedule",
    about: "set the day of signing",
    options: [["--day <date>", "planned day", true], afterAll],
  },
  {
    verb: "postpone",
    about: "postpone the signing",
    options: [["--day <date>", "new day; none when left out"], why],
  },
  {
    verb: "sign",
    about: "sign an order: its clocks run",
    options: [
      ["--rule <rule>", "for days off: printed, next or previous"],
      ["--organisations <list>", "whose heads owe a product each: all, or identifiers with commas"],
      afterAll,
    ],
  },
  {
    verb: "heads",
    about: "name the organisations whose heads it speaks to",
    options: [["--organisations <list>", "all, or identifiers with commas", true]],
  },
  {
    verb: "supersede",
    about: "say that another order took its place",
    options: [["--by <order>", "the other order", true]],
  },
  { verb: "close", about: "close an order", options: [why] },
  { verb: "deliver", about: "enter a delivery", product: true, options: [part] },
  { verb: "receive", about: "enter a receipt", product: true, options: [part] },
  { verb: "accept", about: "enter an acceptance", product: true, options: [part] },
  { verb: "return", about: "return a product", product: true, options: [part, why] },
  {
    verb: "extend",
    about: "grant a later date",
    product: true,
    options: [["--until <date>", "the later date", true], by, why, part],
  },
  { verb: "waive", about: "waive a product", product: true, options: [by, why, part] },
  {
    verb: "block",
    about: "say why a product cannot be done yet",
    product: true,
    options: [why, part],
  },
  {
    verb: "decide",
    about: "decide what the text leaves open about a date",
    product: true,
    options: [["--choice <choice>", "first, last, each, due-date or delivery", true], by, why],
  },
];

/** Adds `order …` to the command line. */
export function ordersCommands(program: Command, terminal: Terminal): void {
  const order = program.command("order").description("orders as files, their life and their clock");
  orderFileCommands(order, terminal);
  orderDiffCommands(order, terminal);
  orderSubscriptionsCommands(order, terminal);
  order
    .command("import <file>")
    .description("import the file of an order; no clock runs before `order sign`")
    .action((file: string) => sendText(terminal, "/api/orders/import", file, {}));
  order
    .command("amend <order> <file>")
    .description("replace the text of an order by a new version")
    .option("--on <date>", "the day of the amendment")
    .option("--because <text>", "why")
    .action((id: string, file: string, options: Options) =>
      sendText(terminal, `/api/orders/${encodeURIComponent(id)}/amend`, file, options),
    );
  for (const verb of verbs) addVerb(order, terminal, verb);
  order
    .command("deliveries <file>")
    .description("enter what a file of known deliveries says (docs/order-format.md)")
    .action((file: string) => enterDeliveries(terminal, file));
  order
    .command("list")
    .description("list the orders and their headlines")
    .action(() => list(terminal));
  order
    .command("status <order>")
    .description("show the clock of an order on a day")
    .option("--on <date>", "the day spoken of")
    .option("--as-of <instant>", "as known at this instant")
    .option("--rule <rule>", "for days off: printed, next or previous")
    .action((id: string, options: Options) => status(terminal, id, options));
}

function addVerb(
  order: Command,
  terminal: Terminal,
  { verb, about, product, options }: Verb,
): void {
  const command = order.command(`${verb} <order>${product ? " <task>" : ""}`).description(about);
  for (const [flags, meaning, required] of options) {
    if (required === true) command.requiredOption(flags, meaning);
    else command.option(flags, meaning);
  }
  command
    .option("--on <date>", "the day it was; default: today")
    .option("--note <text>", "a remark")
    .option("--source <text>", "where this is known from")
    .option("--from-memory", "no source at hand confirms it")
    .action((...given: unknown[]) => {
      const [id, task] = given.filter((each) => typeof each === "string");
      const said: Options = command.opts();
      return act(terminal, `/api/orders/${encodeURIComponent(id ?? "")}/${verb}`, {
        ...(product ? { task } : {}),
        ...bodyOf(said),
      });
    });
}

function bodyOf({ fromMemory, issuedAfterAll, organisations, ...rest }: Options): object {
  const list =
    typeof organisations !== "string"
      ? {}
      : {
          organisations:
            organisations === "all" ? "all" : organisations.split(",").map((each) => each.trim()),
        };
  return {
    ...rest,
    ...list,
    ...(fromMemory === true ? { from_memory: true } : {}),
    ...(issuedAfterAll === undefined ? {} : { issued_after_all: issuedAfterAll }),
  };
}

async function act(terminal: Terminal, path: string, body: object): Promise<void> {
  const answer = await terminal.api.send(OrderActed, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const { kind, day, task } = answer.act;
  const what = task === null ? answer.order : `${answer.order} ${task}`;
  const unchanged = answer.unchanged ? " (known already; nothing changed)" : "";
  terminal.out(
    `${what}: ${kind} on ${dayInWords(day)}. The order is ${answer.status}.${unchanged}`,
  );
  for (const leaf of terminal.api.lastLeaves()) terminal.note(`Leaf ${leaf}; its number follows.`);
}

async function sendText(
  terminal: Terminal,
  path: string,
  file: string,
  options: Options,
): Promise<void> {
  const text = await terminal.readText(file);
  const { on, because } = options;
  const body = { text, file_name: basename(file), on, because };
  const answer = await terminal.api.send(OrderImported, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const unchanged = answer.unchanged ? " The same text was there already; nothing changed." : "";
  terminal.out(
    `${answer.order}: version ${answer.version}, ${answer.tasks} tasks, ${answer.status}.${unchanged}`,
  );
  if (answer.signed_in_file !== null && answer.status === "draft") {
    terminal.out(
      `The file says that it was signed on ${dayInWords(answer.signed_in_file)}: \`muster order sign ${answer.order}\` starts its clock.`,
    );
  }
}

async function enterDeliveries(terminal: Terminal, file: string): Promise<void> {
  const known = readDeliveries(await terminal.readFile(file), file);
  const answers: OrderActed[] = [];
  for (const { what = "deliver", source = known.source, ...body } of known.deliveries) {
    const path = `/api/orders/${encodeURIComponent(known.order)}/${what}`;
    answers.push(await terminal.api.send(OrderActed, "POST", path, { ...body, source }));
  }
  if (terminal.wantsJson) return terminal.json(answers);
  const fresh = answers.filter((each) => !each.unchanged).length;
  terminal.out(
    `${known.order}: ${fresh} deliveries entered, ${answers.length - fresh} known already.`,
  );
}

async function list(terminal: Terminal): Promise<void> {
  const { orders } = await terminal.api.get(OrderList, "/api/orders");
  if (terminal.wantsJson) return terminal.json({ orders });
  if (orders.length === 0)
    terminal.out(
      "No order is here yet; `muster order import examples/orders/yearly-review.yaml` brings one.",
    );
  for (const each of orders)
    terminal.out(`${each.order.padEnd(24)} ${each.status_words}. ${each.headline}.`);
}

async function status(terminal: Terminal, id: string, options: Options): Promise<void> {
  const { on, asOf, rule } = options;
  if (rule !== undefined && !(typeof rule === "string" && rule in ruleWords)) {
    throw new Problem(
      "bad-input",
      `“${String(rule)}” is no rule for days off; use ${Object.keys(ruleWords).join(", ")}.`,
      { field: "--rule" },
    );
  }
  const path = `/api/orders/${encodeURIComponent(id)}/clock`;
  const view = await terminal.api.get(ClockView, path, {
    on: textOf(on),
    as_of: textOf(asOf),
    rule: textOf(rule),
  });
  if (terminal.wantsJson) return terminal.json(view);
  terminal.out(
    `${view.short}, ${view.status_words}, version ${view.version}, ${view.tasks} tasks. On ${dayInWords(view.on)}.\n`,
  );
  terminal.out(`${view.headline}.`);
  terminal.out(`${view.lede}\n`);
  for (const row of view.rows) {
    const due =
      row.due === null ? row.rule_words : `${row.projected ? "if " : ""}${shortDay(row.due)}`;
    const note = row.state_note === "" ? "" : `, ${row.state_note}`;
    const empty = row.empty_offices.map((office) => `; ${office.words}`).join("");
    terminal.out(
      `${row.clause.padEnd(14)} ${row.short.slice(0, 38).padEnd(39)} ${due.padEnd(20)} ${row.state_words}${note}${empty}`,
    );
  }
  for (const moved of view.moved) {
    terminal.out(`${movedInWords(moved)} (${moved.because})`);
  }
  for (const open of view.decisions) terminal.out(`Open: ${open.question} ${open.words}`);
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
