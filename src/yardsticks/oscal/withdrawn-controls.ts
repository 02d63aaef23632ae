import { controlsIn, groupsIn, partsIn } from "./control-tree.ts";
import { labelOf } from "./control-words.ts";
import type { Catalog, Control, Link } from "./oscal.contract.ts";

/** That a control was withdrawn, in the words of a yardstick. */
export interface WithdrawnInto {
  readonly into: string[];
  readonly words: string;
}

/** The words in `[Withdrawn: Incorporated into GV.OC-01]`, as CSF 2.0 writes it into its text. */
function saidWithdrawn(text: string): string | undefined {
  const plain = text.trim().replace(/^\[/u, "").replace(/\]$/u, "");
  const start = /^withdrawn\b:?/iu.exec(plain)?.[0];
  return start === undefined || plain.includes("]") ? undefined : plain.slice(start.length).trim();
}

/** Which items and groups a catalogue has, to find those that a withdrawn control names. */
export class WithdrawnReader {
  private readonly controls = new Map<string, Control>();
  private readonly ownerOfPart = new Map<string, Control>();
  private readonly names = new Map<string, string>();

  constructor(catalog: Catalog) {
    for (const group of groupsIn(catalog)) {
      if (group.id !== undefined) this.names.set(group.id.toLowerCase(), group.id);
    }
    for (const control of controlsIn(catalog)) {
      this.controls.set(control.id, control);
      this.names.set(control.id.toLowerCase(), control.id);
      for (const part of partsIn(control.parts)) {
        if (part.id !== undefined) this.ownerOfPart.set(part.id, control);
      }
    }
  }

  /** Whether a control is withdrawn, by its status or by its words; undefined when it stands. */
  of(control: Control): WithdrawnInto | undefined {
    const links = (control.links ?? []).filter((link) => movesTo(link));
    const status = (control.props ?? []).some(
      (prop) => prop.name === "status" && prop.value.trim().toLowerCase() === "withdrawn",
    );
    const prose = control.parts?.find((part) => part.name === "statement")?.prose ?? "";
    const words = saidWithdrawn(prose) ?? saidWithdrawn(control.title);
    if (!status && words === undefined) return undefined;
    if (words !== undefined && words.trim() !== "") {
      return { into: this.named(words), words: sentence(words) };
    }
    const into = links.map((link) => this.target(link)).filter((id) => id !== undefined);
    const said = links.map((link) => `${ways[link.rel ?? ""] ?? "moved to"} ${this.printed(link)}`);
    return { into: [...new Set(into)], words: sentence(said.join("; ") || "withdrawn") };
  }

  /** The same of a group, which says so in its title: "Governance (ID.GV): [Withdrawn: …]". */
  ofTitle(title: string): WithdrawnInto | undefined {
    const words = /\[withdrawn\s*:\s*([^\]]+)\]/iu.exec(title)?.[1];
    return words === undefined ? undefined : { into: this.named(words), words: sentence(words) };
  }

  private target(link: Link): string | undefined {
    const id = link.href.replace(/^#/u, "");
    return this.controls.has(id) ? id : this.ownerOfPart.get(id)?.id;
  }

  /** What a link names, as it is printed. */
  private printed(link: Link): string {
    const id = this.target(link);
    const control = id === undefined ? undefined : this.controls.get(id);
    return labelOf(control?.props) ?? id ?? link.href.replace(/^#/u, "");
  }

  /** Items and groups that words name, in any case: "Incorporated into GV.OC-01, ID.AM". */
  private named(words: string): string[] {
    const found = words.split(/[\s,;]+/u).flatMap((word) => {
      const id = this.names.get(word.replace(/[.)]+$/u, "").toLowerCase());
      return id === undefined || !/[.\-\d]/u.test(word) ? [] : [id];
    });
    return [...new Set(found)];
  }
}

const ways: Readonly<Record<string, string>> = {
  "incorporated-into": "incorporated into",
  "moved-to": "moved to",
};

function movesTo(link: Link): boolean {
  return link.rel !== undefined && link.rel in ways;
}

function sentence(words: string): string {
  const plain = words.trim();
  const full = `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
  return full.endsWith(".") ? full : `${full}.`;
}
