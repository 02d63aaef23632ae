import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Static, TSchema } from "typebox";
import { shortDigest } from "./days.ts";
import { sendJson } from "./fetch-json.ts";
import { words } from "./words.ts";

/** An act that a page sends: what was said to it, and whether it is under way. */
export interface Act<A> {
  /** What it was refused for; null where it was not. */
  readonly error: unknown;
  /** "Saved. Leaf …"; empty before. */
  readonly said: string;
  readonly busy: boolean;
  /** Sends what `body` answers, and asks for everything shown anew; null where it was refused. */
  readonly send: (path: string, body: () => unknown) => Promise<A | null>;
}

/**
 * Sends acts by POST and keeps what came of the last one, for the form that they are sent from.
 * Given: `saidOf`, how a page says that an act is kept, with its short leaf.
 */
export function useAct<S extends TSchema>(
  schema: S,
  saidOf: (leaf: string) => string = words.saved,
): Act<Static<S>> {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  return {
    error,
    said,
    busy,
    async send(path, body) {
      setError(null);
      setSaid(words.saving);
      setBusy(true);
      let wasSent = false;
      try {
        const given = await body();
        wasSent = true;
        const { answer, leaves } = await sendJson(schema, "POST", path, given);
        setSaid(leaves[0] === undefined ? words.unchanged : saidOf(shortDigest(leaves[0])));
        return answer;
      } catch (problem) {
        setSaid("");
        setError(problem);
        return null;
      } finally {
        setBusy(false);
        // What was refused on the spot, such as a wrong passphrase, changed nothing anywhere.
        if (wasSent) await client.invalidateQueries();
      }
    },
  };
}

/** A text of a form that was sent; what is absent is empty. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
