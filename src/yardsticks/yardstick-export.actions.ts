import { Problem } from "../kit/problem.ts";
import type { Download } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { givenFile, resolved } from "./convert-yardstick.ts";
import { catalogOfYardstick, writeOscal } from "./oscal/write-oscal.ts";
import { requireYardstick } from "./yardsticks.actions.ts";
import { yardstickFiles, yardstickKnownAt, yardstickText } from "./yardsticks.store.ts";

/**
 * A yardstick as OSCAL: a catalogue or profile that was imported as OSCAL goes out whole, resolved,
 * with its parameters; any other as a catalogue made of its groups and items.
 */
export async function exportOscal(work: Work, name: string): Promise<Download> {
  const yardstick = await requireYardstick(work, name);
  const fileName = `${yardstick.id}-${yardstick.version}.oscal.json`;
  const files = await yardstickFiles(work.transaction, yardstick);
  const root = files.find((each) => each.role === "file");
  if (root && yardstick.origin?.format.startsWith("oscal")) {
    const given = await givenFile({ file: root.name, bytes: root.bytes });
    const imports = files.filter((each) => each.role === "import");
    const beside = await Promise.all(
      imports.map((each) => givenFile({ file: each.name, bytes: each.bytes })),
    );
    return { fileName, content: writeOscal(resolved(given, beside).catalog) };
  }
  const knownAt = await yardstickKnownAt(work.transaction, yardstick);
  return { fileName, content: writeOscal(catalogOfYardstick(yardstick, knownAt)) };
}

/** A yardstick as its own file, byte for byte as it is digested. */
export async function exportOwn(work: Work, name: string): Promise<Download> {
  const yardstick = await requireYardstick(work, name);
  const full = `${yardstick.id}@${yardstick.version}`;
  const content = await yardstickText(work.transaction, full);
  if (content === undefined) throw new Problem("not-found", `There is no yardstick "${full}".`);
  const ending = content.startsWith("{") ? "json" : "yaml";
  return { fileName: `${yardstick.id}-${yardstick.version}.${ending}`, content };
}
