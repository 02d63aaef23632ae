import { counted } from "../kit/counted-words.ts";
import type { Command } from "commander";
import { dayInWords } from "../kit/calendar.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import {
  type CollectionView,
  CollectionDetail,
  CollectionPage,
  CorrectionAnswer,
  DueAnswer,
  EvidenceImport,
  RetirementAnswer,
  type UnmatchedOwner,
} from "./evidence.contract.ts";
import { mappingCommands, mappingPath } from "./mappings.commands.ts";
import { readMapping } from "./read-mapping.ts";

interface ImportOptions {
  readonly mapping: string;
  readonly inventory?: string;
  readonly inventoryMapping?: string;
  readonly revises?: string;
  readonly day?: string;
  readonly dryRun?: boolean;
}

/** The name of the mapping by which an inventory is read, when nobody says it. */
async function inventoryMappingOf(terminal: Terminal, path: string): Promise<string | undefined> {
  const mapping = readMapping(await terminal.readFile(path), path);
  if (mapping.kind === "inventory") return undefined;
  const owner =
    mapping.kind === "units" && "inventory" in mapping.owner ? [mapping.owner.inventory] : [];
  const all = new Set([...owner, ...(mapping.held_against ?? []).map((each) => each.mapping)]);
  return all.size === 1 ? [...all][0] : undefined;
}

async function importFile(terminal: Terminal, file: string, options: ImportOptions): Promise<void> {
  const mapping = await mappingPath(options.mapping);
  const other =
    options.inventoryMapping ??
    (options.inventory !== undefined && mapping !== undefined
      ? await inventoryMappingOf(terminal, mapping)
      : undefined);
  const otherPath =
    options.inventory === undefined || other === undefined ? undefined : await mappingPath(other);
  const answer = await terminal.api.upload(
    EvidenceImport,
    "/api/evidence/imports",
    { mapping, inventory_mapping: otherPath, inventory: options.inventory, file },
    {
      mapping_name: mapping === undefined ? options.mapping : undefined,
      inventory_mapping_name: otherPath === undefined ? other : undefined,
      revises: options.revises,
      day: options.day,
      dry_run: options.dryRun,
    },
  );
  if (terminal.wantsJson) terminal.json(answer);
  else printImport(terminal, answer);
}

function printImport(terminal: Terminal, answer: EvidenceImport): void {
  const { collection, inventory, difference } = answer;
  const done = answer.dry_run
    ? "would be kept as"
    : answer.unchanged
      ? "is there already as"
      : "kept as";
  terminal.out(`${collection.file_name}  ${done} ${collection.id}`);
  terminal.out(
    `  speaks for ${dayInWords(collection.day)}; ${counted(collection.rows, "row")}, ${answer.units === 0 ? "counts" : counted(answer.units, "unit")} of ${counted(answer.owners, "owner")}`,
  );
  terminal.out(`  SHA-256 ${collection.file_digest}`);
  if (inventory) {
    terminal.out(
      `${inventory.file_name}  inventory ${inventory.id}, ${counted(inventory.rows, "row")}`,
    );
  }
  for (const note of answer.notes) terminal.out(`  ${note}`);
  printUnmatched(terminal, "outside", answer.unmatched);
  printUnmatched(terminal, "outside, in the inventory", answer.inventory_unmatched);
  if (!difference) return;
  printDifference(terminal, difference);
}

const mostRows = 20;

function printDifference(
  terminal: Terminal,
  { revises, added, removed, changed, rows }: NonNullable<EvidenceImport["difference"]>,
): void {
  const [more, fewer, other] = [added, removed, changed].map((count) => count.toLocaleString("en"));
  terminal.out(`  revises ${revises}: ${more} added, ${fewer} removed, ${other} changed`);
  for (const row of rows.slice(0, mostRows)) {
    terminal.out(`    ${row.name}: ${row.before || "not there"} -> ${row.after || "not there"}`);
  }
  const rest = added + removed + changed - Math.min(rows.length, mostRows);
  if (rest > 0) terminal.out(`    and ${rest.toLocaleString("en")} more`);
}

function printUnmatched(
  terminal: Terminal,
  label: string,
  owners: readonly UnmatchedOwner[],
): void {
  for (const { name, rows, nearest } of owners.slice(0, 50)) {
    const near = nearest.map((each) => each.name).join("; ");
    const words = name === "" ? "(no owner in the inventory)" : name;
    terminal.out(
      `  ${label}: ${words}, ${counted(rows, "row")}${near === "" ? "" : `; nearest: ${near}`}`,
    );
  }
  if (owners.length > 50) terminal.out(`  ${label}: and ${owners.length - 50} more; see --json`);
}

async function listCollections(terminal: Terminal): Promise<void> {
  const all: CollectionView[] = [];
  let after = "";
  do {
    const page = await terminal.api.get(CollectionPage, "/api/evidence/collections", {
      after: after === "" ? undefined : after,
      limit: 1000,
    });
    all.push(...page.collections);
    after = page.next;
  } while (after !== "");
  if (terminal.wantsJson) return terminal.json(all);
  if (all.length === 0) terminal.out("No evidence yet: `evidence import FILE --mapping M`.");
  for (const each of all) {
    const what =
      each.kind === "due" ? "due, not delivered" : `${counted(each.rows, "row")}, ${each.kind}`;
    const revises = each.revises === null ? "" : `, revises ${each.revises}`;
    terminal.out(`${each.day}  ${each.id}  ${what}${revises}  ${each.mapping}`);
  }
}

function importCommands(evidence: Command, terminal: Terminal): void {
  evidence
    .command("import")
    .description("import one delivery of a source by a mapping")
    .argument("<file>", "a CSV file, packed with gzip or not")
    .requiredOption("--mapping <mapping>", "a YAML file, or ID@VERSION of a mapping that is known")
    .option("--inventory <file>", "the list of what there was on that day")
    .option(
      "--inventory-mapping <mapping>",
      "by what the inventory is read, if several are possible",
    )
    .option("--revises <id>", "the collection of the same day that this one revises")
    .option("--day <day>", "the day that the file speaks for, where its name does not say it")
    .option("--dry-run", "only say what would be done")
    .action((file: string, options: ImportOptions) => importFile(terminal, file, options));

  evidence
    .command("list")
    .description("list collections, newest day first")
    .action(() => listCollections(terminal));

  evidence
    .command("show")
    .description("show one collection with its corrections and its difference from what it revises")
    .argument("<collection>", "its identifier")
    .action(async (id: string) => {
      const answer = await terminal.api.get(
        CollectionDetail,
        `/api/evidence/collections/${encodeURIComponent(id)}`,
      );
      if (terminal.wantsJson) return terminal.json(answer);
      const { collection, difference, corrections } = answer;
      terminal.out(
        `${collection.id}: ${counted(collection.rows, "row")} of ${dayInWords(collection.day)}`,
      );
      for (const row of difference?.rows ?? []) {
        terminal.out(`  ${row.name}: ${row.before || "not there"} -> ${row.after || "not there"}`);
      }
      for (const each of corrections) {
        terminal.out(
          `  ${each.unit}, ${each.part}: ${each.from}, corrected to ${each.to} by ${each.by} (${each.reason})`,
        );
      }
    });
}

function actCommands(evidence: Command, terminal: Terminal): void {
  evidence
    .command("due")
    .description("record that a source was to deliver on a day")
    .argument("<source>", "such as pulse")
    .argument("<date>", "such as 2026-08-09")
    .action((source: string, day: string) => recordDue(terminal, source, day));

  evidence
    .command("correct")
    .description("set right one part of one unit; the source's own value stays beside it")
    .argument("<collection>", "its identifier")
    .argument("<unit>", "such as a host")
    .argument("<part>", "such as https")
    .argument("<state>", "good, bad or unknown")
    .requiredOption("--reason <words>", "why")
    .action(
      (
        collection: string,
        unit: string,
        part: string,
        state: string,
        { reason }: { reason: string },
      ) => correct(terminal, { collection, unit, part, state, reason }),
    );

  evidence
    .command("retire")
    .description("retire units of a source: from the day on they are not expected")
    .argument("<source>", "such as pulse")
    .argument("<unit...>", "the units, one by one")
    .requiredOption("--on <day>", "the day from which they are no more")
    .requiredOption("--reason <words>", "why")
    .option("--owner <name>", "whose they were, where the source delivers bare counts")
    .action((source: string, units: string[], options: RetireOptions) =>
      retire(terminal, { source, units, ...options }),
    );
}

interface RetireOptions {
  readonly on: string;
  readonly reason: string;
  readonly owner?: string;
}

async function recordDue(terminal: Terminal, source: string, day: string): Promise<void> {
  const body = { source, day };
  const answer = await terminal.api.send(DueAnswer, "POST", "/api/evidence/due", body);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(
    answer.collection.kind === "delivered"
      ? `${source} delivered ${dayInWords(day)} already (${answer.collection.id}).`
      : `${source} is due on ${dayInWords(day)}; until it delivers, what is expected is unknown.`,
  );
}

async function correct(terminal: Terminal, body: object): Promise<void> {
  const path = "/api/evidence/corrections";
  const answer = await terminal.api.send(CorrectionAnswer, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(`${answer.unit}, ${answer.part}: ${answer.from} -> ${answer.to}.`);
}

async function retire(terminal: Terminal, body: object): Promise<void> {
  const path = "/api/evidence/retirements";
  const answer = await terminal.api.send(RetirementAnswer, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const units = answer.units === 1 ? "unit" : "units";
  terminal.out(`${answer.units} ${units} of ${answer.source} retired.`);
}

/** `evidence import|list|show|due|correct|retire` and `mapping check|import|list`. */
export function evidenceCommands(program: Command, terminal: Terminal): void {
  const evidence = program.command("evidence").description("what sources measured");
  importCommands(evidence, terminal);
  actCommands(evidence, terminal);
  mappingCommands(program, terminal);
}
