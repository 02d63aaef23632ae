import type { Command } from "commander";
import { inTotoPayloadType } from "../attestations/attestations.contract.ts";
import { openKeyFile } from "../attestations/key-files.commands.ts";
import { counted } from "../kit/counted-words.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { JointProduct, ProductChanged } from "./products.contract.ts";

interface NewOptions {
  readonly title: string;
  readonly section: readonly string[];
  readonly alsoSign: readonly string[];
}
interface SectionOptions {
  readonly text: string;
}
interface SignOptions {
  readonly key: string;
  readonly passphraseFile?: string;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Adds `product new|section|sign|deliver|show` to the command line. */
export function productsCommands(program: Command, terminal: Terminal): void {
  const product = program.command("product").description("joint products of several authors");
  product
    .command("new <ORDER> <TASK>")
    .description("begin a joint product: who writes which section")
    .requiredOption("--title <WORDS>", "its title")
    .option("--section <OFFICE=TITLE>", "a section and the office that writes it", collect, [])
    .option("--also-sign <OFFICE>", "an office that signs without a section", collect, [])
    .action((order: string, task: string, options: NewOptions) =>
      begin(terminal, pathOf(order, task), options),
    );
  product
    .command("section <ORDER> <TASK> <NUMBER>")
    .description("write a section, as a holder of its office")
    .requiredOption("--text <FILE>", "the file with its text")
    .action((order: string, task: string, section: string, options: SectionOptions) =>
      write(terminal, pathOf(order, task), section, options),
    );
  product
    .command("sign <ORDER> <TASK>")
    .description("sign the whole for each office and seat that you hold")
    .requiredOption("--key <FILE>", "the file of your key")
    .option("--passphrase-file <FILE>", "take the passphrase from the first line of this file")
    .action((order: string, task: string, options: SignOptions) =>
      sign(terminal, pathOf(order, task), options),
    );
  product
    .command("deliver <ORDER> <TASK>")
    .description("deliver a product that all its authors have signed")
    .action(async (order: string, task: string) => {
      const path = `${pathOf(order, task)}/deliver`;
      told(terminal, await terminal.api.send(ProductChanged, "POST", path, {}));
    });
  product
    .command("show <ORDER> <TASK>")
    .description("its sections, who has signed, and what is missing")
    .action(async (order: string, task: string) => {
      const shown = await terminal.api.get(JointProduct, pathOf(order, task));
      if (terminal.wantsJson) return terminal.json(shown);
      for (const line of productInWords(shown)) terminal.out(line);
    });
}

const pathOf = (order: string, task: string): string =>
  `/api/orders/${encodeURIComponent(order)}/tasks/${encodeURIComponent(task)}/product`;

async function begin(terminal: Terminal, path: string, options: NewOptions): Promise<void> {
  const sections = options.section.map((given) => {
    const at = given.indexOf("=");
    if (at > 0) return { office: given.slice(0, at), title: given.slice(at + 1) };
    const sentence = `“${given}” names no office and title; write finance-office=Costs.`;
    throw new Problem("bad-input", sentence, { field: "--section" });
  });
  const also_sign = options.alsoSign.length === 0 ? {} : { also_sign: [...options.alsoSign] };
  const body = { title: options.title, sections, ...also_sign };
  told(terminal, await terminal.api.send(ProductChanged, "POST", path, body));
}

async function write(
  terminal: Terminal,
  path: string,
  section: string,
  options: SectionOptions,
): Promise<void> {
  const text = new TextDecoder().decode(await terminal.readFile(options.text));
  const way = `${path}/sections/${encodeURIComponent(section)}`;
  told(terminal, await terminal.api.send(ProductChanged, "POST", way, { text }));
}

async function sign(terminal: Terminal, path: string, options: SignOptions): Promise<void> {
  const { to_sign } = await terminal.api.get(JointProduct, path);
  const [first] = to_sign;
  if (first === undefined) {
    const sentence =
      "nothing of this product waits for you: you hold no office of its authors, a section is empty, or you have signed.";
    throw new Problem("refused", sentence);
  }
  terminal.note(`${first.predicate.consent}\n`);
  const key = await openKeyFile(terminal, options.key, options.passphraseFile);
  let answer: ProductChanged | undefined;
  for (const statement of to_sign) {
    const envelope = await signEnvelope(inTotoPayloadType, statement, key.pair);
    answer = await terminal.api.send(ProductChanged, "POST", `${path}/signatures`, { envelope });
  }
  if (answer !== undefined) told(terminal, answer);
}

function told(terminal: Terminal, answer: ProductChanged): void {
  if (terminal.wantsJson) return terminal.json(answer);
  for (const line of productInWords(answer.product)) terminal.out(line);
  if (answer.unchanged) terminal.note("Nothing was changed: it stood so already.");
}

/** A joint product in a few lines. */
export function productInWords(product: JointProduct): string[] {
  const { title, sections, authors, delivered, due, complete, digest } = product;
  const end = due === null ? "no date yet" : `due ${due}`;
  const stands =
    delivered !== null
      ? `delivered on ${delivered}`
      : complete
        ? "signed by all, not delivered"
        : "not complete";
  return [
    `${title}: ${stands}, ${end}`,
    `  SHA-256 ${digest}`,
    ...sections.map(
      ({ section, title: of, office, by_name }) =>
        `  ${section}. ${of} (${office}): ${by_name === null ? "not written" : `written by ${by_name}`}`,
    ),
    ...authors.map(
      ({ title: of, needed, signed, waits_for }) =>
        `  ${of}: ${waits_for === "" ? `signed, ${counted(signed, "signature")} of ${needed} needed` : waits_for}`,
    ),
  ];
}
