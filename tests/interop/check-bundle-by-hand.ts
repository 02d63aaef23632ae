import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readZip } from "../../src/kit/zip.ts";
import { demoStory, storyBundle } from "../support/bundle-story.ts";
import { runTool } from "./run-tool.ts";

const needed = ["python3", "openssl", "sha256sum"] as const;

/** What every command of the page has to say, in this order. */
const promised = [
  "every file is as listed",
  "Signature Verified Successfully",
  "Signature Verified Successfully",
  "acts are in the log of",
  "ratings stand on their counts",
  "528 counts follow from the raw files",
] as const;

/** The commands of CHECK-BY-HAND.md, as a stranger copies them. */
function commandsOf(page: string): string {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block).join("");
}

/**
 * Unpacks a bundle with Python's zipfile and runs every command of its CHECK-BY-HAND.md with tools
 * that we did not write; then turns one letter of a file, and expects to be told.
 */
export async function checkBundleByHand(): Promise<{ absent: string; fault: string | null }> {
  const directory = mkdtempSync(join(tmpdir(), "muster-by-hand-"));
  try {
    for (const tool of needed) {
      if ((await runTool(tool, ["--version"], directory)).code === null) {
        return { absent: tool, fault: null };
      }
    }
    const { bytes } = await storyBundle(demoStory);
    const archive = join(directory, "bundle.zip");
    writeFileSync(archive, bytes);
    const test = await runTool("python3", ["-m", "zipfile", "--test", archive], directory);
    if (test.code !== 0) return { absent: "", fault: test.said };
    const folder = join(directory, "unpacked");
    const unpack = await runTool("python3", ["-m", "zipfile", "-e", archive, folder], directory);
    if (unpack.code !== 0) return { absent: "", fault: unpack.said };
    return { absent: "", fault: await runCommands(bytes, folder) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runCommands(bytes: Uint8Array, folder: string): Promise<string | null> {
  const entries = new Map(readZip(bytes).map(({ name, content }) => [name, content]));
  const page = new TextDecoder().decode(entries.get("CHECK-BY-HAND.md"));
  const script = join(dirname(folder), "commands.sh");
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, commandsOf(page));
  const run = await runTool("sh", ["-e", script], folder);
  let from = 0;
  for (const sentence of promised) {
    const at = run.said.indexOf(sentence, from);
    if (at === -1) return `"${sentence}" was promised; the commands said: ${run.said}`;
    from = at + sentence.length;
  }
  writeFileSync(join(folder, "ratings.csv"), "changed");
  const again = await runTool("sh", ["-e", script], folder);
  if (again.said.includes(promised[0]) || !again.said.includes("ratings.csv: FAILED")) {
    return `a changed file was not told: ${again.said}`;
  }
  return run.code === 0 ? null : `the commands ended with ${run.code}: ${run.said}`;
}
