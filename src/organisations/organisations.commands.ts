import { counted } from "../kit/counted-words.ts";
import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";
import {
  AliasApproved,
  type Organisation,
  OrganisationChanged,
  OrganisationImport,
  OrganisationPage,
} from "./organisations.contract.ts";

interface ImportOptions {
  readonly column?: string;
  readonly parentColumn?: string;
  readonly kindColumn?: string;
  readonly create?: string;
  readonly encoding?: string;
  readonly dryRun?: boolean;
}

interface AliasOptions {
  readonly from?: string;
  readonly until?: string;
  readonly reason: string;
}

interface ChangeOptions {
  readonly on: string;
  readonly before: string[];
  readonly after?: string[];
  readonly name?: string;
  readonly reason: string;
}

/** `org import|list|alias|change`. */
export function organisationsCommands(program: Command, terminal: Terminal): void {
  const org = program.command("org").description("organisations, their names and their tree");

  org
    .command("import")
    .description("import organisations from CSV with the columns name, parent and kind")
    .argument("<file>", "a CSV file, packed with gzip or not")
    .option("--column <name>", "the column of names, if it is not `name`")
    .option("--parent-column <name>", "the column of parents, if it is not `parent`")
    .option("--kind-column <name>", "the column of kinds, if it is not `kind`")
    .option("--create <which>", "which unknown names to make: unlike (known ones), all or none")
    .option("--encoding <name>", "how the file is written, if not in utf-8: windows-1252")
    .option("--dry-run", "only say what would be done")
    .action(async (file: string, options: ImportOptions) => {
      const answer = await terminal.api.upload(
        OrganisationImport,
        "/api/organisations/import",
        { file },
        {
          name_column: options.column,
          parent_column: options.parentColumn,
          kind_column: options.kindColumn,
          create: options.create,
          encoding: options.encoding,
          dry_run: options.dryRun,
        },
      );
      if (terminal.wantsJson) terminal.json(answer);
      else printImport(terminal, answer);
    });

  org
    .command("list")
    .description("list organisations as a tree")
    .option("--on <day>", "as called and placed on a day")
    .action(async (options: { on?: string }) => {
      const all = await allOrganisations(terminal, options.on);
      if (terminal.wantsJson) return terminal.json(all);
      for (const line of treeLines(all)) terminal.out(line);
      terminal.out(`${all.length} in all.`);
    });

  org
    .command("alias")
    .description("approve that a name means an organisation")
    .argument("<organisation>", "its identifier")
    .argument("<name>", "the name as sources write it")
    .requiredOption("--reason <words>", "why it is the same organisation")
    .option("--from <day>", "first day on which the name means it")
    .option("--until <day>", "first day on which it no longer does")
    .action(async (organisation: string, name: string, options: AliasOptions) => {
      const answer = await terminal.api.send(AliasApproved, "POST", "/api/organisations/aliases", {
        organisation,
        name,
        ...options,
      });
      if (terminal.wantsJson) return terminal.json(answer);
      const done = answer.unchanged ? "already means" : "now means";
      terminal.out(`"${answer.name}" ${done} ${answer.organisation}.`);
    });

  org
    .command("change")
    .description("record that organisations were renamed, merged or split")
    .argument("<kind>", "rename, merge or split")
    .requiredOption("--on <day>", "the day from which it holds")
    .requiredOption("--before <id...>", "who there was before")
    .option("--after <id...>", "who there is after; for a rename the same as before")
    .option("--name <name>", "the new name, for a rename")
    .requiredOption("--reason <words>", "by what authority, or why")
    .action(async (kind: string, options: ChangeOptions) => {
      const answer = await terminal.api.send(
        OrganisationChanged,
        "POST",
        "/api/organisations/changes",
        { kind, ...options, after: options.after ?? (kind === "rename" ? options.before : []) },
      );
      if (terminal.wantsJson) terminal.json(answer);
      else terminal.out(`${answer.words}.`);
    });
}

function printImport(terminal: Terminal, answer: OrganisationImport): void {
  for (const { name, nearest, line } of answer.held_back) {
    const near = nearest.map((each) => `${each.name} (${each.organisation})`).join("; ");
    terminal.out(`not known, line ${line}: ${name}`);
    if (near !== "") terminal.out(`  nearest: ${near}`);
  }
  for (const { name, id } of answer.created.slice(0, 20)) terminal.out(`new: ${name} (${id})`);
  if (answer.created.length > 20) terminal.out(`and ${answer.created.length - 20} more`);
  const verb = answer.dry_run ? "would be made" : "made";
  terminal.out(
    `${counted(answer.rows, "row")}: ${answer.known} known, ${answer.created.length} ${verb}, ${answer.moved.length} moved, ${answer.held_back.length} held back.`,
  );
  if (answer.held_back.length > 0) {
    terminal.note(
      "Names held back look like known ones: approve each with `org alias`, or import with --create all.",
    );
  }
}

async function allOrganisations(terminal: Terminal, on?: string): Promise<Organisation[]> {
  const all: Organisation[] = [];
  let after = "";
  do {
    const page = await terminal.api.get(OrganisationPage, "/api/organisations", {
      on,
      after: after === "" ? undefined : after,
      limit: 2000,
    });
    all.push(...page.organisations);
    after = page.next;
  } while (after !== "");
  return all;
}

function treeLines(all: readonly Organisation[]): string[] {
  const children = Map.groupBy(all, (each) => each.parent ?? "");
  const lines: string[] = [];
  const waiting = [...(children.get("") ?? [])].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const sign = next.kind === "system" ? " (system)" : "";
    lines.push(`${"  ".repeat(next.depth)}${next.name}  ${next.id}${sign}`);
    waiting.push(...[...(children.get(next.id) ?? [])].reverse());
  }
  return lines;
}
