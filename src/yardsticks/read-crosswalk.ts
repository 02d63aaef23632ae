import { Problem } from "../kit/problem.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { type ControlTable, readControlTable } from "./control-table.ts";
import { clean } from "./items-of-table.ts";
import type { Yardstick, YardstickItem } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";
import type { Crosswalk, Relation, RelationKind } from "./yardstick-map.contract.ts";

/** Where a crosswalk's table has its source, its targets and the relation. */
interface CrosswalkColumns {
  readonly source: number;
  readonly targets: number;
  readonly relation: number;
}

const sourceNames = ["$$map_source_id_ref_list", "source", "subcategory", "from"];
const targetNames = ["$$map_target_id_ref_list", "target", "targets", "to"];
const relationNames = ["$$map_relationship", "relationship", "relation"];
const relations: readonly RelationKind[] = [
  "equal-to",
  "equivalent-to",
  "subset-of",
  "superset-of",
  "intersects-with",
  "no-relationship",
];

/**
 * Reads a crosswalk between two yardsticks from CSV or XLSX.
 * A row of words under the header that describes the columns is passed over; a row without targets
 * says that the item was looked at and has no counterpart; a source may be an identifier or stand
 * before a colon. Items are found by identifier or label, in any case.
 * Refuses, in one sentence with the line: an item that its yardstick does not have, a relation that
 * is not known, an item that stands there twice with the same targets, and a table without columns
 * for source and targets.
 */
export async function readCrosswalk(
  given: { readonly file: string; readonly bytes: Uint8Array },
  how: NonNullable<YardstickHow["table"]>,
  source: Yardstick,
  target: Yardstick,
): Promise<Crosswalk> {
  const { file, bytes } = given;
  const table = await readControlTable(bytes, file, how, (header) => columnsIn(header) !== null);
  const columns = columnsIn(table.header);
  if (!columns) {
    const sentence = "this names no columns `source` and `target`; name two columns like this.";
    throw new Problem("bad-input", sentence, { file, line: 1 });
  }
  return {
    format: "muster/yardstick-map/1",
    kind: "crosswalk",
    source: `${source.id}@${source.version}`,
    source_digest: source.digest,
    target: `${target.id}@${target.version}`,
    target_digest: target.digest,
    file,
    file_digest: sha256(bytes),
    relations: relationsOf(table, columns, source, target),
  };
}

function columnsIn(header: readonly string[]): CrosswalkColumns | null {
  const at = (names: readonly string[]): number =>
    header.findIndex((name) => names.includes(name.toLowerCase()));
  const targets = at(targetNames);
  // The file of CSF 1.1 names the column of its targets after the publication.
  const found =
    targets === -1 ? header.findIndex((name) => /^NIST SP 800-53\b/u.test(name)) : targets;
  const source = at(sourceNames);
  return source === -1 || found === -1
    ? null
    : { source, targets: found, relation: at(relationNames) };
}

function relationsOf(
  table: ControlTable,
  columns: CrosswalkColumns,
  source: Yardstick,
  target: Yardstick,
): Relation[] {
  const sources = new Names(source);
  const targets = new Names(target);
  const seen = new Set<string>();
  return table.rows.flatMap(({ line, cells }, no): Relation[] => {
    const place = { file: table.file, line };
    const cell = (at: number): string => clean(cells[at] ?? "");
    const name = (cell(columns.source).split(":")[0] ?? "").trim();
    const wanted = cell(columns.targets)
      .split(/[\s,;]+/u)
      .filter((each) => each !== "");
    if (no === 0 && isDescription(name, wanted)) return [];
    if (name === "") {
      if (wanted.length === 0) return [];
      throw new Problem("bad-input", "this row has targets and no source; name one.", place);
    }
    const found = sources.require(name, place);
    const relation = relationOf(cell(columns.relation), wanted.length > 0, place);
    const ids = wanted.map((each) => targets.require(each, place));
    const key = JSON.stringify([found, ids]);
    if (seen.has(key)) {
      throw new Problem(
        "bad-input",
        `${name} stands there twice with the same targets; keep one.`,
        place,
      );
    }
    seen.add(key);
    return [{ source: found, relation, targets: [...new Set(ids)] }];
  });
}

/** A row that says what the columns hold, instead of holding it. */
function isDescription(name: string, targets: readonly string[]): boolean {
  return /\s/u.test(name) && targets.length > 1 && targets.every((word) => !/\d/u.test(word));
}

function relationOf(
  text: string,
  hasTargets: boolean,
  place: { readonly file: string; readonly line: number },
): RelationKind {
  if (text === "") return hasTargets ? "related-to" : "none";
  const found = relations.find((each) => each === text.toLowerCase());
  if (found) return found;
  const sentence = `the relation "${text.slice(0, 40)}" is not known; expected ${relations.join(", ")} or nothing.`;
  throw new Problem("bad-input", sentence, place);
}

/** The items of a yardstick by identifier and label, in any case. */
class Names {
  private readonly byName = new Map<string, YardstickItem>();
  private readonly yardstick: Yardstick;

  constructor(yardstick: Yardstick) {
    this.yardstick = yardstick;
    for (const item of yardstick.items) {
      if (item.label !== undefined) this.byName.set(item.label.toLowerCase(), item);
    }
    for (const item of yardstick.items) this.byName.set(item.id.toLowerCase(), item);
  }

  require(name: string, place: { readonly file: string; readonly line: number }): string {
    const item = this.byName.get(name.toLowerCase());
    if (item) return item.id;
    const { id, version } = this.yardstick;
    const sentence = `${id}@${version} has no item ${name.slice(0, 60)}; mend the row, or name another yardstick.`;
    throw new Problem("bad-input", sentence, place);
  }
}
