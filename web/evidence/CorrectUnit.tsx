import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { type CollectionView, CorrectionAnswer } from "../../src/evidence/evidence.contract.ts";
import { shortDigest } from "../app/days.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Refused } from "../ui/Refused.tsx";
import { words } from "./words.ts";

/** A form that sets one part of one unit right, with a reason; the source's own value stays. */
export function CorrectUnit(props: {
  readonly collection: CollectionView;
  /** The address of the collection in the API, which is read again afterwards. */
  readonly path: string;
}): ReactElement {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<unknown>(null);
  async function send(form: HTMLFormElement): Promise<void> {
    setError(null);
    setSaid(words.saving);
    try {
      const given = Object.fromEntries(new FormData(form));
      const body = { ...given, collection: props.collection.id };
      const sent = await sendJson(CorrectionAnswer, "POST", "/api/evidence/corrections", body);
      setSaid(
        sent.answer.unchanged ? words.unchanged : words.saved(shortDigest(sent.leaves[0] ?? "")),
      );
      form.reset();
      // Ratings may have moved with it.
      await client.invalidateQueries();
    } catch (problem) {
      setSaid("");
      setError(problem);
    }
  }
  return (
    <details className="correct no-print">
      <summary>{words.correct}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <p className="note">{words.correctNote}</p>
        <label className="field">
          {words.unit} <span className="note">{words.unitHint}</span>
          <input name="unit" required maxLength={500} autoComplete="off" />
        </label>
        <label className="field">
          {words.part} <span className="note">{words.partHint}</span>
          <input name="part" required maxLength={120} autoComplete="off" />
        </label>
        <label className="field">
          {words.state}
          <select name="state">
            {(["good", "bad", "unknown"] as const).map((state) => (
              <option key={state} value={state}>
                {words.states[state]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {words.reason}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
        <Refused error={error} failed={words.notSaved} />
        <button type="submit" className="firm">
          {words.saveCorrection}
        </button>
        <p role="status" className="note">
          {said}
        </p>
      </form>
    </details>
  );
}
