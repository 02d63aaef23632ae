import { type Command, Option } from "commander";
import { counted, sizeInWords } from "../kit/counted-words.ts";
import { Problem } from "../kit/problem.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { writeWhole } from "../platform/terminal/write-file.ts";
import { convertYardstick, mergedHow, plainHow, readYardstickHow } from "./convert-yardstick.ts";
import { howOfFlags, type ImportFlagValues } from "./import-flags.ts";
import { jsonFileLimits } from "./read-json-file.ts";
import { Yardstick } from "./yardstick.contract.ts";
import { YardstickDiff } from "./yardstick-diff.contract.ts";
import { diffInWords, itemInWords, mapInWords, yardstickInWords } from "./yardstick-words.ts";
import {
  YardstickImport,
  YardstickList,
  YardstickMapAnswer,
  YardstickMapList,
} from "./yardsticks.contract.ts";

interface FileFlags extends ImportFlagValues {
  readonly how?: string;
  readonly with?: readonly string[];
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** Names the flags by which a file of others is read. */
function withFlags(command: Command): Command {
  return command
    .option("--how <file>", "a YAML file that says how to read it (muster/yardstick-import/1)")
    .option("--as <id@version>", "name and version of the yardstick")
    .option("--title <words>", "its title")
    .option(
      "--with <file>",
      "a catalogue or profile that it imports, by file or by id@version",
      collect,
    )
    .addOption(new Option("--items <what>", "what an item is").choices(["controls", "statements"]))
    .addOption(
      new Option("--scale <scale>", "how items are answered").choices(["yes-no", "level", "share"]),
    )
    .option("--units <words>", "what a share counts, such as systems")
    .addOption(
      new Option("--encoding <name>", "how a CSV is written").choices(["utf-8", "windows-1252"]),
    )
    .option("--delimiter <sign>", "what parts the cells of a CSV")
    .option("--sheet <name>", "the sheet of a workbook")
    .option("--header-line <number>", "the line of the column names")
    .option(
      "--column <field=name>",
      "which column holds id, title, text, guidance, group, withdrawn, scale or units",
      collect,
    )
    .option("--select <column>", "choose the items that this column marks")
    .option("--of <yardstick>", "the yardstick to choose them from")
    .option("--mark <text>", "what counts as a mark; x without", collect);
}

/** Which of the files beside are paths, and which are yardsticks that the server has. */
function beside(flags: FileFlags): { readonly paths: string[]; readonly stored: string[] } {
  const stored = (flags.with ?? []).filter(
    (each) => /^[a-z0-9-]+@[^/\\]+$/u.test(each) && !each.endsWith(".json"),
  );
  return { stored, paths: (flags.with ?? []).filter((each) => !stored.includes(each)) };
}

async function checkFile(terminal: Terminal, file: string, flags: FileFlags): Promise<void> {
  const { paths, stored } = beside(flags);
  if (stored.length > 0 || flags.select !== undefined) {
    const sentence = "what the server has is needed for this; use `yardstick import`.";
    throw new Problem("bad-input", sentence);
  }
  const said =
    flags.how === undefined
      ? plainHow
      : readYardstickHow(await terminal.readFile(flags.how), flags.how);
  const files = await Promise.all(
    paths.map(async (path) => ({ file: path, bytes: await terminal.readFile(path) })),
  );
  const given = { file, bytes: await terminal.readFile(file) };
  const how = mergedHow(said, howOfFlags(flags));
  const { yardstick, notes } = await convertYardstick(given, { how, howFile: flags.how, files });
  if (terminal.wantsJson) return terminal.json(yardstick);
  for (const note of notes) terminal.note(note);
  terminal.out(
    `${yardstick.id}@${yardstick.version}: ${counted(yardstick.items.length, "item")}. Sound.`,
  );
}

/** Refuses (too-large) here what the server would refuse without knowing the path. */
function checkSize(file: string, { length }: Uint8Array): void {
  const most = jsonFileLimits.bytes;
  if (length <= most) return;
  const sentence = `this file has ${sizeInWords(length)} and at most ${sizeInWords(most)} are taken, packed or not; split it.`;
  throw new Problem("too-large", sentence, { file });
}

async function importFile(terminal: Terminal, file: string, flags: FileFlags): Promise<void> {
  const { paths, stored } = beside(flags);
  if (paths.length > 8) {
    throw new Problem(
      "too-large",
      "at most eight files can be given by `--with`; import some first.",
    );
  }
  const how = howOfFlags({ ...flags, stored });
  for (const path of [file, ...paths]) checkSize(path, await terminal.readFile(path));
  const imports = Object.fromEntries(paths.map((path, at) => [`import_${at + 1}`, path]));
  const answer = await terminal.api.upload(
    YardstickImport,
    "/api/yardsticks",
    { how: flags.how, ...imports, file },
    { flags: Object.keys(how).length > 1 ? JSON.stringify(how) : undefined },
  );
  if (terminal.wantsJson) return terminal.json(answer);
  for (const note of answer.notes) terminal.note(note);
  const { id, version, digest, items, withdrawn } = answer.yardstick;
  const gone = withdrawn === 0 ? "" : `, ${withdrawn} of them withdrawn`;
  terminal.out(
    answer.unchanged
      ? `${id}@${version} is there already; nothing was changed.`
      : `${id}@${version} imported: ${counted(items, "item")}${gone}, digest ${digest}.`,
  );
}

interface MapFlags extends FileFlags {
  readonly file?: string;
  readonly strategy?: string;
}

async function map(terminal: Terminal, from: string, to: string, flags: MapFlags): Promise<void> {
  const { file, strategy } = flags;
  const path = `/api/yardsticks/${encodeURIComponent(from)}`;
  if (file !== undefined && strategy !== undefined) {
    throw new Problem("bad-input", "`--file` and `--strategy` are two things; give one of them.");
  }
  if (file === undefined && strategy === undefined) {
    const { maps } = await terminal.api.get(YardstickMapList, `${path}/maps`);
    const these = maps.filter((each) =>
      [each.map.source, each.map.target].some((name) => name === to || name.startsWith(`${to}@`)),
    );
    if (terminal.wantsJson) return terminal.json(these);
    if (these.length === 0) terminal.out(`There is no map between ${from} and ${to} yet.`);
    for (const each of these) for (const line of mapInWords(each.map)) terminal.out(line);
    return;
  }
  const how = howOfFlags(flags);
  const answer =
    file === undefined
      ? await terminal.api.send(
          YardstickMapAnswer,
          "POST",
          `${path}/successions/${encodeURIComponent(to)}`,
          { strategy },
        )
      : await terminal.api.upload(
          YardstickMapAnswer,
          `${path}/maps/${encodeURIComponent(to)}`,
          { how: flags.how, file },
          { flags: Object.keys(how).length > 1 ? JSON.stringify(how) : undefined },
        );
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.unchanged) terminal.note("This map is there already; nothing was changed.");
  for (const line of mapInWords(answer.map)) terminal.out(line);
}

async function exportTo(
  terminal: Terminal,
  name: string,
  flags: { readonly format: string; readonly out?: string },
): Promise<void> {
  if (flags.format !== "oscal" && flags.format !== "muster") {
    throw new Problem("bad-input", `expected the format oscal or muster, found "${flags.format}".`);
  }
  const last = flags.format === "oscal" ? "oscal" : "file";
  const bytes = await terminal.api.download(`/api/yardsticks/${encodeURIComponent(name)}/${last}`);
  if (flags.out === undefined) return terminal.content(new TextDecoder().decode(bytes));
  await writeWhole(flags.out, bytes);
  terminal.out(`${flags.out} written: ${counted(bytes.length, "byte")}.`);
}

async function show(
  terminal: Terminal,
  name: string,
  flags: { readonly item?: string },
): Promise<void> {
  const yardstick = await terminal.api.get(
    Yardstick,
    `/api/yardsticks/${encodeURIComponent(name)}`,
  );
  if (flags.item === undefined) {
    if (terminal.wantsJson) return terminal.json(yardstick);
    for (const line of yardstickInWords(yardstick)) terminal.out(line);
    return;
  }
  const wanted = flags.item.toLowerCase();
  const item = yardstick.items.find((each) =>
    [each.id, each.label].some((known) => known?.toLowerCase() === wanted),
  );
  if (!item)
    throw new Problem(
      "not-found",
      `${name} has no item "${flags.item}"; \`yardstick show ${name} --json\` lists them.`,
    );
  if (terminal.wantsJson) return terminal.json(item);
  for (const line of itemInWords(item)) terminal.out(line);
}

/** `yardstick check|import|list|show|diff|map|export`. */
export function yardsticksCommands(program: Command, terminal: Terminal): void {
  const yardstick = program.command("yardstick").description("what organisations are held to");

  withFlags(
    yardstick
      .command("check")
      .description("read a yardstick and say what is wrong with it; needs no server")
      .argument("<file>", "YAML, OSCAL in JSON, CSV or XLSX"),
  ).action((file: string, flags: FileFlags) => checkFile(terminal, file, flags));

  withFlags(
    yardstick
      .command("import")
      .description("import a yardstick: our own YAML, an OSCAL catalogue or profile, CSV or XLSX")
      .argument("<file>", "YAML, OSCAL in JSON, CSV or XLSX"),
  ).action((file: string, flags: FileFlags) => importFile(terminal, file, flags));

  yardstick
    .command("list")
    .description("list yardsticks")
    .action(async () => {
      const answer = await terminal.api.get(YardstickList, "/api/yardsticks");
      if (terminal.wantsJson) return terminal.json(answer.yardsticks);
      for (const { id, version, title, digest, items } of answer.yardsticks) {
        const count = items === null ? "" : `  ${counted(items, "item")}`;
        terminal.out(`${id}@${version}  ${title}${count}  ${digest}`);
      }
    });

  yardstick
    .command("show")
    .description("show a yardstick, or one item of it with its wording")
    .argument("<yardstick>", "id@version, or id for the newest")
    .option("--item <id>", "one item, by identifier or label")
    .action((name: string, flags: { item?: string }) => show(terminal, name, flags));

  yardstick
    .command("diff")
    .description("compare two yardsticks item by item")
    .argument("<older>", "id@version")
    .argument("<newer>", "id@version")
    .option("--all", "with renamed items and both wordings")
    .action(async (older: string, newer: string, flags: { all?: boolean }) => {
      const path = `/api/yardsticks/${encodeURIComponent(older)}/diff/${encodeURIComponent(newer)}`;
      const diff = await terminal.api.get(YardstickDiff, path);
      if (terminal.wantsJson) return terminal.json(diff);
      for (const line of diffInWords(diff, flags.all === true)) terminal.out(line);
    });

  withFlags(
    yardstick
      .command("map")
      .description(
        "bring a crosswalk between two yardsticks, or decide what becomes of answers; without either, show the maps there are",
      )
      .argument("<from>", "id@version")
      .argument("<to>", "id@version")
      .option("--file <file>", "a crosswalk in CSV or XLSX")
      .addOption(
        new Option("--strategy <strategy>", "what becomes of answers").choices([
          "keep",
          "ask-again",
          "rescale",
        ]),
      ),
  ).action((from: string, to: string, flags: MapFlags) => map(terminal, from, to, flags));

  yardstick
    .command("export")
    .description("write a yardstick as OSCAL, or as its own file")
    .argument("<yardstick>", "id@version, or id for the newest")
    .option("--format <format>", "oscal or muster", "oscal")
    .option("--out <file>", "where to write it; without, to the terminal")
    .action((name: string, flags: { format: string; out?: string }) =>
      exportTo(terminal, name, flags),
    );
}
