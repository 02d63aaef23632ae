import { checkShape, type Path, pathInWords } from "../../kit/check-shape.ts";
import { Problem, type Place } from "../../kit/problem.ts";
import { readJsonFile } from "../read-json-file.ts";
import {
  type Alter,
  type Catalog,
  CatalogFields,
  type Control,
  ControlFields,
  type CustomGroup,
  CustomGroupFields,
  type Group,
  GroupFields,
  type Part,
  PartFields,
  type Profile,
  ProfileFields,
} from "./oscal.contract.ts";

/** How much a catalogue may hold. */
export const oscalLimits = { controls: 20_000, depth: 12 } as const;

/** A file of OSCAL that was read: a catalogue or a profile. */
export type OscalFile =
  | { readonly kind: "catalog"; readonly catalog: Catalog }
  | { readonly kind: "profile"; readonly profile: Profile };

/**
 * Reads an OSCAL catalogue or profile in JSON (1.0.0 to 1.2.x).
 * Refuses, in one sentence with the place: what `readJsonFile` refuses, other models, versions that
 * are not known, fields that would change a meaning and are not known, ids of controls or
 * parameters that stand there twice, and too much or too deep content.
 */
export function readOscal(content: string | Uint8Array, file: string): OscalFile {
  return oscalOf(readJsonFile(content, file), file);
}

/** The same from JSON that was read already. */
export function oscalOf(value: unknown, file: string): OscalFile {
  const models = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const name = models.filter((each) => each !== "$schema").join(", ");
  const reader = new Reader(file);
  if (isRecord(value) && name === "catalog") {
    return { kind: "catalog", catalog: reader.catalog(value["catalog"]) };
  }
  if (isRecord(value) && name === "profile") {
    return { kind: "profile", profile: reader.profile(value["profile"]) };
  }
  const sentence = `expected one field, \`catalog\` or \`profile\`, as OSCAL in JSON has it, found ${
    name === "" ? "none" : name.slice(0, 80)
  }; give a catalogue or a profile.`;
  throw new Problem("bad-input", sentence, { file });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class Reader {
  private readonly file: string;
  private readonly controls = new Map<string, Path>();
  private readonly params = new Map<string, Path>();

  constructor(file: string) {
    this.file = file;
  }

  catalog(value: unknown): Catalog {
    const at: Path = ["catalog"];
    const { controls, groups, ...fields } = this.shape(CatalogFields, value, at);
    this.takeParams(fields.params, at);
    return {
      ...fields,
      ...(controls && { controls: this.controlsOf(controls, [...at, "controls"]) }),
      ...(groups && { groups: this.groupsOf(groups, [...at, "groups"]) }),
    };
  }

  profile(value: unknown): Profile {
    const at: Path = ["profile"];
    const fields = this.shape(ProfileFields, value, at);
    const { merge, modify } = fields;
    for (const [no, each] of fields.imports.entries()) {
      if (each["include-all"] && each["include-controls"]) {
        const sentence = "this includes all and some; keep `include-all` or `include-controls`.";
        this.refuse([...at, "imports", no], sentence);
      }
    }
    const ways = [merge?.flat, merge?.["as-is"], merge?.custom].filter((way) => way !== undefined);
    if (ways.length > 1) {
      this.refuse([...at, "merge"], "keep one of `flat`, `as-is` and `custom`.");
    }
    return {
      uuid: fields.uuid,
      metadata: fields.metadata,
      imports: fields.imports,
      combine: merge?.combine?.method ?? (merge?.combine ? "merge" : "keep"),
      structure: this.structure(merge, at),
      setParameters: modify?.["set-parameters"] ?? [],
      alters: (modify?.alters ?? []).map((each, no) =>
        this.alter(each, [...at, "modify", "alters", no]),
      ),
      backMatter: fields["back-matter"] ?? {},
    };
  }

  private structure(
    merge:
      | {
          "as-is"?: boolean;
          custom?: { groups?: unknown[]; "insert-controls"?: unknown[] };
        }
      | undefined,
    at: Path,
  ): Profile["structure"] {
    if (merge?.custom) {
      const here: Path = [...at, "merge", "custom"];
      const custom = this.shape(CustomGroupFields, { title: "", ...merge.custom }, here);
      return {
        kind: "custom",
        groups: (custom.groups ?? []).map((each, no) =>
          this.customGroup(each, [...here, "groups", no], 0),
        ),
        inserts: custom["insert-controls"] ?? [],
      };
    }
    return merge?.["as-is"] === true ? { kind: "as-is" } : { kind: "flat" };
  }

  private customGroup(value: unknown, at: Path, depth: number): CustomGroup {
    this.checkDepth(depth, at);
    const { parts, groups, ...fields } = this.shape(CustomGroupFields, value, at);
    this.takeParams(fields.params, at);
    return {
      ...fields,
      ...(parts && { parts: this.partsOf(parts, [...at, "parts"]) }),
      ...(groups && {
        groups: groups.map((each, no) => this.customGroup(each, [...at, "groups", no], depth + 1)),
      }),
    };
  }

  private alter(
    value: {
      "control-id": string;
      removes?: Alter["removes"][number][];
      adds?: (Omit<Alter["adds"][number], "parts"> & { parts?: unknown[] })[];
    },
    at: Path,
  ): Alter {
    return {
      "control-id": value["control-id"],
      removes: value.removes ?? [],
      adds: (value.adds ?? []).map(({ parts, ...add }, no) => ({
        ...add,
        ...(parts && { parts: this.partsOf(parts, [...at, "adds", no, "parts"]) }),
      })),
    };
  }

  private groupsOf(values: readonly unknown[], at: Path, depth = 0): Group[] {
    this.checkDepth(depth, at);
    return values.map((value, no) => {
      const here: Path = [...at, no];
      const { parts, controls, groups, ...fields } = this.shape(GroupFields, value, here);
      this.takeParams(fields.params, here);
      return {
        ...fields,
        ...(parts && { parts: this.partsOf(parts, [...here, "parts"]) }),
        ...(controls && { controls: this.controlsOf(controls, [...here, "controls"]) }),
        ...(groups && { groups: this.groupsOf(groups, [...here, "groups"], depth + 1) }),
      };
    });
  }

  private controlsOf(values: readonly unknown[], at: Path, depth = 0): Control[] {
    this.checkDepth(depth, at);
    return values.map((value, no) => {
      const here: Path = [...at, no];
      const { parts, controls, ...fields } = this.shape(ControlFields, value, here);
      this.take(this.controls, "control", fields.id, here);
      if (this.controls.size > oscalLimits.controls) {
        const sentence = `this has more than ${oscalLimits.controls} controls; split it.`;
        throw new Problem("too-large", sentence, this.place(here));
      }
      this.takeParams(fields.params, here);
      return {
        ...fields,
        ...(parts && { parts: this.partsOf(parts, [...here, "parts"]) }),
        ...(controls && { controls: this.controlsOf(controls, [...here, "controls"], depth + 1) }),
      };
    });
  }

  private partsOf(values: readonly unknown[], at: Path, depth = 0): Part[] {
    this.checkDepth(depth, at);
    return values.map((value, no) => {
      const here: Path = [...at, no];
      const { parts, ...fields } = this.shape(PartFields, value, here);
      return {
        ...fields,
        ...(parts && { parts: this.partsOf(parts, [...here, "parts"], depth + 1) }),
      };
    });
  }

  private takeParams(params: readonly { id: string }[] | undefined, at: Path): void {
    for (const [no, { id }] of (params ?? []).entries()) {
      this.take(this.params, "parameter", id, [...at, "params", no]);
    }
  }

  private take(known: Map<string, Path>, what: string, id: string, at: Path): void {
    const before = known.get(id);
    if (before) {
      const sentence = `the ${what} ${id} stands here and at ${pathInWords(before)}; give one of them another id.`;
      this.refuse([...at, "id"], sentence);
    }
    known.set(id, at);
  }

  private checkDepth(depth: number, at: Path): void {
    if (depth > oscalLimits.depth) {
      this.refuse(at, `this lies deeper than ${oscalLimits.depth} levels; make it flatter.`);
    }
  }

  private shape<S extends Parameters<typeof checkShape>[0]>(
    schema: S,
    value: unknown,
    at: Path,
  ): ReturnType<typeof checkShape<S>> {
    return checkShape(schema, value, (path) => this.place([...at, ...path]));
  }

  private place(at: Path): Place {
    return { file: this.file, field: pathInWords(at) };
  }

  private refuse(at: Path, sentence: string): never {
    throw new Problem("bad-input", sentence, this.place(at));
  }
}
