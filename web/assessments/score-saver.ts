import type {
  NewScore,
  ScoreKind,
  ScoreValue,
  ShownScore,
} from "../../src/assessments/scores.contract.ts";
import { type Problem, unreachable } from "../../src/kit/problem.ts";

/** What somebody gives by a key or a form. */
export interface Given {
  readonly organisation: string;
  readonly item: string;
  readonly kind: ScoreKind;
  readonly day: string;
  readonly wording: string;
  readonly value: ScoreValue;
  readonly note: string;
  readonly evidence: NonNullable<NewScore["evidence"]>;
}

/** How far one given score is. */
export interface Entry {
  readonly given: Given;
  readonly state: "saving" | "saved" | "failed" | "conflict";
  /** Leaf under which it stands; before it is saved, that of the score before it. */
  readonly leaf: string | null;
  /** Time of this machine at which it was saved: "14:02:31". */
  readonly at: string;
  /** Why it is not saved; null where nothing is wrong. */
  readonly problem: Problem | null;
  /** What somebody else saved meanwhile. */
  readonly theirs: ShownScore | null;
}

/** What the server answers to one score. */
export type Outcome =
  | { readonly state: "saved"; readonly leaf: string | null; readonly at: string }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "conflict"; readonly problem: Problem; readonly theirs: ShownScore | null };

/** Sends one score; `expects` is the leaf that stood on the page before it. */
export type Send = (given: Given, expects: string | null) => Promise<Outcome>;

/** Everything that was given on a page, by cell. */
export type Entries = ReadonlyMap<string, Entry>;

/** What is put by, so that a page that is loaded again still has it. */
export interface Kept {
  readonly given: Given;
  readonly leaf: string | null;
}

/** Names the cell of a score; identifiers hold no space. */
export function cellOf({
  organisation,
  item,
  kind,
}: Pick<Given, "organisation" | "item" | "kind">): string {
  return `${kind} ${item} ${organisation}`;
}

/**
 * Keeps what is given until the server has it. Keys never wait: a score shows at once, is sent by
 * itself, and of one cell never two at the same time, so that each names the one before it. What was
 * not saved stays, is sent again when asked, and is told by `unsaved`.
 */
export class ScoreSaver {
  #entries: Entries = new Map();
  #undo: { readonly before: Given; readonly cell: string }[] = [];
  readonly #running = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #send: Send;

  /** Given: how a score is sent, and what an earlier page of this tab could not save. */
  constructor(send: Send, kept: readonly Kept[] = []) {
    this.#send = send;
    this.#entries = new Map(
      kept.map(({ given, leaf }) => [
        cellOf(given),
        { ...fresh(given), leaf, state: "failed" as const },
      ]),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): Entries => this.#entries;

  /** What is not saved, and would be lost with the page. */
  unsaved(): readonly Entry[] {
    return [...this.#entries.values()].filter(({ state }) => state !== "saved");
  }

  /** Gives a score. `expects` is the leaf on the page; `before` is what undoing gives again. */
  give(given: Given, expects: string | null, before: Given): void {
    const cell = cellOf(given);
    this.#undo.push({ before, cell });
    const there = this.#entries.get(cell);
    this.#put(cell, { ...fresh(given), leaf: there === undefined ? expects : there.leaf });
    void this.#run(cell);
  }

  /** Gives what stood before the last act; null where there is nothing to undo. */
  undo(): Given | null {
    const last = this.#undo.pop();
    if (last === undefined) return null;
    const there = this.#entries.get(last.cell);
    this.#put(last.cell, { ...fresh(last.before), leaf: there?.leaf ?? null });
    void this.#run(last.cell);
    return last.before;
  }

  /** Sends again what was not saved. */
  retry(): void {
    for (const [cell, entry] of this.#entries) {
      if (entry.state !== "failed") continue;
      this.#put(cell, { ...entry, state: "saving", problem: null });
      void this.#run(cell);
    }
  }

  /** Decides a conflict: one's own over the other, which was seen, or the other as it stands. */
  choose(cell: string, which: "mine" | "theirs"): void {
    const entry = this.#entries.get(cell);
    if (entry?.state !== "conflict") return;
    if (which === "theirs") {
      this.#undo = this.#undo.filter((each) => each.cell !== cell);
      this.#put(cell, standing(entry));
      return;
    }
    this.#put(cell, { ...fresh(entry.given), leaf: entry.theirs?.leaf ?? null });
    void this.#run(cell);
  }

  async #run(cell: string): Promise<void> {
    if (this.#running.has(cell)) return;
    this.#running.add(cell);
    try {
      for (;;) {
        const entry = this.#entries.get(cell);
        if (entry?.state !== "saving") return;
        const outcome = await this.#send(entry.given, entry.leaf);
        const now = this.#entries.get(cell);
        if (now === undefined) return;
        // Whatever was given meanwhile follows what was just sent.
        if (now.given === entry.given) this.#put(cell, after(now, outcome));
        else if (outcome.state === "saved") {
          this.#put(cell, { ...now, leaf: outcome.leaf ?? now.leaf });
        } else if (outcome.state === "conflict") {
          this.#put(cell, after(now, outcome));
        }
      }
    } finally {
      this.#running.delete(cell);
    }
  }

  #put(cell: string, entry: Entry): void {
    this.#entries = new Map(this.#entries).set(cell, entry);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function fresh(given: Given): Entry {
  return { given, state: "saving", leaf: null, at: "", problem: null, theirs: null };
}

/** What stands by somebody else, shown from now on; without any, what was given is let go. */
function standing({ given, theirs, at }: Entry): Entry {
  const left = theirs ?? { value: { missing: "not-reported" } as const, note: "", evidence: [] };
  const { value, note, evidence } = left;
  return {
    ...fresh({ ...given, value, note, evidence }),
    state: "saved",
    leaf: theirs?.leaf ?? null,
    at,
  };
}

function after(entry: Entry, outcome: Outcome): Entry {
  switch (outcome.state) {
    case "saved":
      return { ...entry, state: "saved", leaf: outcome.leaf ?? entry.leaf, at: outcome.at };
    case "conflict":
      return { ...entry, state: "conflict", problem: outcome.problem, theirs: outcome.theirs };
    case "failed":
      return { ...entry, state: "failed", problem: outcome.problem };
    default:
      return unreachable(outcome);
  }
}
