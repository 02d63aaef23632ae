import { sha256 } from "../kit/canonical-json.ts";
import { checkShape, type Path, pathInWords } from "../kit/check-shape.ts";
import { Problem, type Place } from "../kit/problem.ts";
import { readYaml } from "../kit/read-yaml.ts";
import { readJsonFile } from "./read-json-file.ts";
import { type Yardstick, YardstickFile } from "./yardstick.contract.ts";

/**
 * Reads a yardstick from YAML, or from JSON where the text begins with `{`, which is quicker by far
 * for catalogues of a thousand items. Its digest is the SHA-256 of the file as it stands.
 * Refuses (bad-input), with line and field: another shape, an item that stands there twice, a share
 * that does not say what it counts, a group, parent or capability that names what is not there.
 */
export function readYardstick(content: string | Uint8Array, file: string): Yardstick {
  if (!isJson(content)) {
    const { value, placeOf } = readYaml(YardstickFile, content, file);
    return checkedYardstick(value, content, placeOf);
  }
  const placeOf = (path: Path): Place => ({ file, field: pathInWords(path) });
  return soundYardstick(readJsonFile(content, file), content, placeOf);
}

/**
 * The same from the value that a text of JSON says, for whoever wrote that text this moment.
 * Given: the text, of which the digest is taken; where a path stands, for refusals.
 */
export function soundYardstick(
  value: unknown,
  content: string | Uint8Array,
  placeOf: (path: Path) => Place,
): Yardstick {
  return checkedYardstick(checkShape(YardstickFile, value, placeOf), content, placeOf);
}

function checkedYardstick(
  value: YardstickFile,
  content: string | Uint8Array,
  placeOf: (path: Path) => Place,
): Yardstick {
  checkYardstickWords(value, placeOf);
  checkItems(value, placeOf);
  checkNamed(value, placeOf);
  return { ...value, digest: sha256(content) };
}

/**
 * Goes through all texts of a yardstick. Refuses (bad-input), with the place: a NUL character, which
 * ends a text in many tools and which no database keeps, and half a character (a surrogate alone),
 * which has no form in UTF-8.
 */
export function checkYardstickWords(value: YardstickFile, placeOf: (path: Path) => Place): void {
  const check = (words: string | undefined, ...path: Path): void => {
    if (words === undefined || (!words.includes("\u0000") && words.isWellFormed())) return;
    const what = words.includes("\u0000") ? "a NUL character" : "half a character";
    throw new Problem("bad-input", `this holds ${what}; take it out.`, placeOf(path));
  };
  check(value.title, "title");
  for (const [at, source] of value.sources.entries()) {
    check(source.title, "sources", at, "title");
    check(source.clause, "sources", at, "clause");
  }
  for (const [field, words] of Object.entries(value.origin ?? {})) {
    if (typeof words === "string") check(words, "origin", field);
  }
  for (const [at, { title, text }] of (value.capabilities ?? []).entries()) {
    check(title, "capabilities", at, "title");
    check(text, "capabilities", at, "text");
  }
  for (const [at, group] of (value.groups ?? []).entries()) {
    check(group.title, "groups", at, "title");
    check(group.guidance, "groups", at, "guidance");
    check(group.withdrawn?.words, "groups", at, "withdrawn", "words");
  }
  for (const [at, item] of value.items.entries()) {
    for (const field of ["label", "title", "text", "guidance", "units"] as const) {
      check(item[field], "items", at, field);
    }
    check(item.withdrawn?.words, "items", at, "withdrawn", "words");
  }
}

function isJson(content: string | Uint8Array): boolean {
  return typeof content === "string" ? content.startsWith("{") : content[0] === 0x7b;
}

function checkItems(value: YardstickFile, placeOf: (path: Path) => Place): void {
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
}

/** Every name that one part gives of another has to be there, and no group lies in itself. */
function checkNamed(value: YardstickFile, placeOf: (path: Path) => Place): void {
  const items = new Set<string>();
  const groups = new Map<string, string | undefined>();
  for (const [at, group] of (value.groups ?? []).entries()) {
    if (groups.has(group.id)) {
      const sentence = `the group ${group.id} stands here twice; give one of them another id.`;
      throw new Problem("bad-input", sentence, placeOf(["groups", at, "id"]));
    }
    // A parent has to stand above its parts, so that no group can lie in itself.
    if (group.parent !== undefined && !groups.has(group.parent)) {
      const sentence = `there is no group ${group.parent} above this one; name one that stands before it.`;
      throw new Problem("bad-input", sentence, placeOf(["groups", at, "parent"]));
    }
    groups.set(group.id, group.parent);
  }
  for (const [at, { group, parent, id }] of value.items.entries()) {
    if (group !== undefined && !groups.has(group)) {
      const sentence = `there is no group ${group}; add it to \`groups\`, or leave it out.`;
      throw new Problem("bad-input", sentence, placeOf(["items", at, "group"]));
    }
    if (parent !== undefined && !items.has(parent)) {
      const sentence = `there is no item ${parent} above this one; name one that stands before it.`;
      throw new Problem("bad-input", sentence, placeOf(["items", at, "parent"]));
    }
    items.add(id);
  }
  checkCapabilities(value, items, placeOf);
}

function checkCapabilities(
  value: YardstickFile,
  items: ReadonlySet<string>,
  placeOf: (path: Path) => Place,
): void {
  const withdrawn = new Set(value.items.filter((item) => item.withdrawn).map((item) => item.id));
  const seen = new Set<string>();
  for (const [at, capability] of (value.capabilities ?? []).entries()) {
    if (seen.has(capability.id)) {
      const sentence = `the capability ${capability.id} stands here twice; give one another id.`;
      throw new Problem("bad-input", sentence, placeOf(["capabilities", at, "id"]));
    }
    seen.add(capability.id);
    const named = new Set<string>();
    for (const [of, item] of capability.items.entries()) {
      const place = (): Place => placeOf(["capabilities", at, "items", of]);
      if (!items.has(item)) {
        throw new Problem(
          "bad-input",
          `there is no item ${item}; name one that is there.`,
          place(),
        );
      }
      if (withdrawn.has(item)) {
        const sentence = `the item ${item} is withdrawn; name one that can be answered.`;
        throw new Problem("bad-input", sentence, place());
      }
      if (named.has(item)) {
        throw new Problem("bad-input", `the item ${item} stands here twice; keep one.`, place());
      }
      named.add(item);
    }
  }
}
