import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useRef, useState } from "react";
import { RecordImport } from "../../src/findings/record-import.contract.ts";
import type { Register } from "../../src/findings/records.contract.ts";
import { shortDigest } from "../app/days.ts";
import { sendFiles } from "../app/fetch-json.ts";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { registerPath } from "./registers.ts";
import { words } from "./words.ts";

/** Brings a CSV in: first what it would do, row by row; then, when no row is wrong, all of it. */
export function ImportRecords(props: {
  readonly review: string;
  readonly register: Register;
}): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const client = useQueryClient();
  const [preview, setPreview] = useState<RecordImport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  async function send(dryRun: boolean): Promise<void> {
    if (form.current === null) return;
    const given = new FormData(form.current);
    const file = given.get("file");
    const reason = given.get("reason");
    setError(null);
    setSaid("");
    try {
      const sent = await sendFiles(
        RecordImport,
        `${registerPath(props.review, props.register)}/import`,
        { file: file instanceof File ? file : undefined },
        {
          ...(dryRun ? { dry_run: "true" } : {}),
          reason: typeof reason === "string" ? reason : "",
        },
      );
      setPreview(sent.answer.saved ? null : sent.answer);
      if (!sent.answer.saved) return;
      setSaid(words.importSaved(shortDigest(sent.leaves[0] ?? "")));
      await client.invalidateQueries();
    } catch (problem) {
      setPreview(null);
      setError(problem);
    }
  }
  const ready = preview !== null && preview.wrong === 0 && preview.added + preview.changed > 0;
  return (
    <details className="approve import-records no-print">
      <summary>{words.importCsv}</summary>
      <form
        ref={form}
        onChange={() => setPreview(null)}
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <label className="field">
          {words.importFile}
          <input type="file" name="file" required accept=".csv,text/csv" />
        </label>
        <label className="field">
          {words.importReason}
          <span className="note">{words.importReasonHint}</span>
          <input name="reason" maxLength={2000} autoComplete="off" />
        </label>
        <Refused error={error} failed={words.failed} />
        <button type="submit" className="quiet">
          {words.importPreview}
        </button>
        {preview === null ? null : <Preview preview={preview} />}
        {ready ? (
          <button type="button" className="firm" onClick={() => void send(false)}>
            {words.importSave}
          </button>
        ) : null}
        <span role="status" className="note">
          {" "}
          {said}
        </span>
      </form>
    </details>
  );
}

function Preview(props: { readonly preview: RecordImport }): ReactElement {
  const { added, changed, wrong, problems } = props.preview;
  return (
    <div role="status">
      <p>
        {words.importSaid(added, changed, wrong)} {wrong === 0 ? null : words.importWrong}
      </p>
      <ul className="import-problems">
        {problems.slice(0, 20).map(({ line, column, sentence }) => (
          <li key={`${line} ${column} ${sentence}`}>
            <strong>{words.importLine(line, column)}:</strong> <UserText>{sentence}</UserText>
          </li>
        ))}
      </ul>
    </div>
  );
}
