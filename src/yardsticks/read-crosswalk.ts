import { Problem } from "../kit/problem.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { type ControlTable, readControlTable } from "./control-table.ts";
import { clean } from "./items-of-table.ts";
import type { Yardstick } from "./yardstick.contract.ts";
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
 * before a colon. Items, and whole groups, are found by identifier or label, in
 * any case.
 * What a yardstick does not have is listed with its line as unmatched: crosswalks are often written
 * for another release.
 * Refuses, in one sentence with the line: a relation that is not known, an item that stands there
 * twice with the same targets, a table without columns for source and targets, and one of whose
 * names more are unknown than known.
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
    ...relationsOf(table, columns, source, target),
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
): Pick<Crosswalk, "relations" | "unmatched"> {
  const sources = new Names(source, "source");
  const targets = new Names(target, "target");
  const seen = new Set<string>();
  const relations = table.rows.flatMap(({ line, cells }, no): Relation[] => {
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
    const found = sources.find(name, line);
    const relation = relationOf(cell(columns.relation), wanted.length > 0, place);
    const ids = wanted.map((each) => targets.find(each, line)).filter((id) => id !== undefined);
    if (found === undefined) return [];
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
  for (const names of [sources, targets]) names.refuseIfStrange(table.file);
  return { relations, unmatched: [...sources.unmatched, ...targets.unmatched] };
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

/** The items and groups of a yardstick by identifier and label, in any case; items come first. */
class Names {
  readonly unmatched: Crosswalk["unmatched"] = [];
  private readonly byName = new Map<string, string>();
  private readonly yardstick: Yardstick;
  private readonly side: "source" | "target";
  private known = 0;

  constructor(yardstick: Yardstick, side: "source" | "target") {
    this.yardstick = yardstick;
    this.side = side;
    for (const { id } of yardstick.groups ?? []) this.byName.set(id.toLowerCase(), id);
    for (const { label, id } of yardstick.items) {
      if (label !== undefined) this.byName.set(label.toLowerCase(), id);
    }
    for (const { id } of yardstick.items) this.byName.set(id.toLowerCase(), id);
  }

  find(name: string, line: number): string | undefined {
    const found = this.byName.get(name.toLowerCase());
    if (found === undefined) {
      this.unmatched.push({ line, side: this.side, name: name.slice(0, 120) });
    } else this.known += 1;
    return found;
  }

  refuseIfStrange(file: string): void {
    const [first] = this.unmatched;
    if (!first || this.unmatched.length <= this.known) return;
    const { id, version } = this.yardstick;
    const sentence = `${id}@${version} has no item ${first.name}, and of ${this.unmatched.length + this.known} names only ${this.known} are in it; name another yardstick as ${this.side}.`;
    throw new Problem("bad-input", sentence, { file, line: first.line });
  }
}
