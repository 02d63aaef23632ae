import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { MappingImport, MappingList } from "./evidence.contract.ts";
import { readMapping } from "./read-mapping.ts";

const shipped = fileURLToPath(new URL("../../policy/mappings/", import.meta.url));

/** The path of a mapping: a file of that name, or one that ships as `ID-VERSION.yaml`. */
export async function mappingPath(name: string): Promise<string | undefined> {
  if (existsSync(name)) return name;
  const [id = "", version] = name.split("@");
  if (!/^[a-z0-9-]+$/.test(id)) return undefined;
  const files = existsSync(shipped) ? await readdir(shipped) : [];
  const found = files
    .filter((file) =>
      version === undefined
        ? new RegExp(`^${id}-[0-9.]+\\.yaml$`).test(file)
        : file === `${id}-${version}.yaml`,
    )
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const newest = found.at(-1);
  return newest === undefined ? undefined : join(shipped, newest);
}

/** `mapping check|import|list`. */
export function mappingCommands(program: Command, terminal: Terminal): void {
  const mapping = program.command("mapping").description("how files become observations");

  mapping
    .command("check")
    .description("read a mapping and say what is wrong with it; needs no server")
    .argument("<file>", "a YAML file")
    .action(async (file: string) => {
      const value = readMapping(await terminal.readFile(file), file);
      if (terminal.wantsJson) return terminal.json(value);
      terminal.out(`${value.id}@${value.version}: ${value.kind} of ${value.source}. Sound.`);
    });

  mapping
    .command("import")
    .description("import a mapping")
    .argument("<file>", "a YAML file")
    .action(async (file: string) => {
      const answer = await terminal.api.upload(MappingImport, "/api/mappings", { file });
      if (terminal.wantsJson) return terminal.json(answer);
      const done = answer.unchanged ? "is there already" : "imported";
      terminal.out(`${answer.id}@${answer.version} ${done}, digest ${answer.digest}.`);
    });

  mapping
    .command("list")
    .description("list mappings")
    .action(async () => {
      const { mappings } = await terminal.api.get(MappingList, "/api/mappings");
      if (terminal.wantsJson) return terminal.json(mappings);
      for (const each of mappings) {
        terminal.out(`${each.id}@${each.version}  ${each.kind} of ${each.source}  ${each.title}`);
      }
    });
}
