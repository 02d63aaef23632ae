import type { Command } from "commander";
import { Type } from "typebox";
import { sha256 } from "../kit/canonical-json.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { StoredMethodology } from "../reviews/reviews.contract.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { MethodologyImport } from "./determination-views.contract.ts";
import { Problem } from "../kit/problem.ts";
import { checkAgainstYardstick } from "./methodology.ts";
import { MethodologyExplained } from "./methodology-comparison.contract.ts";
import { withItems } from "./methodology-groups.ts";
import { methodologyLines } from "./methodology-terminal-words.ts";
import { methodologyInWords, type MethodologySection } from "./methodology-words.ts";
import { readMethodology } from "./read-methodology.ts";

const MethodologyList = Type.Object({ methodologies: Type.Array(StoredMethodology) });

/** Adds `methodology check`, `methodology import` and `methodology list`. */
export function methodologiesCommands(program: Command, terminal: Terminal): void {
  const methodology = program
    .command("methodology")
    .description("the published rules that turn values into ratings");
  methodology
    .command("check <FILE>")
    .description("read a methodology and say what is wrong with it; needs no server")
    .option("--yardstick <FILE>", "hold its items against this yardstick")
    .action((file: string, options: { readonly yardstick?: string }) =>
      check(terminal, file, options.yardstick),
    );
  methodology
    .command("explain <M>")
    .description("say a methodology in words: one of the instance as id@version, or a file")
    .option("--yardstick <FILE>", "with a file: the yardstick that it rates")
    .action((name: string, options: { readonly yardstick?: string }) =>
      explain(terminal, name, options.yardstick),
    );
  methodology
    .command("import <FILE>")
    .description("import a methodology")
    .action((file: string) => importFile(terminal, file));
  methodology
    .command("list")
    .description("list methodologies with their digests")
    .action(() => list(terminal));
}

async function check(
  terminal: Terminal,
  file: string,
  yardstick: string | undefined,
): Promise<void> {
  const content = await terminal.readFile(file);
  const read = readMethodology(content, file);
  if (yardstick !== undefined) {
    const held = readYardstick(await terminal.readFile(yardstick), yardstick);
    checkAgainstYardstick(read, held, file);
    withItems(read, held, file);
  }
  const { id, version } = read;
  const digest = sha256(content);
  const labels = read.labels.map(({ name, fromPercent }) => `${name} from ${fromPercent} %`);
  if (terminal.wantsJson) return terminal.json({ id, version, digest, yardstick: read.yardstick });
  if (yardstick === undefined) {
    terminal.note(
      `Its items were not looked up in ${read.yardstick}; add --yardstick FILE for that.`,
    );
  }
  terminal.out(`${id}@${version}: ${labels.toReversed().join(", ")}. Sound. Digest ${digest}.`);
}

async function explain(
  terminal: Terminal,
  name: string,
  yardstick: string | undefined,
): Promise<void> {
  const explained = /^[a-z0-9-]+@[0-9.]+$/u.test(name)
    ? await terminal.api.get(MethodologyExplained, `/api/methodologies/${encodeURIComponent(name)}`)
    : { sections: await fileInWords(terminal, name, yardstick) };
  if (terminal.wantsJson) return terminal.json(explained);
  for (const line of methodologyLines(explained.sections)) terminal.out(line);
}

async function fileInWords(
  terminal: Terminal,
  file: string,
  yardstick: string | undefined,
): Promise<MethodologySection[]> {
  const read = readMethodology(await terminal.readFile(file), file);
  if (yardstick === undefined) {
    const sentence = `say which file holds the yardstick ${read.yardstick}: add --yardstick FILE.`;
    throw new Problem("bad-input", sentence, { file });
  }
  const held = readYardstick(await terminal.readFile(yardstick), yardstick);
  checkAgainstYardstick(read, held, file);
  return methodologyInWords(withItems(read, held, file), held);
}

async function importFile(terminal: Terminal, file: string): Promise<void> {
  readMethodology(await terminal.readFile(file), file);
  const answer = await terminal.api.upload(MethodologyImport, "/api/methodologies", { file });
  if (terminal.wantsJson) return terminal.json(answer);
  const { id, version, digest } = answer;
  terminal.out(
    answer.unchanged
      ? `${id}@${version} is there already; nothing was changed.`
      : `${id}@${version} imported, digest ${digest}.`,
  );
}

async function list(terminal: Terminal): Promise<void> {
  const { methodologies } = await terminal.api.get(MethodologyList, "/api/methodologies");
  if (terminal.wantsJson) return terminal.json(methodologies);
  if (methodologies.length === 0) {
    terminal.out("No methodology yet: bring one with `methodology import`.");
  }
  for (const { id, version, yardstick, digest } of methodologies) {
    terminal.out(`${id}@${version}  rates ${yardstick}  ${digest}`);
  }
}
