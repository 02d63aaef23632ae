import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RecordChanged } from "../../src/findings/records.contract.ts";
import { shortDigest } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { words } from "./words.ts";

/** A change of a record from a small form: what was said to it, and how it is sent. */
export function useChange(path: string): {
  readonly error: unknown;
  readonly said: string;
  readonly send: (body: unknown) => Promise<boolean>;
} {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  return {
    error,
    said,
    async send(body) {
      setError(null);
      setSaid(words.saving);
      try {
        const { answer, leaves } = await sendJson(RecordChanged, "POST", path, body);
        setSaid(answer.unchanged ? words.unchanged : words.saved(shortDigest(leaves[0] ?? "")));
        await client.invalidateQueries();
        return true;
      } catch (problem) {
        setSaid("");
        setError(problem);
        return false;
      }
    },
  };
}

/** A text of a form that was sent; what is absent is empty. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
