import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { readYardstick } from "./read-yardstick.ts";
import { YardstickImport, YardstickList } from "./yardsticks.contract.ts";

/** `yardstick check|import|list`. */
export function yardsticksCommands(program: Command, terminal: Terminal): void {
  const yardstick = program.command("yardstick").description("what organisations are held to");

  yardstick
    .command("check")
    .description("read a yardstick and say what is wrong with it; needs no server")
    .argument("<file>", "a YAML file")
    .action(async (file: string) => {
      const value = readYardstick(await terminal.readFile(file), file);
      if (terminal.wantsJson) terminal.json(value);
      else terminal.out(`${value.id}@${value.version}: ${value.items.length} items. Sound.`);
    });

  yardstick
    .command("import")
    .description("import a yardstick")
    .argument("<file>", "a YAML file")
    .action(async (file: string) => {
      readYardstick(await terminal.readFile(file), file);
      const answer = await terminal.api.upload(YardstickImport, "/api/yardsticks", { file });
      if (terminal.wantsJson) return terminal.json(answer);
      const { id, version, digest, items } = answer.yardstick;
      terminal.out(
        answer.unchanged
          ? `${id}@${version} is there already; nothing was changed.`
          : `${id}@${version} imported: ${items.length} items, digest ${digest}.`,
      );
    });

  yardstick
    .command("list")
    .description("list yardsticks")
    .action(async () => {
      const answer = await terminal.api.get(YardstickList, "/api/yardsticks");
      if (terminal.wantsJson) return terminal.json(answer.yardsticks);
      for (const { id, version, title, digest } of answer.yardsticks) {
        terminal.out(`${id}@${version}  ${title}  ${digest}`);
      }
    });
}
