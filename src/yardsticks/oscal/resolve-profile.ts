import { digestOf, type Digest } from "../../kit/canonical-json.ts";
import { Problem } from "../../kit/problem.ts";
import { combineCatalogs } from "./combine-catalogs.ts";
import { controlsIn, paramsIn, partsIn } from "./control-tree.ts";
import { insertedIds } from "./insert-params.ts";
import { modifyControls } from "./modify-controls.ts";
import type { Catalog, Import, Param, Profile } from "./oscal.contract.ts";
import type { OscalFile } from "./read-oscal.ts";
import { selectControls } from "./select-controls.ts";
import { structured } from "./structure-controls.ts";

/** An OSCAL file that was given, with its name and the digest of its bytes. */
export interface GivenFile {
  readonly file: string;
  readonly digest: Digest;
  readonly oscal: OscalFile;
}

/** What came of a profile. */
export interface Resolved {
  readonly catalog: Catalog;
  /** The files that were imported on the way, each once, by name. */
  readonly imports: readonly GivenFile[];
  /** What was done without having been asked for, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Resolves a profile (OSCAL profile resolution: import, merge, modify) against the files that were
 * given beside it. Profiles may import profiles.
 * Refuses (bad-input), in one sentence with the place: imports that go in a circle, with their path;
 * an import for which no file was given; and what the steps refuse.
 */
export function resolveProfile(given: GivenFile, beside: readonly GivenFile[]): Resolved {
  const run = new Run(beside);
  const catalog = run.resolve(given, []);
  const imports = [...run.used].toSorted((one, two) => (one.file < two.file ? -1 : 1));
  return { catalog, imports, notes: run.notes };
}

class Run {
  readonly used = new Set<GivenFile>();
  readonly notes: string[] = [];
  private readonly beside: readonly GivenFile[];
  private readonly resolved = new Map<GivenFile, Catalog>();

  constructor(beside: readonly GivenFile[]) {
    this.beside = beside;
  }

  resolve(given: GivenFile, path: readonly GivenFile[]): Catalog {
    if (given.oscal.kind === "catalog") return given.oscal.catalog;
    const known = this.resolved.get(given);
    if (known) return known;
    const catalog = this.resolveOne(given, given.oscal.profile, [...path, given]);
    this.resolved.set(given, catalog);
    return catalog;
  }

  private resolveOne(given: GivenFile, profile: Profile, path: readonly GivenFile[]): Catalog {
    const { file } = given;
    const sources: Catalog[] = [];
    const parts = profile.imports.map((wanted, no) => {
      const field = `profile.imports[${no}]`;
      const target = this.find(wanted, profile, { file, field: `${field}.href`, path });
      const source = this.resolve(target, path);
      sources.push(source);
      const { catalog, pulledIn } = selectControls(source, wanted, {
        file,
        field,
        from: target.file,
      });
      if (pulledIn.length > 0) {
        this.notes.push(
          `${file} selects enhancements whose controls it does not: ${pulledIn.join(", ")} were pulled in.`,
        );
      }
      return catalog;
    });
    const combined = combineCatalogs(parts, profile.combine, file);
    const { catalog, left } = structured(combined, profile.structure, file);
    if (left.length > 0) {
      this.notes.push(
        `${file} puts these into none of its groups, so they are left out: ${left.join(", ")}.`,
      );
    }
    const loose = looseParams(catalog, sources);
    const withParams =
      loose.length > 0 ? { ...catalog, params: [...(catalog.params ?? []), ...loose] } : catalog;
    modifyControls(withParams, profile, file);
    return finished(withParams, profile, file);
  }

  private find(
    wanted: Import,
    profile: Profile,
    about: { readonly file: string; readonly field: string; readonly path: readonly GivenFile[] },
  ): GivenFile {
    const hrefs = hrefsOf(wanted, profile);
    if (hrefs.length === 0) {
      const sentence = `the back matter has no resource ${wanted.href} with a link to a file; add it.`;
      throw new Problem("bad-input", sentence, about);
    }
    const byName = this.beside.find((each) =>
      hrefs.some((href) => baseName(href) === baseName(each.file)),
    );
    const others = this.beside.filter((each) => !about.path.includes(each) && !this.used.has(each));
    const inPath = about.path.find((each) =>
      hrefs.some((href) => baseName(href) === baseName(each.file)),
    );
    const found = byName ?? inPath ?? (others.length === 1 ? others[0] : this.catalogAmong(others));
    if (!found) {
      const names = hrefs.map(baseName).join(" or ");
      const sentence = `the file ${names} that this imports was not given; give it by \`--with\`, under that name.`;
      throw new Problem("bad-input", sentence, about);
    }
    if (about.path.includes(found)) {
      const circle = [...about.path, found].map((each) => each.file).join(" -> ");
      const sentence = `these profiles import each other in a circle: ${circle}; take one of the imports out.`;
      throw new Problem("bad-input", sentence, about);
    }
    this.used.add(found);
    return found;
  }

  /** Where a single catalogue was given, an import under another name means it. */
  private catalogAmong(others: readonly GivenFile[]): GivenFile | undefined {
    const catalogs = [...others, ...this.used].filter((each) => each.oscal.kind === "catalog");
    return catalogs.length === 1 ? catalogs[0] : undefined;
  }
}

/** The addresses under which an import is known: its own, or those of a resource; JSON first. */
function hrefsOf(wanted: Import, profile: Profile): string[] {
  if (!wanted.href.startsWith("#")) return [wanted.href];
  const resource = profile.backMatter.resources?.find((each) => `#${each.uuid}` === wanted.href);
  const links = resource?.rlinks ?? [];
  const json = links.filter((link) => /json/iu.test(link["media-type"] ?? link.href));
  return (json.length > 0 ? json : links).map((link) => link.href);
}

/** The last part of an address or path. */
function baseName(href: string): string {
  return href.split(/[?#]/u)[0]?.split(/[/\\]/u).at(-1) ?? href;
}

/** Parameters that selected texts insert and that stand in controls which were not selected. */
function looseParams(catalog: Catalog, sources: readonly Catalog[]): Param[] {
  const here = new Set([...paramsIn(catalog)].map((param) => param.id));
  const there = new Map<string, Param>();
  for (const source of sources) for (const param of paramsIn(source)) there.set(param.id, param);
  const loose: Param[] = [];
  const need = (text: string | undefined): void => {
    const waiting = insertedIds(text ?? "");
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const param = there.get(id);
      if (here.has(id) || !param) continue;
      here.add(id);
      loose.push(structuredClone(param));
      waiting.push(...(param.select?.choice ?? []).flatMap(insertedIds));
    }
  };
  for (const control of controlsIn(catalog)) {
    for (const part of partsIn(control.parts)) need(part.prose);
    for (const param of control.params ?? [])
      for (const choice of param.select?.choice ?? []) need(choice);
  }
  return loose;
}

/** The resolved catalogue under the profile's name, with the back matter that it still refers to. */
function finished(catalog: Catalog, profile: Profile, file: string): Catalog {
  const { uuid: _uuid, metadata: _metadata, "back-matter": backMatter, ...content } = catalog;
  const text = JSON.stringify(content);
  const referred = new Set([...text.matchAll(/#([0-9a-fA-F-]{36})/gu)].map(([, uuid]) => uuid));
  const resources = (backMatter?.resources ?? []).filter((each) => referred.has(each.uuid));
  const { title, version } = profile.metadata;
  return {
    uuid: uuidOf([profile.uuid, content]),
    metadata: Object.assign(
      {
        title,
        "last-modified": profile.metadata["last-modified"],
        version,
        "oscal-version": "1.1.3",
      },
      {
        props: [{ name: "resolution-tool", value: "Muster" }],
        links: [{ href: baseName(file), rel: "source-profile" }],
      },
    ),
    ...content,
    ...(resources.length > 0 && { "back-matter": { resources } }),
  };
}

/** A name-based UUID (RFC 9562, version 8 is not known to OSCAL, so the bits of version 5). */
export function uuidOf(value: unknown): string {
  const hex = digestOf(value);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
