import { type ReactElement, useState } from "react";
import { registerWords } from "../../src/findings/record-ids.ts";
import { usePart, useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { ProblemPage } from "../app/ProblemPage.tsx";
import "./findings.css";
import { firstCells } from "./form-fields.ts";
import { RecordForm } from "./RecordForm.tsx";
import { cellsOf, registerOf, registerOfId, registerPath, views } from "./registers.ts";
import { words } from "./words.ts";

/** A form for a new record; what the address says already stands in it. */
export function NewRecordPage(): ReactElement {
  const review = usePart("review");
  const { search } = useAddress();
  const register = registerOf(search["of"] ?? "");
  const { organisation = "", findings = "" } = search;
  return (
    <>
      <h1 className="work">{words.newTitle[register]}</h1>
      <RecordForm
        key={register}
        register={register}
        review={review}
        id={null}
        leaf={null}
        first={firstCells(register, { organisation, ...(findings === "" ? {} : { findings }) })}
      />
    </>
  );
}

/** A form that changes what stands in a record. It keeps what it began with: nothing is overwritten. */
export function EditRecordPage(): ReactElement {
  const review = usePart("review");
  const id = usePart("record");
  const register = registerOfId(id);
  const path = `${registerPath(review, register)}/${encodeURIComponent(id)}`;
  const answer = useAnswer(views[register], path);
  const [began, setBegan] = useState<typeof answer.data>(undefined);
  if (began === undefined && answer.data !== undefined) setBegan(answer.data);
  if (answer.isError && began === undefined) {
    return <ProblemPage error={answer.error} retry={() => void answer.refetch()} />;
  }
  if (began === undefined) {
    return (
      <p role="status" className="reading">
        {words.reading}
      </p>
    );
  }
  return (
    <>
      <h1 className="work">{words.editTitle(`${registerWords[register].one} ${id}`)}</h1>
      <RecordForm
        register={register}
        review={review}
        id={id}
        leaf={began.leaf}
        first={firstCells(register, cellsOf(register, began.content))}
      />
    </>
  );
}
