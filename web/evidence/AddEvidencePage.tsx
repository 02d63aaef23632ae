import "./evidence.css";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { EvidenceImport, MappingList } from "../../src/evidence/evidence.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { shortDigest } from "../app/days.ts";
import { type Sent, sendFiles } from "../app/fetch-json.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { reviewPath, useReview } from "../review/review.ts";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { ImportForm } from "./ImportForm.tsx";
import { ImportPreview } from "./ImportPreview.tsx";
import { words } from "./words.ts";

type Imported = Sent<EvidenceImport>;

/** A file of evidence, previewed before anything of it is saved, and then imported. */
export function AddEvidencePage(): ReactElement {
  const { summary } = useReview();
  const list = useAnswer(MappingList, "/api/mappings");
  const base = `${reviewPath(summary.review)}/evidence`;
  if (list.isError || list.data === undefined) {
    return <Unanswered answer={list} reading={words.reading} />;
  }
  return (
    <>
      <p className="note no-print">
        <Go to={base}>{words.back}</Go>
      </p>
      <h1 className="work">{words.addTitle}</h1>
      <p className="lede">{words.addLede}</p>
      <Import mappings={list.data.mappings} base={base} />
    </>
  );
}

function Import(props: {
  mappings: Parameters<typeof ImportForm>[0]["mappings"];
  base: string;
}): ReactElement {
  const client = useQueryClient();
  const [busy, setBusy] = useState<"" | "preview" | "import">("");
  const [error, setError] = useState<unknown>(null);
  // What is imported is what was previewed, whatever the form says by then.
  const [preview, setPreview] = useState<{ answer: Imported; form: FormData } | null>(null);
  const [done, setDone] = useState<Imported | null>(null);

  async function send(form: FormData, dryRun: boolean): Promise<void> {
    setBusy(dryRun ? "preview" : "import");
    setError(null);
    setDone(null);
    try {
      const answer = await importOf(form, dryRun);
      setPreview(dryRun ? { answer, form } : null);
      setDone(dryRun ? null : answer);
      if (!dryRun) await client.invalidateQueries();
    } catch (problem) {
      setPreview(null);
      setError(problem);
    }
    setBusy("");
  }

  return (
    <>
      <ImportForm
        mappings={props.mappings}
        busy={busy === "preview"}
        changed={() => {
          setPreview(null);
          setDone(null);
        }}
        send={(form) => void send(form, true)}
      />
      <Refused error={error} failed={words.notRead} />
      <div role="status">
        {done === null ? null : (
          <p className="imported">
            <strong>
              <UserText>{words.importedTitle(done.answer.collection.id)}</UserText>
            </strong>{" "}
            {words.importedLede(shortDigest(done.leaves.at(-1) ?? ""))}{" "}
            <Go to={`${props.base}/${done.answer.collection.id}`}>{words.openIt}</Go>
          </p>
        )}
      </div>
      {preview === null ? null : (
        <ImportPreview answer={preview.answer.answer}>
          <button
            type="button"
            className="firm no-print"
            disabled={busy !== ""}
            onClick={() => void send(preview.form, false)}
          >
            {busy === "import" ? words.importing : words.save}
          </button>
        </ImportPreview>
      )}
    </>
  );
}

/** Sends the form: its files and fields, those that were left empty left out. */
function importOf(form: FormData, dryRun: boolean): Promise<Imported> {
  const files: Record<string, File> = {};
  const fields: Record<string, string> = dryRun ? { dry_run: "true" } : {};
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value;
    else if (value.name !== "") files[name] = value;
  }
  return sendFiles(EvidenceImport, "/api/evidence/imports", files, fields);
}
