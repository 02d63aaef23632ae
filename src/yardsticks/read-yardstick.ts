import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { readYaml } from "../kit/read-yaml.ts";
import { type Yardstick, YardstickFile } from "./yardstick.contract.ts";

/**
 * Reads a yardstick from YAML. Its digest is the SHA-256 of the file as it stands.
 * Refuses (bad-input), with line and field: another shape, an item that stands there twice, a share
 * that does not say what it counts.
 */
export function readYardstick(content: string | Uint8Array, file: string): Yardstick {
  const { value, placeOf } = readYaml(YardstickFile, content, file);
  const seen = new Set<string>();
  for (const [at, item] of value.items.entries()) {
    if (seen.has(item.id)) {
      const sentence = `the item ${item.id} stands here twice; give one of them another id.`;
      throw new Problem("bad-input", sentence, placeOf(["items", at, "id"]));
    }
    seen.add(item.id);
    if (item.scale === "share" && item.units === undefined) {
      const sentence = `the item ${item.id} is a share and does not say of what; add \`units\`, such as hosts.`;
      throw new Problem("bad-input", sentence, placeOf(["items", at]));
    }
  }
  return { ...value, digest: sha256(content) };
}
