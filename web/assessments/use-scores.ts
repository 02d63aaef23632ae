import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Type } from "typebox";
import { Value } from "typebox/value";
import type { ScoreKind, ScoreValue } from "../../src/assessments/scores.contract.ts";
import { ScoreConflict } from "../../src/assessments/score-views.contract.ts";
import { Problem } from "../../src/kit/problem.ts";
import { sendJson } from "../app/fetch-json.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { type ScoreRow, type Standing, takenBack, told } from "./score-rows.ts";
import {
  cellOf,
  type Entries,
  type Entry,
  type Given,
  type Kept,
  type Outcome,
  ScoreSaver,
  type Send,
} from "./score-saver.ts";

/** Of the answer to one score the page needs only this; ratings are read where they are shown. */
const Answer = Type.Object({ unchanged: Type.Boolean() });
const Conflicts = Type.Object({ conflicts: Type.Array(ScoreConflict, { minItems: 1 }) });
const retryEvery = 5000;

/** What a page of scores has of what is given on it. */
export interface Scores {
  readonly saver: ScoreSaver;
  readonly entries: Entries;
  readonly standing: Standing;
  /** The same at the moment of asking: it stays the same function when something is given. */
  readonly now: Standing;
  /** What stands beside a score, as given here or as it was read. */
  readonly remarkOf: (row: ScoreRow, kind: ScoreKind) => Pick<Given, "note" | "evidence">;
  readonly give: (row: ScoreRow, kind: ScoreKind, part: GivenPart) => void;
}

/** What of a score is given anew; the rest stays as it stands. */
export interface GivenPart {
  readonly value: ScoreValue;
  readonly note?: string;
  readonly evidence?: Given["evidence"];
}

/** Keeps and sends what is given on a page of a review that speaks of a day. */
export function useScores(review: string, day: string, place: string): Scores {
  const [saver] = useState(() => new ScoreSaver(sender(review), keptOf(place)));
  const entries = useSyncExternalStore(saver.subscribe, saver.entries);
  useKeeping(saver, entries, place);
  useFresh(saver, review);
  const standing = useCallback<Standing>(
    (row, kind) =>
      entries.size === 0
        ? told(row, kind)
        : (entries.get(`${kind} ${row.item} ${row.organisation}`)?.given.value ?? told(row, kind)),
    [entries],
  );
  const now = useCallback<Standing>(
    (row, kind) => saver.entries().get(cellOf({ ...row, kind }))?.given.value ?? told(row, kind),
    [saver],
  );
  const remarkOf = useCallback<Scores["remarkOf"]>(
    (row, kind) => {
      const { note = "", evidence = [] } =
        entries.get(cellOf({ ...row, kind }))?.given ?? row[kind] ?? {};
      return { note, evidence };
    },
    [entries],
  );
  const give = useCallback<Scores["give"]>(
    (row, kind, part) => {
      const { organisation, item, wording } = row;
      const before = standing(row, kind);
      const about = { organisation, item, kind, day, wording, ...remarkOf(row, kind) };
      saver.give({ ...about, ...part }, row[kind]?.leaf ?? null, {
        ...about,
        value: before ?? takenBack(kind),
      });
    },
    [saver, standing, remarkOf, day],
  );
  return useMemo(
    () => ({ saver, entries, standing, now, remarkOf, give }),
    [saver, entries, standing, now, remarkOf, give],
  );
}

/** Sends one score and reads what became of it. */
function sender(review: string): Send {
  const path = `/api/reviews/${encodeURIComponent(review)}/scores?answer=own`;
  return async ({ note, evidence, ...given }, expects): Promise<Outcome> => {
    const body = {
      ...given,
      expects,
      ...(note === "" ? {} : { note }),
      ...(evidence.length === 0 ? {} : { evidence }),
    };
    try {
      const { leaves } = await sendJson(Answer, "POST", path, body);
      return { state: "saved", leaf: leaves[0] ?? null, at: clockTime() };
    } catch (error) {
      const problem = asProblem(error);
      const { cause } = problem;
      if (problem.kind === "conflict" && Value.Check(Conflicts, cause)) {
        const { theirs = null, theirs_by: by = "" } = cause.conflicts[0] ?? {};
        // Whoever compares both reads a name, not an account.
        return { state: "conflict", problem, theirs: theirs === null ? null : { ...theirs, by } };
      }
      return { state: "failed", problem };
    }
  };
}

function clockTime(): string {
  return new Date().toTimeString().slice(0, 8);
}

/** Tries again what the server did not answer to, and keeps what is not saved beyond the page. */
function useKeeping(saver: ScoreSaver, entries: Entries, place: string): void {
  const open = useMemo(
    () => [...entries.values()].filter(({ state }) => state !== "saved"),
    [entries],
  );
  useEffect(() => {
    const kept: Kept[] = open.map(({ given, leaf }) => ({ given, leaf }));
    try {
      if (kept.length === 0) sessionStorage.removeItem(nameOf(place));
      else sessionStorage.setItem(nameOf(place), JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing still has it on the page.
    }
  }, [open, place]);
  const unreachable = open.some(isUnreachable);
  useEffect(() => {
    if (!unreachable) return undefined;
    const timer = setInterval(() => saver.retry(), retryEvery);
    const now = () => saver.retry();
    addEventListener("online", now);
    return () => {
      clearInterval(timer);
      removeEventListener("online", now);
    };
  }, [unreachable, saver]);
  const some = open.length > 0;
  useEffect(() => {
    if (!some) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [some]);
}

function isUnreachable({ state, problem }: Entry): boolean {
  const kinds: readonly (Problem["kind"] | undefined)[] = ["unreachable", "unavailable"];
  return state === "failed" && kinds.includes(problem?.kind);
}

function nameOf(place: string): string {
  return `muster.scores ${place}`;
}

/** What an earlier page of this tab could not save: written by `useKeeping`, and nobody else. */
function keptOf(place: string): readonly Kept[] {
  try {
    const text = sessionStorage.getItem(nameOf(place));
    const kept: unknown = text === null ? [] : JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(kept: unknown): kept is Kept {
  return typeof kept === "object" && kept !== null && "given" in kept && "leaf" in kept;
}

/** Whoever leaves the page after giving scores finds them on the others, and on the way back. */
function useFresh(saver: ScoreSaver, review: string): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      if (saver.entries().size === 0) return;
      const own = `/api/reviews/${review}/`;
      const about = (key: readonly unknown[]) => String(key[0]).startsWith(own);
      client.removeQueries({ predicate: ({ queryKey }) => about(queryKey), type: "inactive" });
      void client.invalidateQueries({ predicate: ({ queryKey }) => about(queryKey) });
    },
    [client, saver, review],
  );
}
